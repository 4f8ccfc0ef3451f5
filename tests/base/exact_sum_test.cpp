#include <capgap/base/exact_sum.hpp>

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <boost/multiprecision/cpp_int.hpp>

#include <cmath>
#include <limits>
#include <vector>

namespace capgap {
namespace {

using Rational = boost::multiprecision::cpp_rational;

/// A double of any size that a weight or its square can have.
double any_term() {
    const auto mantissa = *rc::gen::inRange<std::int64_t>(-(std::int64_t{1} << 53), std::int64_t{1} << 53);
    return std::ldexp(static_cast<double>(mantissa), *rc::gen::inRange(-60 - 53, 69 - 53));
}

TEST(ExactSum, is_the_nearest_double_to_the_sum_of_the_terms) {
    EXPECT_TRUE(rc::check([] {
        const auto terms = *rc::gen::inRange(0, 20);
        ExactSum sum;
        Rational exact = 0;
        for (int i = 0; i < terms; ++i) {
            const double term = any_term();
            const int times = *rc::gen::inRange(1, 1000);
            sum.add(term, times);
            exact += Rational(term) * times;
        }
        const double value = sum.to_double();
        RC_ASSERT(abs(Rational(value) - exact) <= abs(Rational(std::nextafter(value, std::numeric_limits<double>::infinity())) - exact));
        RC_ASSERT(abs(Rational(value) - exact) <= abs(Rational(std::nextafter(value, -std::numeric_limits<double>::infinity())) - exact));
    }));
}

TEST(ExactSum, loses_nothing_between_a_tiny_and_a_huge_term) {
    ExactSum sum;
    sum.add(1e18);
    sum.add(1e-12);
    sum.add(-1e18);
    EXPECT_EQ(sum.to_double(), 1e-12);
}

TEST(ExactSum, what_is_subtracted_is_gone_to_the_bit) {
    ExactSum sum;
    sum.add(0.1, 3);
    const ExactSum before = sum;
    ExactSum other;
    other.add(1.0 / 3, 7);
    sum.add(other, 2);
    sum.subtract(other);
    sum.subtract(other);
    EXPECT_EQ(sum, before);
}

TEST(ExactSum, refuses_what_is_no_term) {
    ExactSum sum;
    EXPECT_THROW(sum.add(std::numeric_limits<double>::infinity()), std::logic_error);
    EXPECT_THROW(sum.add(std::nan("")), std::logic_error);
    EXPECT_THROW(sum.add(1e22), std::logic_error);
    EXPECT_EQ(sum.to_double(), 0);
}

}  // namespace
}  // namespace capgap
