#include <capgap/training/environment_barriers.hpp>

#include <capgap/training/closure.hpp>

#include <algorithm>
#include <cmath>

namespace capgap {

namespace {

/// Per element the competencies of `framework` that it blocks, in file order.
std::vector<std::vector<std::size_t>> blocked_by_elements(const Framework& environment, const Framework& framework) {
    std::vector<std::vector<std::size_t>> out(environment.competencies().size());
    const auto& blocks_in = environment.content().blocks_in;
    if (!blocks_in || !framework.serves(*blocks_in)) return out;
    for (std::size_t element = 0; element < out.size(); ++element) {
        for (const BlockedCompetency& blocked : environment.competencies()[element].blocks) {
            if (const auto index = framework.competency_index(blocked.id.text())) out[element].push_back(*index);
        }
        std::sort(out[element].begin(), out[element].end());
    }
    return out;
}

/// Of a competency the steps of the people that `part` of a need is: Need::estimated, Need::guessed.
double steps_of(double Need::*part, const GroupNeeds& needs, std::size_t competency) {
    double sum = 0;
    for (const Need& need : needs.needs) sum += need.competency == competency ? need.*part * (need.target - need.level) : 0;
    return sum;
}

}  // namespace

EnvironmentBarriers::EnvironmentBarriers(const RecommendInput& input) : institutions_(input.institutions), pools_(input.tables->pools) {
    for (const Framework* environment : input.environments) blocked_.push_back(blocked_by_elements(*environment, input.framework));
    answers_.resize(input.environments.size());
    for (const EnvironmentRow& row : input.tables->environment) answers_[row.instrument][row.institution].push_back(&row);
}

std::vector<EnvironmentBarrier> EnvironmentBarriers::of(const Group& group, const GroupNeeds& needs) const {
    std::vector<EnvironmentBarrier> found;
    const std::vector<std::size_t> members = members_of(group);
    for (const Answers& answers : answers_) {
        for (auto& [element, barrier] : found_in(answers, members)) add(std::move(barrier), needs, found);
    }
    // Sums of the same people may differ in their last bits: equal to a millionth is equal.
    const auto steps = [](const EnvironmentBarrier& one) {
        return std::llround(one.steps * static_cast<double>(one.under) / static_cast<double>(one.answered) * 1e6);
    };
    std::stable_sort(found.begin(), found.end(), [&](const EnvironmentBarrier& a, const EnvironmentBarrier& b) { return steps(a) > steps(b); });
    return found;
}

/// Those whose answers, or the nearest ones above, speak of the group.
std::vector<std::size_t> EnvironmentBarriers::members_of(const Group& group) const {
    std::vector<std::size_t> out;
    if (group.pool == 0 && group.institution != Group::everyone) out.push_back(static_cast<std::size_t>(group.institution));
    for (const Pool& pool : pools_) {
        if (group.pool == 0 || pool.number != group.pool || pool.parent != group.institution) continue;
        for (const Pool::Member& member : pool.members) out.push_back(member.institution);
    }
    return out;
}

/// By element, where an answer with a level holds for any of the members.
std::map<std::size_t, EnvironmentBarrier> EnvironmentBarriers::found_in(const Answers& answers, const std::vector<std::size_t>& members) const {
    std::map<std::size_t, EnvironmentBarrier> out;
    for (const std::size_t member : members) {
        std::optional<std::size_t> institution = member;
        while (institution && !answers.contains(*institution)) institution = institutions_.parent(*institution);
        if (!institution) continue;
        for (const EnvironmentRow* row : answers.at(*institution)) {
            if (row->level == 0) continue;  // too little was answered
            EnvironmentBarrier& barrier = out[row->element];
            ++barrier.answered;
            if (row->shortfall_levels.value_or(0) == 0) continue;
            barrier.element = {row->instrument, row->element};
            barrier.level = barrier.under == 0 ? row->level : std::min(barrier.level, row->level);
            barrier.target = *row->target_level;
            barrier.institutions.insert(*institution);
            ++barrier.under;
        }
    }
    return out;
}

void EnvironmentBarriers::add(EnvironmentBarrier barrier, const GroupNeeds& needs, std::vector<EnvironmentBarrier>& to) const {
    if (barrier.under == 0) return;
    for (const std::size_t competency : blocked_[barrier.element.instrument][barrier.element.element]) {
        const bool hidden = needs.nearly_everyone.contains(competency);
        Reach lacking;
        for (const Need& need : needs.needs) {
            if (need.competency == competency) capgap::add(lacking, need, need.target);
        }
        if (!hidden && lacking.people <= 0) continue;
        barrier.competencies.push_back(competency);
        barrier.steps_are_known = barrier.steps_are_known && !hidden;
        const auto shown = needs.steps.find(competency);
        if (shown != needs.steps.end()) {
            barrier.steps += shown->second;
            continue;
        }
        barrier.steps += lacking.steps;
        barrier.estimated += steps_of(&Need::estimated, needs, competency);
        barrier.guessed += steps_of(&Need::guessed, needs, competency);
        barrier.exact = barrier.exact && lacking.exact;
    }
    if (!barrier.competencies.empty()) to.push_back(std::move(barrier));
}

}  // namespace capgap
