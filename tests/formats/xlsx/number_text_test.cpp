#include <capgap/base/location.hpp>
#include <capgap/formats/xlsx/number_text.hpp>

#include <gtest/gtest.h>

namespace capgap::xlsx {
namespace {

TEST(NumberText, as_spreadsheets_show_it) {
    const auto plain = [](const char* stored) { return number_text(stored, NumberKind::plain, false); };
    EXPECT_EQ(plain("1.1000000000000001"), "1.1");
    EXPECT_EQ(plain("12345678901234567890"), "12345678901234567890");  // an id keeps its digits
    EXPECT_EQ(plain("-0"), "-0");
    EXPECT_EQ(plain("-0.0"), "0");
    EXPECT_EQ(plain("007"), "7");
    EXPECT_EQ(plain("1.5E+3"), "1500");
    EXPECT_EQ(plain("1E+20"), "100000000000000000000");
    EXPECT_EQ(plain("2.0958019999999999E-5"), "0.00002095802");
    EXPECT_EQ(plain("1E+300"), "1e+300");
    for (const char* none : {"", "x", "1,5", "nan", "inf", "1e999", " 1"}) EXPECT_EQ(plain(none), none);
}

TEST(NumberText, moments) {
    const auto date = [](const char* stored, bool from_1904 = false) { return number_text(stored, NumberKind::date, from_1904); };
    EXPECT_EQ(date("45985"), "2025-11-24");
    EXPECT_EQ(date("45985.395833333336"), "2025-11-24T09:30:00");
    EXPECT_EQ(date("45984.999999999"), "2025-11-24");  // rounded to the second, a day later
    EXPECT_EQ(date("59"), "1900-02-28");
    EXPECT_EQ(date("60"), "60");  // a 29 February 1900 never was
    EXPECT_EQ(date("61"), "1900-03-01");
    EXPECT_EQ(date("0", true), "1904-01-01");
    EXPECT_EQ(date("41051", true), "2016-05-23");
    EXPECT_EQ(date("2958465"), "9999-12-31");
    for (const char* none : {"-1", "2958466", "0.5"}) EXPECT_EQ(date(none), none);
    EXPECT_EQ(number_text("0.5", NumberKind::time, false), "12:00:00");
    EXPECT_EQ(number_text("1.25", NumberKind::duration, false), "30:00:00");
}

TEST(NumberText, formats) {
    for (const char* date : {"yyyy-mm-dd", "[$-409]d-mmm-yy;@", "mmmm", "dd/mm/yyyy hh:mm", "\"on\" d"})
        EXPECT_EQ(kind_of_format(date), NumberKind::date) << date;
    for (const char* time : {"h:mm", "mm:ss.0", "h AM/PM"}) EXPECT_EQ(kind_of_format(time), NumberKind::time) << time;
    for (const char* long_time : {"[h]:mm", "[mm]:ss", "[SS]"}) EXPECT_EQ(kind_of_format(long_time), NumberKind::duration) << long_time;
    for (const char* plain :
         {"General", "GENERAL", "0.00", "#,##0", "0%", "\"days\" 0", "0\\d", "[Red]0", "[>100]0", "0_d", "@", "0;yyyy", "[", "\"", ""}) {
        EXPECT_EQ(kind_of_format(plain), NumberKind::plain) << plain;
    }
}

TEST(Location, cells_of_a_workbook) {
    EXPECT_EQ(to_string(Location{"a.csv", 3, 4}), "a.csv:3:4");
    EXPECT_EQ(to_string(Location{"a.csv", 3, 0}), "a.csv:3");
    EXPECT_EQ(to_string(Location{"a.xlsx", 0, 0}), "a.xlsx");
    EXPECT_EQ(to_string(Location{"round.xlsx!Targets", 14, 3}), "round.xlsx!Targets!C14");
    EXPECT_EQ(to_string(Location{"round.XLSX!Targets", 14, 0}), "round.XLSX!Targets!row 14");
    EXPECT_EQ(column_letters(26), "Z");
    EXPECT_EQ(column_letters(27), "AA");
    EXPECT_EQ(column_letters(16'384), "XFD");
}

}  // namespace
}  // namespace capgap::xlsx
