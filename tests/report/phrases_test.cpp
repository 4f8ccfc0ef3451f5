#include "sample_round.hpp"

#include <capgap/report/phrases.hpp>

#include <gtest/gtest.h>

namespace capgap::phrase {
namespace {

class Phrases : public testing::Test {
protected:
    Texts en = sample_round::texts("en");
    Texts fr = sample_round::texts("fr");
};

TEST_F(Phrases, numbers_in_groups_of_three) {
    EXPECT_EQ(number(0, en), "0");
    EXPECT_EQ(number(999, en), "999");
    EXPECT_EQ(number(1000, en), "1,000");
    EXPECT_EQ(number(1234567, en), "1,234,567");
    EXPECT_EQ(number(-1234, en), "-1,234");
    EXPECT_EQ(number(-123, en), "-123");
    EXPECT_EQ(number(1234567, fr), "1\u202f234\u202f567");
}

TEST_F(Phrases, decimals_as_the_language_writes_them) {
    EXPECT_EQ(decimal(0.745, 2, en), "0.74");  // the double is below .745
    EXPECT_EQ(decimal(1234.5, 1, en), "1,234.5");
    EXPECT_EQ(decimal(0.7, 1, fr), "0,7");
    EXPECT_EQ(decimal(12, 0, en), "12");
    EXPECT_EQ(decimal(-0.004, 2, en), "0.00");
    EXPECT_EQ(decimal(-0.006, 2, en), "-0.01");
}

TEST_F(Phrases, people_with_two_digits_that_count) {
    EXPECT_EQ(about_people(0, en), "0");
    EXPECT_EQ(about_people(37.4, en), "37");
    EXPECT_EQ(about_people(99.6, en), "100");
    EXPECT_EQ(about_people(1873, en), "1,900");
    EXPECT_EQ(about_people(48300, en), "48,000");
}

TEST_F(Phrases, dates) {
    EXPECT_EQ(date("2026-03-12", en), "12 March 2026");
    EXPECT_EQ(date("2026-08-01", fr), "1er août 2026");
    EXPECT_EQ(date("in March", en), "in March");
}

TEST_F(Phrases, languages_begin_small_in_french) {
    EXPECT_EQ(phrase::list_of({phrase::language_name("English", en), phrase::language_name("French", en)}, en), "English and French");
    EXPECT_EQ(phrase::list_of({phrase::language_name("Anglais", fr), phrase::language_name("Arabe", fr), phrase::language_name("Français", fr)}, fr),
              "anglais, arabe et français");
    EXPECT_EQ(phrase::language_name("", fr), "");
    EXPECT_EQ(phrase::language_name("Éwé", fr), "éwé");
}

TEST_F(Phrases, lists) {
    EXPECT_EQ(list_of({}, en), "");
    EXPECT_EQ(list_of({"a"}, en), "a");
    EXPECT_EQ(list_of({"a", "b"}, en), "a and b");
    EXPECT_EQ(list_of({"a", "b", "c", "d"}, en), "a, b, c and d");
    EXPECT_EQ(list_of({"a", "b"}, fr), "a et b");
}

TEST_F(Phrases, shares_in_100_never_none_or_all_by_rounding) {
    EXPECT_EQ(in_100(0.0, en), "0");
    EXPECT_EQ(in_100(0.004, en), "<1");
    EXPECT_EQ(in_100(0.625, en), "63");
    EXPECT_EQ(in_100(0.9951, en), ">99");
    EXPECT_EQ(in_100(1.0, en), "100");
}

TEST_F(Phrases, an_interval_is_never_narrower_than_it_is) {
    EXPECT_EQ(in_100(Interval{0.6179, 0.6221}, en), "61–63");
    EXPECT_EQ(in_100(Interval{0.29, 0.58}, en), "29–58");  // 100 * 0.29 is 28.999999999999996
    EXPECT_EQ(in_100(Interval{0, 1}, en), "0–100");
}

TEST_F(Phrases, sentences_round_to_what_the_interval_allows) {
    const auto reaching = [](double share, double reach) { return rounded_in_100(share, Interval{share - reach, share + reach}); };
    EXPECT_EQ(reaching(0.623, 0.024), 62);
    EXPECT_EQ(reaching(0.623, 0.03), 60);
    EXPECT_EQ(reaching(0.633, 0.03), 65);
    EXPECT_EQ(reaching(0.633, 0.11), 60);
    EXPECT_EQ(reaching(0.03, 0.11), 5);  // to 10 it would be none
    EXPECT_EQ(reaching(0.02, 0.11), 2);  // to 5 as well
    EXPECT_EQ(reaching(0.98, 0.11), 98);
    EXPECT_EQ(rounded_in_100(0.623, std::nullopt), 60);
    EXPECT_EQ(reaching(0.623, 0), 62);  // everyone was counted
    EXPECT_EQ(rounded_in_100(0.001, Interval{0.001, 0.001}), 1);
    EXPECT_EQ(rounded_in_100(0, Interval{0, 0}), 0);
}

}  // namespace
}  // namespace capgap::phrase
