#include <capgap/base/format_number.hpp>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <limits>
#include <locale>
#include <stdexcept>

namespace capgap {
namespace {

TEST(FormatNumber, has_at_most_six_decimals_and_no_zeros_at_the_end) {
    EXPECT_EQ(format_number(0.0), "0");
    EXPECT_EQ(format_number(12.0), "12");
    EXPECT_EQ(format_number(12.5), "12.5");
    EXPECT_EQ(format_number(100.0), "100");
    EXPECT_EQ(format_number(1.0 / 3), "0.333333");
    EXPECT_EQ(format_number(2.0 / 3), "0.666667");
    EXPECT_EQ(format_number(-1.25), "-1.25");
    EXPECT_EQ(format_number(1e15), "1000000000000000");
    EXPECT_EQ(format_number(std::numeric_limits<double>::max()).size(), 309U);
    EXPECT_EQ(format_number(std::nullopt), "");
}

TEST(FormatNumber, never_writes_minus_zero) {
    EXPECT_EQ(format_number(-0.0), "0");
    EXPECT_EQ(format_number(-1e-7), "0");
    EXPECT_EQ(format_number(-0.000001), "-0.000001");
}

TEST(FormatNumber, rounds_the_exact_value_of_the_double) {
    // 0.0000005 is the double 4.99999999999999977e-07, 0.0000015 the double 1.50000000000000003e-06: the decimals a person types are no ties.
    EXPECT_EQ(format_number(0.0000005), "0");
    EXPECT_EQ(format_number(0.0000015), "0.000002");
    EXPECT_EQ(format_number(0.9999995), "1");                   // 0.99999950000000003
    EXPECT_EQ(format_number(1.0000005), "1.000001");            // 1.00000050000000007
    EXPECT_EQ(format_number(5.0000025), "5.000002");            // 5.00000249999999991
    EXPECT_EQ(format_number(0.00000762939453125), "0.000008");  // 2^-17, no tie
    // True ties, which a double of 7 decimals ending in 5 can be only as a multiple of 2^-7: to even, as Python's format() and C's printf round.
    EXPECT_EQ(format_number(0.0078125), "0.007812");  // 2^-7
    EXPECT_EQ(format_number(0.0234375), "0.023438");  // 3 x 2^-7
}

/// C's printf, which rounds the exact value too.
std::string by_printf(double value) {
    std::array<char, 400> text{};
    std::snprintf(text.data(), text.size(), "%.6f", value);
    std::string out = text.data();
    out.erase(out.find_last_not_of('0') + 1);
    if (out.back() == '.') out.pop_back();
    return out == "-0" ? "0" : out;
}

RC_GTEST_PROP(FormatNumber, writes_what_printf_writes, ()) {
    const auto millionths = *rc::gen::inRange<std::int64_t>(-2'000'000'000'000, 2'000'000'000'000);
    const double by_rounding = static_cast<double>(millionths) / 1e6;
    const double near_a_tie = (static_cast<double>(millionths) + 0.5) / 1e6;
    const double third = static_cast<double>(millionths) / 3e6;
    const double tie = static_cast<double>(millionths) / 128;
    for (const double value : {by_rounding, near_a_tie, std::nextafter(near_a_tie, 0.0), std::nextafter(near_a_tie, 1e300), third, third / 1e5, tie})
        RC_ASSERT(format_number(value) == by_printf(value));
}

TEST(FormatNumber, refuses_what_is_no_number) {
    EXPECT_THROW((void)format_number(std::nan("")), std::logic_error);
    EXPECT_THROW((void)format_number(std::numeric_limits<double>::infinity()), std::logic_error);
}

TEST(FormatNumber, knows_no_locale) {
    struct Comma : std::numpunct<char> {
        char do_decimal_point() const override { return ','; }
        std::string do_grouping() const override { return "\3"; }
    };
    const std::locale before = std::locale::global(std::locale(std::locale(), new Comma));
    const std::string text = format_number(1234567.5);
    std::locale::global(before);
    EXPECT_EQ(text, "1234567.5");
}

RC_GTEST_PROP(FormatNumber, differs_from_the_value_by_half_a_millionth_at_most, ()) {
    const double value =
        *rc::gen::map(rc::gen::arbitrary<std::int64_t>(), [](std::int64_t n) { return static_cast<double>(n % 1'000'000'000'007) / 1e7; });
    const std::string text = format_number(value);
    RC_ASSERT(std::abs(std::stod(text) - value) <= 0.5e-6 + std::abs(value) * 1e-15);
    RC_ASSERT(text.find('e') == std::string::npos);
    RC_ASSERT(text.find('.') == std::string::npos || text.back() != '0');
}

}  // namespace
}  // namespace capgap
