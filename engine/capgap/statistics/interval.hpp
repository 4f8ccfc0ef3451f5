#pragma once

#include <capgap/base/small_numbers.hpp>

namespace capgap {

/// An interval on the scale of the estimate it belongs to.
struct Interval {
    double low = 0;
    double high = 0;

    friend bool operator==(const Interval&, const Interval&) = default;
};

template <>
struct NothingOf<Interval> {
    static constexpr Interval value() { return {NothingOf<double>::value(), 0}; }
    static constexpr bool is(const Interval& interval) { return NothingOf<double>::is(interval.low); }
};

/// The 0.975 quantile of the standard normal distribution.
inline constexpr double z_95 = 1.959963984540054;

/// Wilson's 95 % interval of a share.
///
///     (p + z^2/2n -+ z sqrt(p(1-p)/n + z^2/4n^2)) / (1 + z^2/n)
///
/// `share` in 0..1; `n_effective` > 0, need not be whole. Holds `share` and stays within 0..1 for every input, also at 0 and 1 where the normal
/// interval has no width. Source: [Wilson1927]; compared with others in [BrownCaiDasGupta2001].
Interval wilson_interval(double share, double n_effective);

}  // namespace capgap
