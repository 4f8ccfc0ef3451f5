#include <capgap/report/finished_round.hpp>

#include <capgap/report/view.hpp>

#include <algorithm>
#include <unordered_map>

namespace capgap {

bool FinishedPlace::hidden() const {
    return std::none_of(gaps.begin(), gaps.end(),
                        [](const auto& gap) { return gap && gap->status != Status::suppressed && gap->status != Status::pooled; });
}

bool FinishedCompetency::unreliable() const {
    return alpha && *alpha < ReportView::alpha_very_low;
}

const ReportHead* FinishedRound::head(std::string_view language) const {
    const auto found = std::find_if(heads.begin(), heads.end(), [language](const ReportHead& one) { return one.language == language; });
    return found == heads.end() ? nullptr : &*found;
}

const FinishedInstitution* FinishedRound::institution(std::string_view id) const {
    const auto found = std::find_if(institutions.begin(), institutions.end(), [id](const FinishedInstitution& one) { return one.id == id; });
    return found == institutions.end() ? nullptr : &*found;
}

std::optional<std::size_t> FinishedRound::competency(std::string_view id) const {
    const auto found = std::find_if(competencies.begin(), competencies.end(), [id](const FinishedCompetency& one) { return one.id == id; });
    if (found == competencies.end()) return std::nullopt;
    return static_cast<std::size_t>(found - competencies.begin());
}

void FinishedRound::set_depths() {
    std::unordered_map<std::string, const FinishedInstitution*> by_id;
    for (const FinishedInstitution& one : institutions) by_id.emplace(one.id, &one);
    const int of_roots = !places.empty() && places.front().id == "*" ? 1 : 0;
    for (FinishedPlace& place : places) {
        place.depth = place.own_staff() || place.pool() ? 1 : 0;
        const std::string id = place.institution();
        if (id == "*") continue;
        place.depth += of_roots;
        // No chain is longer than there are institutions: a circle in a damaged file ends.
        auto at = by_id.find(id);
        for (std::size_t i = 0; at != by_id.end() && !at->second->parent.empty() && i < institutions.size(); ++i) {
            at = by_id.find(at->second->parent);
            ++place.depth;
        }
    }
}

std::string FinishedRound::title(const FinishedPlace& place, const ReportHead& head, const Texts& texts) const {
    if (place.id == "*") return texts.say("report.all_institutions");
    if (place.pool()) {
        const auto pool = std::find_if(head.pools.begin(), head.pools.end(), [&place](const PoolTitle& one) { return one.id == place.id; });
        return pool == head.pools.end() ? place.id : pool->title;
    }
    const FinishedInstitution* const found = institution(place.institution());
    return found == nullptr ? place.id : found->name;
}

std::int64_t FinishedRound::institutions_among(const std::vector<const FinishedPlace*>& some) const {
    return std::count_if(some.begin(), some.end(), [](const FinishedPlace* one) { return one->id.find_first_of("*/") == std::string::npos; });
}

}  // namespace capgap
