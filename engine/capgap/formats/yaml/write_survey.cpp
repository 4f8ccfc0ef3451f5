#include <capgap/formats/yaml/scalar_text.hpp>
#include <capgap/formats/yaml/write.hpp>
#include <capgap/formats/yaml/write_parts.hpp>

#include <utility>

namespace capgap {

namespace {

using yaml::list_text;
using yaml::scalar_text;

/// The parts of a survey file from top to bottom.
class SurveyText {
public:
    SurveyText(const SurveyContent& survey, const Text::Entry& text_default, const FileNotes& notes)
        : survey_(survey), default_(text_default), notes_(notes) {}

    std::string text() && {
        for (const std::string& line : notes_.top) out_ += yaml::comment_text(line);
        add_head();
        add_titles();
        add_scales();
        add_items();
        add_background();
        add_scoring();
        add_notice();
        for (const std::string& line : notes_.end) out_ += yaml::comment_text(line);
        return std::move(out_);
    }

private:
    void line(std::string_view indentation, std::string_view key, const std::string& value) {
        out_ += std::string(indentation) + std::string(key) + ": " + value + '\n';
    }

    /// Where a survey needs what it does not have.
    void example(const std::string& text, std::string_view indentation = "") { out_ += std::string(indentation) + "# " + text + '\n'; }

    std::string words(const Text& text) const { return yaml::words_text(text, default_); }

    void add_text(std::string_view indentation, std::string_view key, const Text& text) {
        if (!text.empty()) line(indentation, key, words(text));
    }

    void note(const std::string& key) {
        const auto found = notes_.fields.find(key);
        if (found != notes_.fields.end()) out_ += yaml::comment_text(found->second, "  ");
    }

    void add_head() {
        const Head& head = survey_.head;
        line("", "capgap", "survey/1");
        line("", "id", scalar_text(head.id));
        line("", "version", scalar_text(head.version));
        line("", "framework", "{id: " + scalar_text(survey_.framework.id.text()) + ", version: " + scalar_text(survey_.framework.version) + '}');
        line("", "unit", survey_.unit == Unit::person ? "person" : "institution");
        line("", "languages", list_text(head.languages));
        line("", "text_default", yaml::text_default_text(default_));
        out_ += yaml::sources_text(head.sources);
    }

    void add_titles() {
        add_text("", "title", survey_.title);
        add_text("", "description", survey_.description);
        add_text("", "disclaimer", survey_.disclaimer);
        if (survey_.disclaimer.empty()) example("disclaimer: {" + survey_.head.languages.front() + ": what this questionnaire is not}");
        if (survey_.title_na.empty() && survey_.title_dk.empty() && survey_.title_ref.empty()) return;
        out_ += "special_answers:\n";
        add_text("  ", "na", survey_.title_na);
        add_text("  ", "dk", survey_.title_dk);
        add_text("  ", "ref", survey_.title_ref);
    }

    void add_scales() {
        out_ += "scales:\n";
        for (const Scale& scale : survey_.scales) {
            note("scales." + scale.id.text());
            out_ += "  - id: " + scalar_text(scale.id.text()) + "\n    options:\n";
            for (const Option& option : scale.options) {
                out_ += "      - {id: " + scalar_text(option.id.text()) + (option.score ? ", score: " + option.score->to_string() : "") +
                        ", title: " + words(option.title) + "}\n";
            }
        }
    }

    void add_items() {
        out_ += "items:\n";
        for (const Item& item : survey_.items) {
            note("items." + item.id.text());
            out_ += "  - id: " + scalar_text(item.id.text()) + '\n';
            if (!item.competency.empty()) line("    ", "competency", scalar_text(item.competency.text()));
            if (!item.attitude.empty()) line("    ", "attitude", scalar_text(item.attitude.text()));
            if (!item.anchors.empty()) line("    ", "anchors", scalar_text(item.anchors.text()));
            line("    ", "scale", scalar_text(item.scale.text()));
            if (item.reversed) line("    ", "reversed", "true");
            add_text("    ", "title", item.title);
            add_text("    ", "help", item.help);
            if (item.ask_if)
                line("    ", "ask_if", "{question: " + scalar_text(item.ask_if->question) + ", in: " + list_text(item.ask_if->any_of) + '}');
        }
    }

    void add_background() {
        if (!survey_.background.empty()) out_ += "background:\n";
        for (const BackgroundQuestion& question : survey_.background) {
            note("background." + question.id.text());
            out_ += "  - id: " + scalar_text(question.id.text()) + '\n';
            add_text("    ", "title", question.title);
            line("    ", "breakdown", question.breakdown ? "true" : "false");
            if (question.sensitive) line("    ", "sensitive", "true");
            if (!question.active) line("    ", "active", "false");
            out_ += "    options:\n";
            for (const BackgroundOption& option : question.options) {
                out_ += "      - {id: " + scalar_text(option.id.text()) + ", title: " + words(option.title) + "}\n";
            }
        }
        if (survey_.wanted) line("", "wanted", "{max: " + std::to_string(survey_.wanted->max) + ", title: " + words(survey_.wanted->title) + '}');
    }

    static std::string numbers_of(const std::vector<Decimal>& numbers) {
        std::string out;
        for (const Decimal& number : numbers) out += (out.empty() ? "" : ", ") + number.to_string();
        return out;
    }

    void add_scoring() {
        const Scoring& scoring = survey_.scoring;
        out_ += "scoring:\n";
        line("  ", "method", scoring.method.empty() ? "classical" : scalar_text(scoring.method));
        line("  ", "min_answered", scoring.min_answered.to_string());
        if (scoring.match_bands != Scoring::default_match_bands()) line("  ", "match_bands", '[' + numbers_of(scoring.match_bands) + ']');
        if (scoring.cut_scores.empty()) {
            example("cut_scores: {values: [one less than the framework has levels, rising, 0 to 100], method: {" + survey_.head.languages.front() +
                        ": how they were set}, source: " + scalar_text(default_.source.text()) + '}',
                    "  ");
            return;
        }
        line("  ", "cut_scores",
             "{values: [" + numbers_of(scoring.cut_scores) + "], method: " + words(scoring.cut_method) +
                 ", source: " + scalar_text(scoring.cut_source.text()) + '}');
    }

    void add_notice() {
        if (!survey_.notice) {
            if (survey_.unit == Unit::institution) return;
            example("notice:");
            for (const char* part : {"controller", "legal_basis", "purpose", "excluded_uses", "retention", "contact"}) {
                example(std::string("  ") + part + ": {" + survey_.head.languages.front() + ": ...}");
            }
            return;
        }
        out_ += "notice:\n";
        add_text("  ", "controller", survey_.notice->controller);
        add_text("  ", "legal_basis", survey_.notice->legal_basis);
        add_text("  ", "purpose", survey_.notice->purpose);
        add_text("  ", "excluded_uses", survey_.notice->excluded_uses);
        add_text("  ", "retention", survey_.notice->retention);
        add_text("  ", "contact", survey_.notice->contact);
    }

    const SurveyContent& survey_;
    const Text::Entry& default_;
    const FileNotes& notes_;
    std::string out_;
};

}  // namespace

std::string write_survey(const SurveyContent& survey, const Text::Entry& text_default, const FileNotes& notes) {
    return SurveyText(survey, text_default, notes).text();
}

}  // namespace capgap
