#include <capgap/base/decimal.hpp>

#include <gtest/gtest.h>

namespace capgap {
namespace {

TEST(Decimal, reads_at_most_six_places_exactly) {
    EXPECT_EQ(Decimal::parse("12.5")->millionths(), 12'500'000);
    EXPECT_EQ(Decimal::parse("-0.000001")->millionths(), -1);
    EXPECT_EQ(Decimal::parse("+3")->millionths(), 3'000'000);
    EXPECT_EQ(Decimal::parse("1000000000000")->millionths(), 1'000'000'000'000'000'000);
}

TEST(Decimal, refuses_what_it_cannot_hold) {
    for (const char* text :
         {"", "-", ".", "1.", "1e3", "0.0000001", "1,5", " 1", "1 ", "nan", "1000000000001", "99999999999999999999999", "1.2.3", "--1"}) {
        EXPECT_FALSE(Decimal::parse(text)) << '"' << text << '"';
    }
}

TEST(Decimal, is_written_as_short_as_it_can_be) {
    for (const char* text : {"0", "50", "-3", "12.5", "0.000001", "-0.5", "33.333333", "100", "1000000000000", "-999999999999.999999"}) {
        EXPECT_EQ(Decimal::parse(text)->to_string(), text);
    }
    EXPECT_EQ(Decimal::parse("+012.500")->to_string(), "12.5");
}

}  // namespace
}  // namespace capgap
