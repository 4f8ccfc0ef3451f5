#include <capgap/report/person_basis.hpp>

#include <algorithm>

namespace capgap {

std::optional<std::size_t> PersonBasis::competency_index(std::string_view id) const {
    const auto found = std::find_if(competencies.begin(), competencies.end(), [id](const Competency& one) { return one.id == id; });
    if (found == competencies.end()) return std::nullopt;
    return static_cast<std::size_t>(found - competencies.begin());
}

const PersonBasis::Profile* PersonBasis::profile(std::string_view id) const {
    const auto found = std::find_if(profiles.begin(), profiles.end(), [id](const Profile& one) { return one.id == id; });
    return found == profiles.end() ? nullptr : &*found;
}

}  // namespace capgap
