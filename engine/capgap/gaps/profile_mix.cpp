#include <capgap/gaps/profile_mix.hpp>

#include <capgap/base/message.hpp>
#include <capgap/gaps/codes.hpp>

#include <cmath>
#include <map>
#include <string>

namespace capgap {

namespace {

constexpr double points_that_matter = 0.1;
constexpr std::int64_t least_respondents = 30;
constexpr double noise = 1e-9;  // of the two divisions

void add(ProfileMix& mix, const Cell& cell) {
    mix.all.respondents += cell.respondents;
    mix.all.staff += cell.written_headcount;
    if (cell.profile == Batch::no_profile) return;
    mix.profiles[cell.profile].respondents += cell.respondents;
    mix.profiles[cell.profile].staff += cell.written_headcount;
}

std::string percent(double share) {
    return std::to_string(std::lround(100 * share)) + " %";
}

void report(const ProfileMix& mix, const std::string& where, const Codebook& codebook, const Location& at, Diagnostics& found) {
    std::vector<std::string> differing;
    for (std::size_t p = 0; p < mix.profiles.size(); ++p) {
        if (!mix.differs(p)) continue;
        differing.push_back(in_quotes(codebook.profiles.name(static_cast<std::uint32_t>(p))) + " (" + percent(mix.share_of_respondents(p)) +
                            " of those who answered, " + percent(mix.share_of_staff(p)) + " of staff)");
    }
    if (differing.empty()) return;
    std::string all = differing.front();
    for (std::size_t i = 1; i < differing.size(); ++i) all += ", " + differing[i];
    found.push_back(
        warning(codes::profiles_unlike_staff, at, where + ": the profiles of those who answered are not those of the personnel list: " + all,
                "either some profiles answered more readily, which weights mend, or people took themselves for another profile, which they "
                "do not: then targets are compared with the wrong people; a `post` column and `posts` settle it"));
}

}  // namespace

bool ProfileMix::differs(std::size_t profile) const {
    if (all.respondents < least_respondents || all.staff == 0) return false;
    return std::abs(share_of_respondents(profile) - share_of_staff(profile)) > points_that_matter + noise;
}

ProfileMix profile_mix_of_whole(const Cells& cells, std::size_t profiles) {
    ProfileMix out{std::vector<ProfilePart>(profiles), {}};
    for (const Cell& cell : cells.cells) add(out, cell);
    return out;
}

Diagnostics report_profile_mix(const Cells& cells, const Codebook& codebook, const Location& population_at) {
    Diagnostics found;
    const std::size_t profiles = codebook.profiles.size();
    report(profile_mix_of_whole(cells, profiles), "all together", codebook, population_at, found);
    std::map<std::uint32_t, ProfileMix> institutions;
    for (const Cell& cell : cells.cells)
        add(institutions.try_emplace(cell.institution, ProfileMix{std::vector<ProfilePart>(profiles), {}}).first->second, cell);
    if (institutions.size() < 2) return found;
    for (const auto& [institution, mix] : institutions)
        report(mix, "institution " + in_quotes(codebook.institutions.name(institution)), codebook, population_at, found);
    return found;
}

}  // namespace capgap
