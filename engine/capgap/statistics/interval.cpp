#include <capgap/statistics/interval.hpp>

#include <algorithm>
#include <cmath>

namespace capgap {

Interval wilson_interval(double share, double n_effective) {
    const double z2_by_n = z_95 * z_95 / n_effective;
    const double centre = share + z2_by_n / 2;
    const double half_width = std::sqrt(z2_by_n * (share * (1 - share) + z2_by_n / 4));
    const double scale = 1 + z2_by_n;
    // At 0 and 1 one end equals the share in exact arithmetic; rounding must not push it past.
    return {std::clamp((centre - half_width) / scale, 0.0, share), std::clamp((centre + half_width) / scale, share, 1.0)};
}

}  // namespace capgap
