#include <capgap/base/format_number.hpp>
#include <capgap/formats/yaml/scalar_text.hpp>
#include <capgap/formats/yaml/write.hpp>
#include <capgap/formats/yaml/write_parts.hpp>

namespace capgap {

namespace {

using yaml::scalar_text;

class CalibrationText {
public:
    explicit CalibrationText(const InstrumentCalibration& calibration) : of_(calibration) {}

    std::string text() && {
        out_ = yaml::comment_text(
            "Written by capgap calibrate: slope a and difficulties b of each item (engine/docs/methods.md, section 12). No row of a single person "
            "stands "
            "here.");
        out_ += "capgap: calibration/1\nid: " + scalar_text(of_.id) + '\n';
        if (!of_.made_by.empty()) out_ += "made_by: " + scalar_text(of_.made_by) + '\n';
        out_ += "model: " + std::string(to_string(of_.model)) + '\n';
        out_ += "framework: {id: " + scalar_text(of_.framework_id) + ", version: " + scalar_text(of_.framework_version) + "}\n";
        out_ += "survey: {id: " + scalar_text(of_.survey_id) + ", version: " + scalar_text(of_.survey_version) +
                ", sha256: " + scalar_text(of_.survey_sha256) + "}\n";
        out_ += "grid: {nodes: " + std::to_string(of_.grid.nodes) + ", limit: " + format_number(of_.grid.limit) + "}\n";
        if (!of_.groups_by.empty()) out_ += "groups_by: " + scalar_text(of_.groups_by) + '\n';
        if (!of_.linked_to.empty())
            out_ += "linked_to: {id: " + scalar_text(of_.linked_to) + ", sha256: " + scalar_text(of_.linked_to_sha256) + "}\n";
        out_ += std::string("weights: ") + (of_.weighted ? "answers" : "none") + '\n';
        if (of_.together) add(*of_.together);
        out_ += "competencies:\n";
        for (const CompetencyCalibration& one : of_.competencies) add(one);
        return std::move(out_);
    }

private:
    void line(const char* key, const std::string& value) { out_ += "    " + std::string(key) + ": " + value + '\n'; }

    void add(const TogetherCalibration& all) {
        out_ += "structure: " + std::string(to_string(of_.structure)) + "\ntogether:\n  people: " + std::to_string(all.people) +
                "\n  end: " + all.end + "\n  grid: " + all.grid + "\n  e_steps: " + std::to_string(all.e_steps) +
                "\n  parameters: " + std::to_string(all.parameters) + "\n  log_likelihood: " + format_number(all.log_likelihood) + '\n';
        if (!all.correlations.empty()) out_ += "  correlations:\n";
        for (const TogetherCalibration::Correlation& one : all.correlations)
            out_ += "    - {of: " + yaml::list_text({one.a, one.b}) + ", value: " + format_number(one.value) + error_text(one.error) + "}\n";
    }

    void add(const CompetencyCalibration& one) {
        out_ += "  - id: " + scalar_text(one.id) + '\n';
        line("people", std::to_string(one.people));
        if (!one.undefined.empty()) return line("undefined", one.undefined);
        line("end", one.end);
        line("grid", one.grid);
        if (!of_.together) {
            line("e_steps", std::to_string(one.e_steps));
            line("parameters", std::to_string(one.parameters));
            line("log_likelihood", format_number(one.log_likelihood));
        }
        if (one.loading)
            line("loading", "{value: " + format_number(one.loading->value) + error_text(one.loading->error) + ", end: " + one.loading->end + '}');
        line("theta", moments_text(one) + '}');
        if (!one.groups.empty()) out_ += "    groups:\n";
        for (const CalibratedGroup& group : one.groups) {
            out_ += "      - {category: " + scalar_text(group.category) + ", " + moments_text(group).substr(1) +
                    ", people: " + std::to_string(group.people) + "}\n";
        }
        line("cuts", numbers_text(one.cuts));
        if (one.link) add(*one.link);
        out_ += "    items:\n";
        for (const ItemCalibration& item : one.items) add(item);
    }

    /// Of all people, or of a group; without the bracket at its end.
    template <class People>
    static std::string moments_text(const People& of) {
        const auto error = [](const char* key, const std::optional<double>& one) {
            return one ? std::string(", ") + key + ": " + format_number(one) : std::string();
        };
        return "{mean: " + format_number(of.mean) + error("mean_error", of.mean_error) + ", sd: " + format_number(of.sd) +
               error("sd_error", of.sd_error);
    }

    void add(const CalibrationLink& link) {
        if (link.fixed) return line("link", "{items: " + std::to_string(link.items) + ", by: fixed}");
        line("link", "{items: " + std::to_string(link.items) + ", slope: {value: " + format_number(link.slope) + error_text(link.slope_error) +
                         "}, shift: {value: " + format_number(link.shift) + error_text(link.shift_error) +
                         "}, cut_errors: " + numbers_text(link.cut_errors) + '}');
    }

    static std::string numbers_text(const std::vector<std::optional<double>>& numbers) {
        std::string out;
        for (const auto& one : numbers) out += (out.empty() ? "" : ", ") + (one ? format_number(one) : std::string("none"));
        return '[' + out + ']';
    }

    void add(const ItemCalibration& item) {
        out_ += "      - id: " + scalar_text(item.id) + "\n        end: " + item.end + '\n';
        if (item.slope) out_ += "        slope: {value: " + format_number(item.slope) + error_text(item.slope_error) + "}\n";
        out_ += item.steps.empty() ? "        steps: []\n" : "        steps:\n";
        for (const CalibratedStep& step : item.steps) {
            out_ += "          - {options: " + yaml::list_text(step.options);
            if (step.difficulty) out_ += ", difficulty: " + format_number(step.difficulty) + error_text(step.error);
            out_ += "}\n";
        }
    }

    static std::string error_text(const std::optional<double>& error) { return error ? ", error: " + format_number(error) : std::string(); }

    const InstrumentCalibration& of_;
    std::string out_;
};

}  // namespace

std::string write_calibration(const InstrumentCalibration& calibration) {
    return CalibrationText(calibration).text();
}

}  // namespace capgap
