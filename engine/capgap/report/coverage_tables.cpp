#include <capgap/report/coverage_study.hpp>

#include <algorithm>
#include <cmath>

namespace capgap {

namespace {

using Cells = std::vector<ResultCell>;

ResultCell maybe(const std::optional<double>& value) {
    return value ? ResultCell(*value) : ResultCell();
}

ResultCell level_cell(int value) {
    return static_cast<std::int64_t>(value);
}

std::string joined(const std::vector<std::string>& texts) {
    std::string out;
    for (const std::string& one : texts) out += (out.empty() ? "" : ";") + one;
    return out;
}

class TableMaking {
public:
    explicit TableMaking(const CoverageStudy& study) : study_(study) {}

    CoverageTable coverage() const {
        CoverageTable out{"coverage", {"competency", "from_level", "to_level", "courses", "hours", "languages", "status", "seats", "modes"}, {}};
        for (const CoverageStep& step : study_.coverage.steps) {
            out.rows.push_back({competency(step.competency), level_cell(step.to - 1), level_cell(step.to), courses(step.modules), maybe(step.hours),
                                joined(step.languages), std::string(to_string(step.status)),
                                step.seats ? ResultCell(step.seats->to_double()) : ResultCell(), joined(step.modes)});
        }
        return out;
    }

    /// A row that shows a bound only has no step: which one people have before them is not known.
    CoverageTable demand() const {
        CoverageTable out{"demand",
                          {"institution", "competency", "from_level", "to_level", "people", "people_at_from_level", "estimated", "status", "courses",
                           "seats", "sessions"},
                          {}};
        for (const StepDemand& one : study_.demand->steps) {
            Cells row{place_id(study_.demand->tables.groups[one.group].keys, study_.demand->institutions), competency(one.competency)};
            if (one.nearly_everyone) {
                row.resize(7);
                row.push_back("nearly_everyone");
                row.resize(out.columns.size());
            } else {
                add_step(row, one);
            }
            out.rows.push_back(std::move(row));
        }
        return out;
    }

    CoverageTable overlaps() const {
        CoverageTable out{"overlaps", {"competency", "from_level", "to_level", "language", "mode", "courses", "hours"}, {}};
        for (const CourseOverlap& one : study_.coverage.overlaps) {
            out.rows.push_back({competency(one.competency), level_cell(one.to - 1), level_cell(one.to), one.language, one.mode, courses(one.modules),
                                maybe(one.hours)});
        }
        return out;
    }

    CoverageTable prerequisites() const {
        CoverageTable out{"prerequisites", {"course", "prerequisite", "reason", "competency", "from_level", "to_level"}, {}};
        for (const PrerequisiteFinding& one : study_.coverage.prerequisites) {
            Cells row{remedy(one.remedy), one.prerequisite ? remedy(*one.prerequisite) : "", std::string(to_string(one.problem))};
            if (one.competency) {
                row.insert(row.end(), {competency(*one.competency), level_cell(one.from), level_cell(one.to)});
            } else {
                row.resize(6);
            }
            out.rows.push_back(std::move(row));
        }
        return out;
    }

    CoverageTable agreement() const {
        CoverageTable out{"agreement", {"measure", "weights", "modules", "observed", "expected", "kappa", "kappa_se", "reason"}, {}};
        for (const Agreement& one : study_.agreement) {
            out.rows.push_back({one.measure, one.weights, static_cast<std::int64_t>(one.modules), maybe(one.observed), maybe(one.expected),
                                maybe(one.kappa), maybe(one.kappa_se), one.reason});
        }
        return out;
    }

    CoverageTable ratings() const {
        CoverageTable out{"ratings",
                          {"module", "competency", "rater_1_from", "rater_1_to", "rater_2_from", "rater_2_to", "decision_from", "decision_to",
                           "decided_by", "decided_on", "note", "status"},
                          {}};
        for (const ModuleRating& one : study_.ratings) {
            Cells row{module_name(study_.catalogue, one.remedy, one.module), competency(study_.catalogue.competency(one.remedy, one.module))};
            for (const auto* range : {&one.first, &one.second, &one.decision}) {
                row.push_back(*range ? level_cell((*range)->from) : ResultCell());
                row.push_back(*range ? level_cell((*range)->to) : ResultCell());
            }
            row.insert(row.end(), {one.decided_by, one.decided_on, one.note, std::string(to_string(status_of(one)))});
            out.rows.push_back(std::move(row));
        }
        return out;
    }

private:
    void add_step(Cells& row, const StepDemand& one) const {
        const CoverageStep& step = study_.coverage.step(one.competency, one.to);
        const auto maybe_count = [](const std::optional<std::int64_t>& value) { return value ? ResultCell(*value) : ResultCell(); };
        row.insert(row.end(),
                   {level_cell(one.to - 1), level_cell(one.to), maybe_count(one.people), maybe_count(one.at_from),
                    one.estimated.empty() ? ResultCell() : ResultCell(one.estimated), std::string(to_string(step.status)), courses(step.modules),
                    step.seats ? ResultCell(step.seats->to_double()) : ResultCell(), maybe_count(sessions_for(step, one))});
    }

    std::string competency(std::size_t index) const { return study_.framework.competencies()[index].id.text(); }
    std::string remedy(std::size_t index) const { return study_.catalogue.remedies()[index].id.text(); }
    std::string courses(const std::vector<ModuleIndex>& modules) const {
        std::vector<std::string> ids;
        for (const std::size_t one : courses_of(modules)) ids.push_back(remedy(one));
        return joined(ids);
    }

    const CoverageStudy& study_;
};

}  // namespace

std::optional<std::int64_t> sessions_for(const CoverageStep& step, const StepDemand& demand) {
    if (step.status != StepStatus::covered || !step.seats || step.seats->millionths() <= 0 || !demand.at_from) return std::nullopt;
    return static_cast<std::int64_t>(std::ceil(static_cast<double>(*demand.at_from) / step.seats->to_double() - 1e-9));
}

std::vector<std::size_t> courses_of(const std::vector<ModuleIndex>& modules) {
    std::vector<std::size_t> out;
    for (const ModuleIndex& one : modules) {
        if (std::find(out.begin(), out.end(), one.remedy) == out.end()) out.push_back(one.remedy);
    }
    return out;
}

std::vector<CoverageTable> coverage_tables(const CoverageStudy& study) {
    const TableMaking tables(study);
    std::vector<CoverageTable> out{tables.coverage(), tables.overlaps(), tables.prerequisites(), tables.agreement(), tables.ratings()};
    if (study.demand) out.push_back(tables.demand());
    return out;
}

}  // namespace capgap
