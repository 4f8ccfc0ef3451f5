#include <capgap/report/finished_round.hpp>

#include <capgap/report/view.hpp>

#include <algorithm>

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

int FinishedRound::depth(const FinishedPlace& place) const {
    const std::string id = place.institution();
    int steps = !places.empty() && places.front().id == "*" ? 1 : 0;
    if (id == "*") return place.pool() ? 1 : 0;
    if (place.own_staff() || place.pool()) ++steps;
    // No chain is longer than there are institutions: a circle in a damaged file ends.
    const FinishedInstitution* at = institution(id);
    for (std::size_t i = 0; at != nullptr && !at->parent.empty() && i < institutions.size(); ++i) {
        at = institution(at->parent);
        ++steps;
    }
    return steps;
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
