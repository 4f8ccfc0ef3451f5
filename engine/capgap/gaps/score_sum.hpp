#pragma once

#include <capgap/base/exact_sum.hpp>

#include <cstdint>

namespace capgap {

/// Mergeable state: a sum of scores, 0 to 100, that does not depend on their order. Fixed point with the unit 2^-52, in 128 bits: scores from 1
/// upward are whole units, those below are cut to one. There are as many terms as answers, and to add one takes no loop.
class ScoreSum {
public:
    static ScoreSum of(double score_0_100) {
        ScoreSum one;
        one.add(score_0_100);
        return one;
    }
    /// What a score adds.
    static std::int64_t units_of(double score_0_100) { return static_cast<std::int64_t>(score_0_100 * unit_inverse); }

    void add(double score_0_100) { add_units(units_of(score_0_100)); }
    void add_units(std::int64_t units) { units_ += units; }
    void add(const ScoreSum& other) { units_ += other.units_; }
    void subtract(const ScoreSum& other) { units_ -= other.units_; }
    /// The nearest double.
    double to_double() const { return static_cast<double>(units_) / unit_inverse; }

    friend bool operator==(const ScoreSum&, const ScoreSum&) = default;

private:
    static constexpr double unit_inverse = 0x1p52;

    Int128 units_ = 0;
};

}  // namespace capgap
