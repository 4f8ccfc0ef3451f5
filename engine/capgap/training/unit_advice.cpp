#include <capgap/training/unit_advice.hpp>

#include <algorithm>
#include <cmath>
#include <tuple>

namespace capgap {

namespace {

std::string joined(const std::vector<std::string>& ids) {
    std::string out;
    for (const std::string& id : ids) out += (out.empty() ? "" : " ") + id;
    return out;
}

/// A number with one decimal, as files write it: "12.5", "3".
std::string written(double value) {
    return Decimal::of_millionths(std::llround(one_decimal(value) * 10) * (Decimal::per_unit / 10)).to_string();
}

/// Which part of what a line speaks of is estimated, and whether that says so little that no figure is given.
void add_estimated(Reason& reason, double estimated, double whole, bool without_figures) {
    reason.values.emplace_back("estimated", estimated_part(estimated, whole));
    if (without_figures) reason.values.emplace_back("figures", "none");
}

}  // namespace

std::vector<Recommendation> UnitAdvice::lines() {
    add_barriers();
    add_nearly_everyone();
    find_candidates();
    add_remedies();
    add_without_remedy();
    return std::move(lines_);
}

void UnitAdvice::push(Recommendation line) {
    line.group = facts_.group;
    line.rank = static_cast<int>(lines_.size()) + 1;
    lines_.push_back(std::move(line));
}

void UnitAdvice::add_barriers() {
    for (const EnvironmentBarrier& barrier : facts_.barriers) {
        Recommendation line;
        line.kind = Recommendation::Kind::barrier;
        line.element = barrier.element;
        line.from_level = barrier.level;
        line.to_level = barrier.target;
        std::vector<std::string> blocked;
        for (const std::size_t c : barrier.competencies) blocked.push_back(input_.framework.competencies()[c].id.text());
        std::vector<std::string> institutions;
        for (const std::size_t i : barrier.institutions) institutions.push_back(input_.institutions[i].id.text());
        line.reason = {"barrier", {{"institution", joined(institutions)}}};
        if (input_.tables->groups[facts_.group].keys.pool != 0) {
            line.reason.values.emplace_back("count", std::to_string(barrier.under));
            line.reason.values.emplace_back("all", std::to_string(barrier.answered));
        }
        line.reason.values.emplace_back("blocks", joined(blocked));
        if (barrier.steps_are_known) {
            const bool guessed = mostly_guessed(barrier.guessed, barrier.steps);
            if (!guessed) line.reason.values.emplace_back("steps", written(barrier.steps));
            if (!barrier.exact) add_estimated(line.reason, barrier.estimated, barrier.steps, guessed);
        }
        bool mended = false;
        const Framework& environment = *input_.environments[barrier.element.instrument];
        for (std::size_t c = 0; c < input_.catalogues.size(); ++c) {
            const Catalogue& catalogue = input_.catalogues[c];
            if (!catalogue.content().mends_in || !environment.serves(*catalogue.content().mends_in)) continue;
            for (std::size_t r = 0; r < catalogue.remedies().size(); ++r) {
                const auto& mends = catalogue.mends(r);
                if (std::find(mends.begin(), mends.end(), barrier.element.element) == mends.end()) continue;
                mended = true;
                line.remedy = RemedyRef{c, r};
                line.cost = cost_of(catalogue.remedies()[r], 1);
                push(line);
            }
        }
        if (!mended) push(std::move(line));
    }
}

/// What helps those above helps here, where nearly all need it: without figures, as each would say who does not.
void UnitAdvice::add_nearly_everyone() {
    for (const NearlyEveryone& one : facts_.nearly_everyone) {
        const auto best =
            std::find_if(one.remedies.begin(), one.remedies.end(), [this](const Recommendation& above) { return is_spoken(*above.remedy); });
        if (best == one.remedies.end()) continue;
        Recommendation line;
        line.kind = Recommendation::Kind::remedy;
        line.remedy = best->remedy;
        line.competency = one.competency;
        line.from_level = best->from_level;
        line.to_level = best->to_level;
        line.reason = {"nearly_everyone", {{"as_in", one.as_in}}};
        if (const std::string blockers = blockers_of(one.competency); !blockers.empty()) line.reason.values.emplace_back("blocked_by", blockers);
        push(std::move(line));
    }
}

/// The remedy and all that comes before it are offered in a language in which people work, as far as either is known.
bool UnitAdvice::is_spoken(const RemedyRef& ref) {
    if (const auto known = spoken_.find(ref); known != spoken_.end()) return known->second;
    const RemedyContent& remedy = content(ref);
    const auto& before = input_.catalogues[ref.catalogue].prerequisites(ref.remedy);
    const bool itself = facts_.languages.empty() || remedy.languages.empty() || !languages_in_common(remedy).empty();
    const bool spoken = itself && std::all_of(before.begin(), before.end(), [&](std::size_t needed) { return is_spoken({ref.catalogue, needed}); });
    return spoken_[ref] = spoken;
}

/// A course to one of the two highest levels is not held for fewer people than a session holds: at those heights they need something of their own.
bool UnitAdvice::too_few(const Candidate& one) const {
    const RemedyContent& remedy = content(one.remedy);
    if (remedy.kind != RemedyKind::course || !remedy.seats) return false;
    const auto highest = static_cast<int>(input_.framework.levels().size());
    return module(one).to >= highest - 1 && static_cast<double>(whole_people(one.reach.people)) < remedy.seats->value.to_double();
}

void UnitAdvice::find_candidates() {
    for (std::size_t c = 0; c < input_.catalogues.size(); ++c) {
        const Catalogue& catalogue = input_.catalogues[c];
        for (std::size_t r = 0; r < catalogue.remedies().size(); ++r) {
            const RemedyContent& remedy = catalogue.remedies()[r];
            for (std::size_t m = 0; m < remedy.modules.size(); ++m) {
                Candidate one{{c, r}, m, catalogue.competency(r, m), {}, 0};
                one.reach = reach_of(remedy.modules[m], one.competency, facts_.needs);
                if (whole_people(one.reach.people) < least_people_of_a_line || expected_share(remedy) <= 0) continue;
                const double hours = hours_of(remedy, remedy.modules[m]).value_or(1);
                one.order = std::llround(1e9 * expected_share(remedy) * one.reach.steps / (one.reach.people * hours));
                (!is_offered(remedy, input_.day) ? not_offered_
                 : !is_spoken(one.remedy)        ? not_spoken_
                 : too_few(one)                  ? for_too_few_
                                                 : candidates_)
                    .push_back(one);
            }
        }
    }
    std::sort(candidates_.begin(), candidates_.end(), [this](const Candidate& a, const Candidate& b) { return is_before(a, b); });
}

bool UnitAdvice::is_before(const Candidate& a, const Candidate& b) const {
    if (a.order != b.order) return a.order > b.order;
    return std::tuple(content(a.remedy).id, a.competency, module(a).from) < std::tuple(content(b.remedy).id, b.competency, module(b).from);
}

void UnitAdvice::add_remedies() {
    for (std::size_t i = 0; i < candidates_.size(); ++i) add_with_prerequisites(i);
}

/// The candidate of a remedy that is taken with this competency in mind: its own in it, else its best one.
std::optional<std::size_t> UnitAdvice::best_of(const RemedyRef& ref, std::size_t competency) const {
    std::optional<std::size_t> best;
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
        if (candidates_[i].remedy != ref) continue;
        if (candidates_[i].competency == competency) return i;
        if (!best) best = i;
    }
    return best;
}

/// Prerequisites have no cycle, and there are at most 2,000 remedies: the recursion ends.
void UnitAdvice::add_with_prerequisites(std::size_t candidate) {
    if (!placed_.insert(candidate).second) return;
    const Candidate& one = candidates_[candidate];
    for (const std::size_t needed : input_.catalogues[one.remedy.catalogue].prerequisites(one.remedy.remedy)) {
        if (const auto first = best_of({one.remedy.catalogue, needed}, one.competency)) add_with_prerequisites(*first);
    }
    push(line_of(one));
}

Recommendation UnitAdvice::line_of(const Candidate& one) const {
    const RemedyContent& remedy = content(one.remedy);
    Recommendation line;
    line.kind = Recommendation::Kind::remedy;
    line.remedy = one.remedy;
    line.competency = one.competency;
    line.from_level = module(one).from;
    line.to_level = module(one).to;
    line.reason = reason_of(one);
    if (mostly_guessed(one.reach.guessed, one.reach.people)) return line;
    line.people = whole_people(one.reach.people);
    line.closure = one_decimal(expected_share(remedy) * one.reach.steps);
    if (const auto hours = hours_of(remedy, module(one))) line.hours = *hours * static_cast<double>(*line.people);
    line.cost = cost_of(remedy, *line.people);
    return line;
}

std::string UnitAdvice::languages_in_common(const RemedyContent& remedy) const {
    std::vector<std::string> common;
    for (const std::string& spoken : facts_.languages) {
        if (std::any_of(remedy.languages.begin(), remedy.languages.end(), [&](const std::string& one) { return same_language(one, spoken); }))
            common.push_back(spoken);
    }
    return joined(common);
}

std::string UnitAdvice::blockers_of(std::size_t competency) const {
    std::vector<std::string> elements;
    for (const EnvironmentBarrier& barrier : facts_.barriers) {
        if (std::find(barrier.competencies.begin(), barrier.competencies.end(), competency) == barrier.competencies.end()) continue;
        elements.push_back(input_.environments[barrier.element.instrument]->competencies()[barrier.element.element].id.text());
    }
    return joined(elements);
}

/// It does for the same people what a course would that is not held for so few.
bool UnitAdvice::instead_of_course(const Candidate& one, const Candidate& course) const {
    if (content(one.remedy).kind == RemedyKind::course || one.competency != course.competency) return false;
    return std::any_of(facts_.needs.begin(), facts_.needs.end(), [&](const Need& need) {
        return need.people > 0 && need.competency == one.competency && reaches(module(one), need) && reaches(module(course), need);
    });
}

Reason UnitAdvice::reason_of(const Candidate& one) const {
    const RemedyContent& remedy = content(one.remedy);
    Reason reason{"closes", {}};
    const auto add = [&reason](const char* name, std::string value) {
        if (!value.empty()) reason.values.emplace_back(name, std::move(value));
    };
    const auto left_out =
        std::find_if(for_too_few_.begin(), for_too_few_.end(), [&](const Candidate& course) { return instead_of_course(one, course); });
    if (left_out != for_too_few_.end()) {
        reason.code = "instead_of_course";
        add("seats", content(left_out->remedy).seats->value.to_string());
    }
    if (!one.reach.exact) add_estimated(reason, one.reach.estimated, one.reach.people, mostly_guessed(one.reach.guessed, one.reach.people));
    add("completion", remedy.completion->value.to_string());
    add("success", remedy.success->value.to_string());
    const std::optional<Figure>& hours = module(one).hours ? module(one).hours : remedy.hours;
    if (hours) add("hours", hours->value.to_string());
    if (!remedy.languages.empty()) add("language", facts_.languages.empty() ? "not_checked" : languages_in_common(remedy));
    std::vector<std::string> before;
    for (const NamedId& needed : remedy.prerequisites) before.push_back(needed.id);
    add("after", joined(before));
    add("blocked_by", blockers_of(one.competency));
    return reason;
}

std::vector<const Need*> UnitAdvice::unreached(std::size_t competency) const {
    std::vector<const Need*> found;
    for (const Need& need : facts_.needs) {
        if (need.competency != competency) continue;
        const bool reached = std::any_of(candidates_.begin(), candidates_.end(),
                                         [&](const Candidate& one) { return one.competency == competency && reaches(module(one), need); });
        if (!reached) found.push_back(&need);
    }
    return found;
}

std::string UnitAdvice::why_unreached(std::size_t competency, const std::vector<const Need*>& needs) const {
    const auto any_reaches = [&](const std::vector<Candidate>& left_out) {
        return std::any_of(left_out.begin(), left_out.end(), [&](const Candidate& one) {
            return one.competency == competency &&
                   std::any_of(needs.begin(), needs.end(), [&](const Need* need) { return reaches(module(one), *need); });
        });
    };
    if (any_reaches(for_too_few_)) return "few_people";
    if (any_reaches(not_spoken_)) return "language";
    if (any_reaches(not_offered_)) return "not_offered";
    for (const Catalogue& catalogue : input_.catalogues) {
        for (std::size_t r = 0; r < catalogue.remedies().size(); ++r) {
            for (std::size_t m = 0; m < catalogue.remedies()[r].modules.size(); ++m) {
                if (catalogue.competency(r, m) == competency) return "levels";
            }
        }
    }
    return "catalogue";
}

void UnitAdvice::add_without_remedy() {
    for (std::size_t c = 0; c < input_.framework.competencies().size(); ++c) {
        std::vector<const Need*> needs = unreached(c);
        Reach reach;
        for (const Need* need : needs) add(reach, *need, need->target);
        std::erase_if(needs, [](const Need* need) { return need->people <= 0; });
        if (whole_people(reach.people) < least_people_of_a_line) continue;
        const bool guessed = mostly_guessed(reach.guessed, reach.people);
        Recommendation line;
        if (!guessed) line.people = whole_people(reach.people);
        line.competency = c;
        line.from_level = needs.front()->level;
        for (const Need* need : needs) {
            line.from_level = std::min(line.from_level, need->level);
            line.to_level = std::max(line.to_level, need->target);
        }
        line.reason = {"no_remedy", {{"why", why_unreached(c, needs)}}};
        if (!guessed) line.reason.values.emplace_back("steps", written(reach.steps));
        if (!reach.exact) add_estimated(line.reason, reach.estimated, reach.people, guessed);
        push(std::move(line));
    }
}

}  // namespace capgap
