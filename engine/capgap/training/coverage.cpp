#include <capgap/training/coverage.hpp>

#include <algorithm>
#include <array>

namespace capgap {

namespace {

constexpr const char* any_language = "*";

/// What keeps a course from being begun.
enum class Hindrance { none, not_offered, cycle, blocked };

void add_once(std::vector<std::string>& to, const std::string& text) {
    if (std::find(to.begin(), to.end(), text) == to.end()) to.push_back(text);
}

/// Which courses can be begun, and which lie on a cycle of prerequisites.
class Beginnings {
public:
    explicit Beginnings(const Catalogue& catalogue) : catalogue_(catalogue), hindrances_(catalogue.remedies().size(), Hindrance::none) {
        const std::size_t count = hindrances_.size();
        for (std::size_t r = 0; r < count; ++r) {
            if (needs_itself(r)) hindrances_[r] = Hindrance::cycle;
        }
        for (std::size_t r = 0; r < count; ++r) {
            if (!catalogue.remedies()[r].offered) hindrances_[r] = Hindrance::not_offered;
        }
        // Whatever stands behind what cannot be begun cannot be begun: each round blocks one more at least.
        for (bool more = true; more;) {
            more = false;
            for (std::size_t r = 0; r < count; ++r) {
                if (hindrances_[r] != Hindrance::none || !needs_hindered(r)) continue;
                hindrances_[r] = Hindrance::blocked;
                more = true;
            }
        }
    }

    Hindrance of(std::size_t remedy) const { return hindrances_[remedy]; }
    bool can_begin(std::size_t remedy) const { return hindrances_[remedy] == Hindrance::none; }
    bool is_reached(std::size_t from, std::size_t wanted) const {
        std::vector<bool> seen(hindrances_.size());
        std::vector<std::size_t> open = catalogue_.prerequisites(from);
        while (!open.empty()) {
            const std::size_t next = open.back();
            open.pop_back();
            if (next == wanted) return true;
            if (seen[next]) continue;
            seen[next] = true;
            open.insert(open.end(), catalogue_.prerequisites(next).begin(), catalogue_.prerequisites(next).end());
        }
        return false;
    }

private:
    bool needs_itself(std::size_t remedy) const { return is_reached(remedy, remedy); }
    bool needs_hindered(std::size_t remedy) const {
        const auto& needed = catalogue_.prerequisites(remedy);
        return std::any_of(needed.begin(), needed.end(), [this](std::size_t one) { return hindrances_[one] != Hindrance::none; });
    }

    const Catalogue& catalogue_;
    std::vector<Hindrance> hindrances_;
};

class CoverageMaking {
public:
    CoverageMaking(const Framework& framework, const Catalogue& catalogue)
        : framework_(framework),
          catalogue_(catalogue),
          beginnings_(catalogue),
          by_step_(framework.competencies().size() * (framework.levels().size() - 1)) {
        out_.levels = framework.levels().size();
        for (std::size_t r = 0; r < catalogue.remedies().size(); ++r) {
            const RemedyContent& remedy = catalogue.remedies()[r];
            for (std::size_t m = 0; teaches(remedy.kind) && m < remedy.modules.size(); ++m) {
                for (int to = remedy.modules[m].from + 1; to <= remedy.modules[m].to; ++to)
                    by_step_[place(catalogue.competency(r, m), to)].push_back({r, m});
            }
        }
    }

    Coverage make() {
        for (std::size_t c = 0; c < framework_.competencies().size(); ++c) {
            for (int to = 2; to <= static_cast<int>(out_.levels); ++to) {
                out_.steps.push_back(step(c, to));
                if (out_.steps.back().status == StepStatus::covered) add_overlaps(out_.steps.back());
            }
        }
        for (std::size_t r = 0; r < catalogue_.remedies().size(); ++r) {
            if (!catalogue_.remedies()[r].offered || !teaches(catalogue_.remedies()[r].kind)) continue;
            add_hindrances(r);
            add_level_problems(r);
        }
        return std::move(out_);
    }

private:
    std::size_t place(std::size_t competency, int to) const { return competency * (out_.levels - 1) + static_cast<std::size_t>(to - 2); }
    const RemedyContent& remedy_of(const ModuleIndex& one) const { return catalogue_.remedies()[one.remedy]; }

    CoverageStep step(std::size_t competency, int to) const {
        CoverageStep out;
        out.competency = competency;
        out.to = to;
        const auto& all = by_step_[place(competency, to)];
        const auto keep = [&](StepStatus status, auto&& wanted) {
            if (!out.modules.empty()) return;
            std::copy_if(all.begin(), all.end(), std::back_inserter(out.modules), wanted);
            if (!out.modules.empty()) out.status = status;
        };
        keep(StepStatus::covered, [this](const ModuleIndex& one) { return beginnings_.can_begin(one.remedy); });
        keep(StepStatus::blocked, [this](const ModuleIndex& one) { return remedy_of(one).offered; });
        keep(StepStatus::not_offered, [](const ModuleIndex&) { return true; });
        describe(out);
        return out;
    }

    void describe(CoverageStep& out) const {
        out.hours = hours_of(out.modules);
        out.seats = out.modules.empty() ? std::nullopt : std::optional<Decimal>(Decimal());
        for (const ModuleIndex& one : out.modules) {
            const RemedyContent& remedy = remedy_of(one);
            if (remedy.languages.empty()) add_once(out.languages, any_language);
            for (const std::string& language : remedy.languages) add_once(out.languages, language);
            if (!remedy.mode.empty()) add_once(out.modes, remedy.mode);
            if (out.seats && remedy.seats)
                out.seats = Decimal::of_millionths(out.seats->millionths() + remedy.seats->value.millionths());
            else
                out.seats.reset();
        }
    }

    std::optional<double> hours_of(const std::vector<ModuleIndex>& modules) const {
        if (modules.empty()) return std::nullopt;
        double sum = 0;
        for (const ModuleIndex& one : modules) {
            const auto hours = hours_per_step(remedy_of(one), one.module);
            if (!hours) return std::nullopt;
            sum += *hours;
        }
        return sum;
    }

    /// A course in any language stands beside those of each language that is named.
    void add_overlaps(const CoverageStep& step) {
        std::vector<std::string> languages = step.languages;
        if (languages.size() > 1) std::erase(languages, any_language);
        std::vector<std::string> modes;
        for (const ModuleIndex& one : step.modules) add_once(modes, remedy_of(one).mode);
        for (const std::string& language : languages) {
            for (const std::string& mode : modes) {
                CourseOverlap overlap{step.competency, step.to, language, mode, {}, {}};
                for (const ModuleIndex& one : step.modules) {
                    const RemedyContent& remedy = remedy_of(one);
                    const bool speaks =
                        remedy.languages.empty() || std::find(remedy.languages.begin(), remedy.languages.end(), language) != remedy.languages.end();
                    if (speaks && remedy.mode == mode) overlap.modules.push_back(one);
                }
                if (!several_courses(overlap.modules)) continue;
                overlap.hours = hours_of(overlap.modules);
                out_.overlaps.push_back(std::move(overlap));
            }
        }
    }

    /// Two modules of one course are one course.
    static bool several_courses(const std::vector<ModuleIndex>& modules) {
        return std::any_of(modules.begin(), modules.end(), [&](const ModuleIndex& one) { return one.remedy != modules.front().remedy; });
    }

    void add_hindrances(std::size_t remedy) {
        for (const std::size_t needed : catalogue_.prerequisites(remedy)) {
            std::optional<PrerequisiteProblem> problem;
            if (needed == remedy || beginnings_.is_reached(needed, remedy)) {
                problem = PrerequisiteProblem::cycle;
            } else if (beginnings_.of(needed) == Hindrance::not_offered) {
                problem = PrerequisiteProblem::not_offered;
            } else if (!beginnings_.can_begin(needed)) {
                problem = PrerequisiteProblem::blocked;
            }
            if (problem) out_.prerequisites.push_back({remedy, needed, *problem, {}, 0, 0});
        }
    }

    void add_level_problems(std::size_t remedy) {
        const auto& modules = catalogue_.remedies()[remedy].modules;
        for (std::size_t m = 0; m < modules.size(); ++m) {
            const std::size_t competency = catalogue_.competency(remedy, m);
            bool told = false;
            for (const std::size_t needed : catalogue_.prerequisites(remedy))
                told = add_level_gap(remedy, needed, competency, modules[m].from) || told;
            if (told) continue;
            if (const auto missing = first_unled(competency, 1, modules[m].from))
                out_.prerequisites.push_back({remedy, {}, PrerequisiteProblem::start_unled, competency, *missing, modules[m].from});
        }
    }

    /// Where `needed` raises the competency, but not up to `begins`.
    bool add_level_gap(std::size_t remedy, std::size_t needed, std::size_t competency, int begins) {
        const auto& modules = catalogue_.remedies()[needed].modules;
        int leads_to = 0;
        for (std::size_t m = 0; m < modules.size(); ++m) {
            if (catalogue_.competency(needed, m) == competency) leads_to = std::max(leads_to, modules[m].to);
        }
        if (leads_to == 0 || leads_to >= begins) return false;
        const auto missing = first_unled(competency, leads_to, begins);
        if (missing) out_.prerequisites.push_back({remedy, needed, PrerequisiteProblem::level_gap, competency, *missing, begins});
        return missing.has_value();
    }

    /// The lowest level from `from` on, under `to`, from which no course leads on that can be begun.
    std::optional<int> first_unled(std::size_t competency, int from, int to) const {
        for (int level = from; level < to; ++level) {
            if (out_.step(competency, level + 1).status != StepStatus::covered) return level;
        }
        return std::nullopt;
    }

    const Framework& framework_;
    const Catalogue& catalogue_;
    Beginnings beginnings_;
    std::vector<std::vector<ModuleIndex>> by_step_;
    Coverage out_;
};

}  // namespace

std::string_view to_string(StepStatus status) {
    static constexpr std::array<std::string_view, 4> names = {"covered", "blocked", "not_offered", "empty"};
    return names[static_cast<std::size_t>(status)];
}

std::string_view to_string(PrerequisiteProblem problem) {
    static constexpr std::array<std::string_view, 5> names = {"cycle", "not_offered", "blocked", "level_gap", "start_unled"};
    return names[static_cast<std::size_t>(problem)];
}

bool teaches(RemedyKind kind) {
    return kind != RemedyKind::recruitment && kind != RemedyKind::shared_service && kind != RemedyKind::rule_or_tool;
}

std::optional<double> hours_per_step(const RemedyContent& remedy, std::size_t module) {
    const ModuleContent& own = remedy.modules[module];
    if (own.hours) return own.hours->value.to_double() / (own.to - own.from);
    if (!remedy.hours) return std::nullopt;
    std::int64_t left = remedy.hours->value.millionths();
    int steps = 0;
    for (const ModuleContent& one : remedy.modules) {
        if (one.hours) {
            left -= one.hours->value.millionths();
        } else {
            steps += one.to - one.from;
        }
    }
    if (left < 0) return std::nullopt;
    return Decimal::of_millionths(left).to_double() / steps;
}

Coverage coverage_of(const Framework& framework, const Catalogue& catalogue) {
    return CoverageMaking(framework, catalogue).make();
}

}  // namespace capgap
