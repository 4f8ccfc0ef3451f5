#include <capgap/measurement/answer_table.hpp>
#include <capgap/measurement/vignettes.hpp>

#include <measurement/no_answer.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace capgap {
namespace {

using testing::DoubleNear;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pointwise;

using Codes = std::vector<std::uint8_t>;

struct Person {
    std::uint8_t own;
    Codes vignettes;
};

/// Table 1 of [KingWand2007]: the 13 orders of an answer and two vignettes; also the data table1 of the R package anchors.
const std::vector<Person> table_1{{1, {2, 3}}, {3, {3, 4}}, {3, {2, 4}}, {4, {2, 4}}, {4, {2, 3}}, {2, {3, 3}}, {2, {2, 2}},
                                  {3, {2, 2}}, {1, {3, 2}}, {2, {3, 2}}, {3, {4, 2}}, {3, {3, 2}}, {4, {3, 2}}};

VignetteCounts counts_of(const std::vector<Person>& people, std::size_t vignettes) {
    VignetteCounts out(vignettes);
    for (const Person& one : people) out.add(one.own, one.vignettes);
    return out;
}

TEST(Vignettes, ranks_are_those_of_the_published_table) {
    const std::vector<std::size_t> starts{1, 2, 3, 4, 5, 1, 2, 5, 1, 1, 1, 2, 5};
    const std::vector<std::size_t> ends{1, 2, 3, 4, 5, 1, 4, 5, 1, 4, 5, 5, 5};
    for (std::size_t i = 0; i < table_1.size(); ++i) {
        EXPECT_EQ(vignette_rank(table_1[i].own, table_1[i].vignettes), (VignetteRank{starts[i], ends[i]})) << "example " << i + 1;
    }
}

/// tests/unit.anchors.Rout.save of the R package anchors 3.0-7 (R 2.13.0), summary(anchors(y ~ z1 + z2, method = "C")), three digits.
TEST(Vignettes, the_report_of_the_table_is_that_of_another_program) {
    const VignetteReport report = vignette_report(counts_of(table_1, 2));
    EXPECT_EQ(report.ranked, 13);
    EXPECT_DOUBLE_EQ(*report.scalar_share, 9. / 13);
    EXPECT_THAT(report.rank_shares, Pointwise(DoubleNear(0.0005), {.265, .156, .156, .156, .265}));
    EXPECT_THAT(report.scalar_rank_shares, Pointwise(DoubleNear(0.0005), {.333, .111, .111, .111, .333}));
    EXPECT_DOUBLE_EQ(*report.tied_share, 3. / 13);
    EXPECT_DOUBLE_EQ(*report.violated_share, 5. / 13);
    EXPECT_THAT(report.pairs, ElementsAre(VignettePair{0, 1, 5, 3, 5}));
}

/// Test 3 of the same file: codes missing (0 and NA there), eight digits.
TEST(Vignettes, people_with_an_answer_missing_have_no_rank) {
    std::vector<Person> people = table_1;
    people[3].own = no_answer;
    people[7].vignettes[1] = no_answer;
    const VignetteReport report = vignette_report(counts_of(people, 2));
    EXPECT_EQ(report.ranked, 11);
    EXPECT_EQ(report.incomplete, 2);
    EXPECT_THAT(report.rank_shares, Pointwise(DoubleNear(5e-9), {.31363636, .18484848, .18484848, .09393939, .22272727}));
    EXPECT_THAT(report.scalar_rank_shares, Pointwise(DoubleNear(5e-8), {.4285714, .1428571, .1428571, 0., .2857143}));
    EXPECT_NEAR(*report.mean_span, 2.090909, 5e-7);
    EXPECT_THAT(report.pairs, ElementsAre(VignettePair{0, 1, 5, 2, 5})) << "the fourth answered both vignettes, the eighth did not";
    EXPECT_EQ(vignette_rank(2, Codes{}), std::nullopt);
    EXPECT_EQ(vignette_rank(no_answer, Codes{1}), std::nullopt);
}

struct PublishedInterval {
    std::size_t start;
    std::size_t end;
    std::int64_t people;
};

/// Somebody with this interval: 4 and 6 are below and above their own 5.
Person person_with(std::size_t start, std::size_t end, std::size_t vignettes) {
    Person out{5, Codes(vignettes, 5)};
    for (std::size_t j = 1; j <= vignettes; ++j) {
        if (2 * j < start) out.vignettes[j - 1] = 4;
        if (2 * j > end) out.vignettes[j - 1] = 6;
    }
    if (start < end && start % 2 == 1) out.vignettes[(start - 1) / 2] = 6;
    if (start < end && end % 2 == 1) out.vignettes[(end - 3) / 2] = 4;
    return out;
}

/// The vignette of the R package anchors 3.0-8, section on combinations: freedom of speech, three vignettes, 3,447 people.
TEST(Vignettes, thousands_of_people_are_spread_as_published) {
    const std::vector<PublishedInterval> published{{1, 1, 496}, {2, 2, 225}, {3, 3, 492}, {4, 4, 236}, {5, 5, 497}, {6, 6, 489}, {7, 7, 490},
                                                   {1, 4, 22},  {1, 5, 1},   {1, 6, 28},  {1, 7, 12},  {2, 4, 39},  {2, 5, 10},  {2, 6, 124},
                                                   {2, 7, 31},  {3, 6, 9},   {3, 7, 9},   {4, 6, 193}, {4, 7, 44}};
    VignetteCounts counts(3);
    for (const PublishedInterval& one : published) {
        const Person person = person_with(one.start, one.end, 3);
        ASSERT_EQ(vignette_rank(person.own, person.vignettes), (VignetteRank{one.start, one.end}));
        counts.add(person.own, person.vignettes, one.people);
        EXPECT_EQ(counts.people({one.start, one.end}), one.people);
    }
    const VignetteReport report = vignette_report(counts);
    EXPECT_EQ(report.ranked, 3447);
    EXPECT_DOUBLE_EQ(*report.scalar_share, 2925. / 3447);
    EXPECT_NEAR(*report.mean_span, 1.471, 0.0005);
    EXPECT_THAT(report.rank_shares, Pointwise(DoubleNear(0.0005), {.147, .082, .161, .108, .179, .175, .148}));
    EXPECT_THAT(report.scalar_rank_shares, Pointwise(DoubleNear(0.0005), {.17, .077, .168, .081, .17, .167, .168}));
}

/// The definition word for word: which of the 2J+1 statements hold.
VignetteRank by_definition(std::uint8_t y, const Codes& z) {
    const std::size_t J = z.size();
    std::set<std::size_t> hold;
    if (y < z[0]) hold.insert(1);
    for (std::size_t j = 1; j <= J; ++j) {
        if (y == z[j - 1]) hold.insert(2 * j);
        if (y > z[j - 1] && (j == J || y < z[j])) hold.insert(2 * j + 1);
    }
    return {*hold.begin(), *hold.rbegin()};
}

TEST(Vignettes, every_order_of_four_vignettes_follows_the_definition) {
    for (int code = 0; code < 5 * 5 * 5 * 5 * 5; ++code) {
        Codes digits;
        for (int rest = code, i = 0; i < 5; ++i, rest /= 5) digits.push_back(static_cast<std::uint8_t>(rest % 5 + 1));
        const Codes vignettes(digits.begin() + 1, digits.end());
        ASSERT_EQ(vignette_rank(digits[0], vignettes), by_definition(digits[0], vignettes)) << code;
    }
}

TEST(Vignettes, only_the_order_of_codes_matters) {
    for (const Person& one : table_1) {
        Codes stretched;
        for (const std::uint8_t code : one.vignettes) stretched.push_back(static_cast<std::uint8_t>(code * code * 10));
        EXPECT_EQ(vignette_rank(static_cast<std::uint8_t>(one.own * one.own * 10), stretched), vignette_rank(one.own, one.vignettes));
    }
}

TEST(Vignettes, every_two_are_counted) {
    VignetteCounts counts(3);
    counts.add(1, Codes{1, 2, 2}, 4);
    counts.add(1, Codes{3, no_answer, 2});
    EXPECT_THAT(counts.pairs(), ElementsAre(VignettePair{0, 1, 4, 0, 0}, VignettePair{0, 2, 4, 0, 1}, VignettePair{1, 2, 0, 4, 0}));
    EXPECT_EQ(counts.ranked(), 4);
    EXPECT_EQ(counts.with_ties(), 4);
    EXPECT_EQ(counts.with_violations(), 0) << "they have no rank";
    EXPECT_EQ(counts.people({2, 2}), 4) << "a tie that leaves one rank";
}

TEST(Vignettes, of_nobody_there_are_no_shares) {
    for (const VignetteReport& report : {vignette_report(VignetteCounts(2)), vignette_report(counts_of({{no_answer, {1, 2}}}, 2))}) {
        EXPECT_EQ(report.ranked, 0);
        EXPECT_FALSE(report.scalar_share || report.tied_share || report.violated_share || report.mean_span);
        EXPECT_THAT(report.rank_shares, IsEmpty());
        EXPECT_THAT(report.scalar_rank_shares, IsEmpty());
    }
    EXPECT_EQ(vignette_report(counts_of({{no_answer, {1, 2}}}, 2)).pairs[0].as_intended, 1);
}

TEST(Vignettes, one_person_with_one_vignette) {
    const VignetteReport report = vignette_report(counts_of({{4, {3}}}, 1));
    EXPECT_THAT(report.rank_shares, ElementsAre(0, 0, 1));
    EXPECT_THAT(report.scalar_rank_shares, ElementsAre(0, 0, 1));
    EXPECT_THAT(report.pairs, IsEmpty());
    EXPECT_EQ(report.tied_share, 0);
    const VignetteReport tied = vignette_report(counts_of({{4, {4, 4}}}, 2));
    EXPECT_EQ(tied.scalar_share, 0);
    EXPECT_THAT(tied.scalar_rank_shares, IsEmpty()) << "nobody has a single rank";
}

TEST(Vignettes, other_numbers_of_vignettes_are_refused) {
    EXPECT_THROW(VignetteCounts(0), std::invalid_argument);
    EXPECT_THROW(VignetteCounts(51), std::invalid_argument);
    VignetteCounts counts(2);
    EXPECT_THROW(counts.add(1, Codes{1}), std::invalid_argument);
    EXPECT_FALSE(counts.merge(VignetteCounts(3)));
    EXPECT_EQ(counts, VignetteCounts(2));
}

}  // namespace
}  // namespace capgap
