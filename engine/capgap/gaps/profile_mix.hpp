#pragma once

#include <capgap/gaps/cells.hpp>

#include <cstdint>
#include <vector>

namespace capgap {

/// How many of a profile answered, and how many there are.
struct ProfilePart {
    std::int64_t respondents = 0;
    std::int64_t staff = 0;
};

/// The profiles of respondents beside those of the personnel list: of the whole, or of an institution's own staff. Everybody counts in the totals,
/// with or without a profile; `staff` is as the population file has it.
struct ProfileMix {
    std::vector<ProfilePart> profiles;  ///< by profile
    ProfilePart all;

    double share_of_respondents(std::size_t profile) const {
        return static_cast<double>(profiles[profile].respondents) / static_cast<double>(all.respondents);
    }
    double share_of_staff(std::size_t profile) const { return static_cast<double>(profiles[profile].staff) / static_cast<double>(all.staff); }
    /// The two shares are more than 10 points apart, and at least 30 people answered: under that, chance alone often is as much.
    bool differs(std::size_t profile) const;
};

[[nodiscard]] ProfileMix profile_mix_of_whole(const Cells& cells, std::size_t profiles);

/// A warning for the whole and for each institution, naming the profiles whose shares differ. None without a population.
[[nodiscard]] Diagnostics report_profile_mix(const Cells& cells, const Codebook& codebook, const Location& population_at);

}  // namespace capgap
