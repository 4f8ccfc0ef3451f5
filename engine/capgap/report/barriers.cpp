#include <capgap/report/barriers.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace capgap {

namespace {

bool speaks_of_the_assessed(const ReportEnvironment& environment, const ReportView& view) {
    const auto& blocks_in = environment.framework.content().blocks_in;
    return blocks_in && view.input().framework.serves(*blocks_in);
}

bool any_in_common(const std::vector<std::size_t>& a, const std::vector<std::size_t>& b) {
    return std::any_of(a.begin(), a.end(), [&](std::size_t one) { return std::find(b.begin(), b.end(), one) != b.end(); });
}

}  // namespace

std::vector<std::size_t> blocked_by(const ReportView& view, std::size_t instrument, std::size_t element) {
    const ReportEnvironment& environment = view.input().environments[instrument];
    if (!speaks_of_the_assessed(environment, view)) return {};
    std::vector<std::size_t> found;
    for (const BlockedCompetency& blocked : environment.framework.competencies()[element].blocks) {
        if (const auto index = view.input().framework.competency_index(blocked.id.text())) found.push_back(*index);
    }
    std::sort(found.begin(), found.end());
    return found;
}

std::optional<Barriers> Barriers::of(const ReportView& view, const std::vector<std::size_t>& competencies) {
    const auto& environments = view.input().environments;
    const bool speaks = std::any_of(environments.begin(), environments.end(), [&](const auto& one) { return speaks_of_the_assessed(one, view); });
    if (!speaks || view.tables().environment.empty()) return std::nullopt;

    std::set<std::size_t> answered;
    std::set<std::size_t> lacking;
    std::map<std::pair<std::size_t, std::size_t>, std::int64_t> elements;
    for (const EnvironmentRow& row : view.tables().environment) {
        if (row.level == 0) continue;  // too little was answered
        answered.insert(row.institution);
        if (row.shortfall_levels.value_or(0) == 0) continue;
        const auto blocked = blocked_by(view, row.instrument, row.element);
        if (competencies.empty() ? blocked.empty() : !any_in_common(blocked, competencies)) continue;
        lacking.insert(row.institution);
        ++elements[{row.instrument, row.element}];
    }
    if (answered.empty()) return std::nullopt;
    Barriers out{static_cast<std::int64_t>(answered.size()), static_cast<std::int64_t>(lacking.size()), {}};
    for (const auto& [key, institutions] : elements) out.elements.push_back({key.first, key.second, institutions});
    return out;
}

std::vector<Barriers::Element> Barriers::most_frequent(std::size_t most) const {
    std::vector<Element> sorted = elements;
    std::stable_sort(sorted.begin(), sorted.end(), [](const Element& a, const Element& b) { return a.institutions > b.institutions; });
    sorted.resize(std::min(most, sorted.size()));
    return sorted;
}

}  // namespace capgap
