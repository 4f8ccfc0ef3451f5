#include <capgap/training/personal_steps.hpp>

#include <capgap/training/closure.hpp>
#include <capgap/training/coverage.hpp>
#include <capgap/training/working_languages.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace capgap {

namespace {

bool may_be_taken(const RemedyContent& remedy, std::string_view day) {
    return teaches(remedy.kind) && is_offered(remedy, day) && !remedy.modules.empty();
}

std::optional<double> figure(const std::optional<Figure>& figure) {
    return figure ? std::optional(figure->value.to_double()) : std::nullopt;
}

PersonalRemedy personal(const Catalogue& catalogue, std::size_t index) {
    const RemedyContent& remedy = catalogue.remedies()[index];
    PersonalRemedy out{remedy.id.text(), remedy.kind, remedy.title, remedy.provider, remedy.languages, remedy.mode, figure(remedy.hours), 0, {}, {}};
    out.expected_share = expected_share(remedy);
    for (std::size_t m = 0; m < remedy.modules.size(); ++m) {
        const ModuleContent& module = remedy.modules[m];
        out.modules.push_back({catalogue.competency(index, m), module.from, module.to, hours_of(remedy, module)});
    }
    return out;
}

/// Those of one catalogue that can be taken, with all that they need. Prerequisites have no cycle.
class Takable {
public:
    Takable(const Catalogue& catalogue, std::string_view day) : catalogue_(catalogue), day_(day) {}

    bool operator()(std::size_t remedy) {
        if (const auto known = known_.find(remedy); known != known_.end()) return known->second;
        const auto& before = catalogue_.prerequisites(remedy);
        const bool can = may_be_taken(catalogue_.remedies()[remedy], day_) &&
                         std::all_of(before.begin(), before.end(), [this](std::size_t needed) { return (*this)(needed); });
        return known_[remedy] = can;
    }

private:
    const Catalogue& catalogue_;
    std::string_view day_;
    std::map<std::size_t, bool> known_;
};

class Steps {
public:
    explicit Steps(const PersonalStepsInput& input) : input_(input) {
        for (const PersonalNeed& need : input.needs) need_of_[need.competency] = &need;
    }

    std::vector<PersonalStep> all() {
        find_candidates();
        for (const Candidate& one : candidates_) place(one.remedy);
        add_practice();
        if (out_.size() > input_.most) out_.resize(input_.most);
        return std::move(out_);
    }

private:
    struct Candidate {
        std::size_t remedy = 0;
        bool surely = false;
        long long order = 0;  ///< in units of 1e-9: the higher, the earlier
    };

    struct Reached {
        bool any = false;
        double steps = 0;
    };

    static Reached reach(const PersonalRemedy::Module& module, const PersonalNeed& need) {
        Reached out;
        const int to = std::min(module.to, need.target);
        for (int level = std::max(need.low, module.from); level <= need.high && level < to; ++level) {
            out.any = true;
            out.steps += need.prob_of_level[static_cast<std::size_t>(level) - 1] * (to - level);
        }
        return out;
    }

    const PersonalNeed* need_of(std::size_t competency) const {
        const auto found = need_of_.find(competency);
        return found == need_of_.end() ? nullptr : found->second;
    }

    bool is_understood(std::size_t index) {
        if (const auto known = understood_.find(index); known != understood_.end()) return known->second;
        const PersonalRemedy& remedy = input_.remedies[index];
        const auto speaks = [this](const std::string& one) {
            return std::any_of(input_.languages.begin(), input_.languages.end(),
                               [&one](const std::string& mine) { return same_language(one, mine); });
        };
        const bool itself = remedy.languages.empty() || std::any_of(remedy.languages.begin(), remedy.languages.end(), speaks);
        const bool understood = itself && std::all_of(remedy.prerequisites.begin(), remedy.prerequisites.end(),
                                                      [this](std::size_t needed) { return is_understood(needed); });
        return understood_[index] = understood;
    }

    /// By the best of its modules; nothing if none reaches the person.
    std::optional<Candidate> candidate(std::size_t index) const {
        const PersonalRemedy& remedy = input_.remedies[index];
        std::optional<Candidate> best;
        for (const PersonalRemedy::Module& module : remedy.modules) {
            const PersonalNeed* need = need_of(module.competency);
            if (need == nullptr) continue;
            const Reached reached = reach(module, *need);
            if (!reached.any) continue;
            const double closure = remedy.expected_share * reached.steps;
            const Candidate one{index, need->surely_below(), std::llround(1e9 * closure / module.hours.value_or(1))};
            if (!best || std::tie(one.surely, one.order) > std::tie(best->surely, best->order)) best = one;
        }
        return best && best->order > 0 ? best : std::nullopt;
    }

    void find_candidates() {
        for (std::size_t i = 0; i < input_.remedies.size(); ++i) {
            if (const auto one = candidate(i); one && is_understood(i)) candidates_.push_back(*one);
        }
        std::sort(candidates_.begin(), candidates_.end(), [this](const Candidate& a, const Candidate& b) {
            return std::tuple(!a.surely, -a.order, input_.remedies[a.remedy].id) < std::tuple(!b.surely, -b.order, input_.remedies[b.remedy].id);
        });
        for (const Candidate& one : candidates_) is_candidate_.insert(one.remedy);
    }

    void place(std::size_t index) {
        if (!placed_.insert(index).second) return;
        PersonalStep step;
        step.remedy = index;
        for (const std::size_t needed : input_.remedies[index].prerequisites) {
            if (is_candidate_.contains(needed)) {
                place(needed);
            } else if (!is_behind(needed)) {
                step.before.push_back(needed);
            }
        }
        step.competencies = served_by(index);
        for (const std::size_t c : step.competencies) {
            if (out_.size() < input_.most) served_.insert(c);
        }
        out_.push_back(std::move(step));
    }

    /// The whole range lies where the remedy leads, or above, in all that it teaches.
    bool is_behind(std::size_t index) const {
        const auto& modules = input_.remedies[index].modules;
        return std::all_of(modules.begin(), modules.end(), [this](const PersonalRemedy::Module& module) {
            const PersonalNeed* need = need_of(module.competency);
            return need != nullptr && need->low >= module.to;
        });
    }

    std::vector<std::size_t> served_by(std::size_t index) const {
        std::set<std::size_t> out;
        for (const PersonalRemedy::Module& module : input_.remedies[index].modules) {
            const PersonalNeed* need = need_of(module.competency);
            if (need != nullptr && reach(module, *need).any) out.insert(module.competency);
        }
        return {out.begin(), out.end()};
    }

    static double expected_missing(const PersonalNeed& need) {
        double out = 0;
        for (int level = need.low; level <= need.high && level < need.target; ++level)
            out += need.prob_of_level[static_cast<std::size_t>(level) - 1] * (need.target - level);
        return out;
    }

    void add_practice() {
        std::vector<const PersonalNeed*> open;
        for (const PersonalNeed& need : input_.needs) {
            if (need.maybe_below() && !served_.contains(need.competency)) open.push_back(&need);
        }
        std::stable_sort(open.begin(), open.end(), [](const PersonalNeed* a, const PersonalNeed* b) {
            const auto key = [](const PersonalNeed& one) { return std::tuple(!one.surely_below(), -std::llround(1e9 * expected_missing(one))); };
            return key(*a) < key(*b);
        });
        for (const PersonalNeed* need : open) {
            PersonalStep step;
            step.competencies = {need->competency};
            step.level = std::min(need->high + 1, need->target);
            out_.push_back(std::move(step));
        }
    }

    const PersonalStepsInput& input_;
    std::map<std::size_t, const PersonalNeed*> need_of_;
    std::map<std::size_t, bool> understood_;
    std::vector<Candidate> candidates_;
    std::set<std::size_t> is_candidate_;
    std::set<std::size_t> placed_;
    std::set<std::size_t> served_;
    std::vector<PersonalStep> out_;
};

}  // namespace

std::vector<PersonalRemedy> personal_remedies(const std::vector<Catalogue>& catalogues, std::string_view day) {
    std::vector<PersonalRemedy> out;
    for (const Catalogue& catalogue : catalogues) {
        Takable can_be_taken(catalogue, day);
        std::map<std::size_t, std::size_t> place;
        std::vector<std::size_t> taken;
        for (std::size_t r = 0; r < catalogue.remedies().size(); ++r) {
            if (!can_be_taken(r)) continue;
            place[r] = out.size();
            taken.push_back(r);
            out.push_back(personal(catalogue, r));
        }
        for (const std::size_t r : taken) {
            for (const std::size_t needed : catalogue.prerequisites(r)) out[place[r]].prerequisites.push_back(place[needed]);
        }
    }
    return out;
}

std::vector<PersonalStep> personal_steps(const PersonalStepsInput& input) {
    return Steps(input).all();
}

}  // namespace capgap
