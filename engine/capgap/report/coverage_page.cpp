#include <capgap/report/coverage_page.hpp>

#include <capgap/report/coverage_words.hpp>
#include <capgap/report/phrases.hpp>

#include <algorithm>

namespace capgap {

namespace {

using namespace coverage_words;

class PageMaking {
public:
    PageMaking(const CoverageStudy& study, const Texts& texts) : study_(study), texts_(texts) {}

    CoveragePage make() const {
        CoveragePage out;
        const std::string catalogue = study_.catalogue.content().title.in(texts_.language());
        out.language = texts_.language();
        out.skip = texts_.say("page.skip");
        out.title = texts_.say("coverage.title", {{"catalogue", catalogue}});
        out.lead = lead(catalogue);
        out.matrix_title = texts_.say("coverage.matrix.title");
        out.matrix_caption = texts_.say("coverage.matrix.caption");
        out.legend = texts_.say("coverage.matrix.legend");
        if (study_.demand) out.legend += ' ' + texts_.say("coverage.demand.legend");
        out.columns = {texts_.say("coverage.matrix.competency")};
        for (int to = 2; to <= static_cast<int>(study_.coverage.levels); ++to)
            out.columns.push_back(texts_.say("coverage.to_level", {{"level", level(study_, to, texts_)}}));
        out.rows = rows();
        if (study_.demand) out.lists = {waiting(), crowded()};
        out.lists.insert(out.lists.end(), {prerequisites(), overlaps(), agreement()});
        out.details_title = texts_.say("coverage.details.title");
        out.details = details();
        out.rights = attributions(study_, texts_);
        out.footer = footer(study_, texts_);
        return out;
    }

private:
    static constexpr std::size_t most_lines = 12;

    /// Of the whole, which is the first group of every round.
    std::vector<const StepDemand*> demand_of_whole() const {
        std::vector<const StepDemand*> out;
        for (const StepDemand& one : study_.demand->steps) {
            if (one.group == 0) out.push_back(&one);
        }
        return out;
    }

    /// Lines of what most people stand before, those with most first.
    template <class Wanted, class Line>
    void add_lines(CoverageList& to, Wanted wanted, Line line) const {
        std::vector<const StepDemand*> all = demand_of_whole();
        std::erase_if(all, [&](const StepDemand* one) { return one->nearly_everyone || !one->people || !wanted(*one); });
        std::stable_sort(all.begin(), all.end(), [](const StepDemand* a, const StepDemand* b) { return *a->people > *b->people; });
        for (std::size_t i = 0; i < std::min(all.size(), most_lines); ++i) to.lines.push_back(line(*all[i]));
        if (all.size() > most_lines) to.lines.push_back(texts_.say_count("coverage.demand.more", static_cast<std::int64_t>(all.size() - most_lines)));
    }

    const CoverageStep& step_of(const StepDemand& one) const { return study_.coverage.step(one.competency, one.to); }

    Texts::Values values_of(const StepDemand& one) const {
        return {
            {"competency", competency(study_, one.competency, texts_)}, {"step", step(study_, one.to - 1, one.to, texts_)}, {"people", people(one)}};
    }

    /// "about 340 people"; says so where more than half of them are dealt out among hidden profiles.
    std::string people(const StepDemand& one) const {
        return texts_.say(one.mostly_estimated ? "coverage.demand.estimated" : "coverage.demand.people",
                          {{"people", phrase::about_people(static_cast<double>(*one.people), texts_)}});
    }

    CoverageList waiting() const {
        CoverageList out{texts_.say("coverage.demand.waiting.title"), texts_.say("coverage.demand.waiting.lead"), {}};
        const auto has_no_course = [this](const StepDemand& one) { return step_of(one).status != StepStatus::covered; };
        add_lines(out, has_no_course, [this](const StepDemand& one) {
            Texts::Values values = values_of(one);
            values.emplace_back("status", texts_.say("coverage.status." + std::string(to_string(step_of(one).status))));
            return texts_.say("coverage.demand.waiting.line", values);
        });
        if (out.lines.empty()) out.lead = texts_.say("coverage.demand.waiting.none");
        return out;
    }

    CoverageList crowded() const {
        CoverageList out{texts_.say("coverage.demand.crowded.title"), texts_.say("coverage.demand.crowded.lead"), {}};
        const auto takes_several = [this](const StepDemand& one) { return sessions_for(step_of(one), one).value_or(1) > 1; };
        add_lines(out, takes_several, [this](const StepDemand& one) {
            Texts::Values values = values_of(one);
            const CoverageStep& of = step_of(one);
            values.emplace_back("now", phrase::about_people(static_cast<double>(*one.at_from), texts_));
            values.emplace_back("seats", phrase::about_people(of.seats->to_double(), texts_));
            values.emplace_back("sessions", phrase::about_people(static_cast<double>(*sessions_for(of, one)), texts_));
            return texts_.say("coverage.demand.crowded.line", values);
        });
        if (out.lines.empty()) out.lead = texts_.say("coverage.demand.crowded.none");
        return out;
    }

    std::vector<std::string> lead(const std::string& catalogue) const {
        const std::string framework = phrase::quoted(study_.framework.content().title.in(texts_.language()), texts_);
        std::string counts =
            texts_.say_part("coverage.lead.covered", count(StepStatus::covered), static_cast<std::int64_t>(study_.coverage.steps.size()));
        for (const StepStatus status : {StepStatus::empty, StepStatus::blocked, StepStatus::not_offered}) {
            if (const auto steps = count(status); steps > 0)
                counts += ' ' + texts_.say_count("coverage.lead." + std::string(to_string(status)), steps);
        }
        const char* what = study_.demand ? "coverage.demand.what" : "coverage.lead.what";
        std::vector<std::string> out{texts_.say(what, {{"catalogue", phrase::quoted(catalogue, texts_)}, {"framework", framework}}), counts};
        if (study_.demand) {
            const std::string round = phrase::quoted(study_.demand->round.title.in(texts_.language()), texts_);
            out.push_back(texts_.say("coverage.demand.source", {{"round", round}}));
        }
        out.push_back(texts_.say("coverage.lead.method", {{"method", study_.catalogue.content().mapping_method.in(texts_.language())}}));
        out.push_back(rated());
        return out;
    }

    std::int64_t count(StepStatus status) const {
        return std::count_if(study_.coverage.steps.begin(), study_.coverage.steps.end(), [status](const auto& one) { return one.status == status; });
    }

    std::string rated() const {
        const auto with = [this](auto&& wanted) { return std::count_if(study_.ratings.begin(), study_.ratings.end(), wanted); };
        const auto both = with([](const ModuleRating& one) { return one.first && one.second; });
        if (both == 0) return texts_.say("coverage.lead.unrated");
        const auto all = static_cast<std::int64_t>(study_.ratings.size());
        std::string out = both == all ? texts_.say("coverage.lead.rated_all")
                                      : texts_.say_count("coverage.lead.rated", both, {{"all", phrase::number(all, texts_)}});
        const auto undecided = with([](const ModuleRating& one) { return status_of(one) == RatingStatus::undecided; });
        return undecided == 0 ? out : out + ' ' + texts_.say_count("coverage.lead.undecided", undecided);
    }

    std::vector<CoverageRow> rows() const {
        std::vector<CoverageRow> out;
        const FrameworkContent& framework = study_.framework.content();
        std::size_t domain = framework.domains.size();
        for (std::size_t c = 0; c < framework.competencies.size(); ++c) {
            if (framework.competencies[c].domain != domain) {
                domain = framework.competencies[c].domain;
                out.push_back({framework.domains[domain].title.in(texts_.language()), true, {}});
            }
            CoverageRow row{framework.competencies[c].title.in(texts_.language()), false, {}};
            for (int to = 2; to <= static_cast<int>(study_.coverage.levels); ++to) row.cells.push_back(cell(study_.coverage.step(c, to)));
            out.push_back(std::move(row));
        }
        return out;
    }

    static std::string id_of(const CoverageStep& step) { return "c" + std::to_string(step.competency + 1) + "-" + std::to_string(step.to); }

    CoverageCell cell(const CoverageStep& step) const {
        const auto courses = static_cast<std::int64_t>(courses_of(step.modules).size());
        std::string number = courses == 0 ? "" : texts_.say_count("coverage.courses", courses);
        if (const std::string people = people_before(step); !people.empty())
            number = number.empty() ? people : texts_.say("coverage.part_list", {{"first", number}, {"next", people}});
        if (step.status == StepStatus::covered) return {hours(step.hours, texts_), number, id_of(step), false};
        return {texts_.say("coverage.status." + std::string(to_string(step.status))), number, courses == 0 ? "" : id_of(step), true};
    }

    /// "about 340 people"; empty without a survey, and where the tables do not say.
    std::string people_before(const CoverageStep& step) const {
        if (!study_.demand) return {};
        for (const StepDemand* one : demand_of_whole()) {
            if (one->competency != step.competency) continue;
            if (one->nearly_everyone) return texts_.say("coverage.demand.nearly_everyone");
            if (one->to == step.to && one->people) return people(*one);
        }
        return {};
    }

    std::vector<CoverageDetail> details() const {
        std::vector<CoverageDetail> out;
        for (std::size_t c = 0; c < study_.framework.competencies().size(); ++c) {
            CoverageDetail detail{study_.framework.competencies()[c].title.in(texts_.language()), {}};
            for (int to = 2; to <= static_cast<int>(study_.coverage.levels); ++to) {
                const CoverageStep& step = study_.coverage.step(c, to);
                if (!step.modules.empty()) detail.steps.push_back(detail_of(step));
            }
            if (!detail.steps.empty()) out.push_back(std::move(detail));
        }
        return out;
    }

    CoverageDetail::Step detail_of(const CoverageStep& step) const {
        CoverageDetail::Step out{id_of(step), coverage_words::step(study_, step.to - 1, step.to, texts_), {}};
        if (step.status != StepStatus::covered)
            out.title = texts_.say("coverage.part_list",
                                   {{"first", out.title}, {"next", texts_.say("coverage.status." + std::string(to_string(step.status)))}});
        for (const ModuleIndex& one : step.modules) {
            const RemedyContent& remedy = study_.catalogue.remedies()[one.remedy];
            out.lines.push_back(texts_.say("coverage.details.line", {{"course", course(study_, one.remedy, texts_)},
                                                                     {"hours", hours(hours_per_step(remedy, one.module), texts_)},
                                                                     {"languages", languages(remedy.languages, texts_)},
                                                                     {"mode", mode(remedy.mode, texts_)}}));
        }
        return out;
    }

    CoverageList overlaps() const {
        CoverageList out{texts_.say("coverage.overlaps.title"), texts_.say("coverage.overlaps.lead"), {}};
        for (const CourseOverlap& one : study_.coverage.overlaps) {
            std::vector<std::string> courses;
            for (const std::size_t remedy : courses_of(one.modules)) courses.push_back(course(study_, remedy, texts_));
            out.lines.push_back(texts_.say("coverage.overlaps.line", {{"competency", competency(study_, one.competency, texts_)},
                                                                      {"step", step(study_, one.to - 1, one.to, texts_)},
                                                                      {"courses", phrase::list_of(courses, texts_)},
                                                                      {"language", languages({one.language}, texts_)},
                                                                      {"mode", mode(one.mode, texts_)},
                                                                      {"hours", hours(one.hours, texts_)}}));
        }
        if (out.lines.empty()) out.lead = texts_.say("coverage.overlaps.none");
        return out;
    }

    CoverageList prerequisites() const {
        CoverageList out{texts_.say("coverage.prerequisites.title"), {}, {}};
        for (const PrerequisiteFinding& one : study_.coverage.prerequisites) {
            Texts::Values values{{"course", course(study_, one.remedy, texts_)}};
            if (one.prerequisite) values.emplace_back("needed", course(study_, *one.prerequisite, texts_));
            if (one.competency) {
                values.insert(values.end(), {{"competency", competency(study_, *one.competency, texts_)},
                                             {"from", level(study_, one.from, texts_)},
                                             {"to", level(study_, one.to, texts_)}});
            }
            out.lines.push_back(texts_.say("coverage.prerequisites." + std::string(to_string(one.problem)), values));
        }
        if (out.lines.empty()) out.lead = texts_.say("coverage.prerequisites.none");
        return out;
    }

    CoverageList agreement() const {
        CoverageList out{texts_.say("coverage.agreement.title"), texts_.say("coverage.agreement.lead"), {}};
        for (const Agreement& one : study_.agreement) {
            const std::string kappa = one.kappa ? phrase::decimal(*one.kappa, 2, texts_) + ' ' +
                                                      texts_.say_count("coverage.agreement.n", static_cast<std::int64_t>(one.modules))
                                                : texts_.say("coverage.agreement." + one.reason);
            out.lines.push_back(texts_.say("coverage.agreement.line", {{"measure", texts_.say("coverage.agreement." + one.measure)},
                                                                       {"weights", texts_.say("coverage.agreement." + one.weights)},
                                                                       {"kappa", kappa}}));
        }
        return out;
    }

    const CoverageStudy& study_;
    const Texts& texts_;
};

}  // namespace

CoveragePage make_coverage_page(const CoverageStudy& study, const Texts& texts) {
    return PageMaking(study, texts).make();
}

}  // namespace capgap
