#include <capgap/base/date.hpp>

#include <gtest/gtest.h>

namespace capgap {
namespace {

TEST(Date, is_a_day_of_the_calendar) {
    using namespace std::chrono;
    EXPECT_EQ(parse_date("2026-03-27"), 2026y / March / 27);
    EXPECT_EQ(parse_date("2024-02-29"), 2024y / February / 29) << "a leap year";
    EXPECT_EQ(parse_date("2000-02-29"), 2000y / February / 29) << "a leap year: 400 divides it";
    EXPECT_LT(parse_date("2025-12-31"), parse_date("2026-01-01"));
}

TEST(Date, is_nothing_else) {
    for (const char* text :
         {"", "2026-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-01-00", "2026-04-31", "2026-3-2", "26-03-02", "2026/03/02", "2026-03-02 ",
          " 2026-03-02", "2026-03-02T00:00", "-026-03-02", "2026-+3-02", "02-03-2026", "٢٠٢٦-٠٣-٠٢"}) {
        EXPECT_FALSE(parse_date(text)) << text;
    }
}

}  // namespace
}  // namespace capgap
