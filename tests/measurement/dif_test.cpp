#include <capgap/measurement/dif.hpp>

#include <capgap/statistics/multiple_tests.hpp>

#include <measurement/agreement.hpp>
#include <measurement/psychometric_files.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <random>

namespace capgap {
namespace {

using namespace psychometric;
using testing::Each;
using testing::ElementsAre;
using testing::IsEmpty;

DifLayout of_five_categories(std::size_t items, std::size_t groups = 2) {
    DifLayout out;
    out.points.assign(items, {0, 1, 2, 3, 4});
    out.most_points = 4;
    out.groups = groups;
    return out;
}

AnswerTable two_groups(const std::filesystem::path& folder_of_data) {
    const AnswerTable alone = answers_of(folder_of_data / "grm_2group_J24_N10000.csv", 24);
    const auto groups = numbers(folder_of_data / "group_2group_J24_N10000.csv");
    AnswerTable out(std::vector<std::size_t>(24, 5));
    for (std::size_t p = 0; p < alone.people(); ++p) out.add(alone.person(p), 1, static_cast<std::uint16_t>(groups[p][0] - 1));
    return out;
}

/// The items (1, 2, ...) of that light.
std::vector<std::size_t> items_with(DifLight light, const std::vector<ItemDif>& items) {
    std::vector<std::size_t> out;
    for (std::size_t j = 0; j < items.size(); ++j) {
        if (items[j].light == light) out.push_back(j + 1);
    }
    return out;
}

// Agresti, Categorical Data Analysis, 2nd edition 2002, section 7.5.3 and table 7.8: job satisfaction (points 1, 3, 4, 5) by income (the groups),
// women and men (the bands): mean scores differ with X2 = 9.0342 on 3 degrees of freedom, p = 0.0288.
TEST(GeneralisedMantel, is_that_of_a_published_table) {
    const std::vector<std::int64_t> points{1, 3, 4, 5};
    const std::vector<std::int64_t> people{1, 3, 11, 2, 2, 3, 17, 3, 0, 1, 8, 5, 0, 2, 4, 2,  //
                                           1, 1, 2,  1, 0, 3, 5,  1, 0, 0, 7, 3, 0, 1, 9, 6};
    const auto test = generalised_mantel({2, 4, points, people}, {0, 1, 2, 3});
    ASSERT_TRUE(test);
    EXPECT_NEAR(test->x2, 9.0342, 5e-5);
    EXPECT_EQ(test->df, 3U);
    EXPECT_NEAR(test->p, 0.0288, 5e-5);
    const auto turned = generalised_mantel({2, 4, points, people}, {3, 1, 0, 2});
    EXPECT_NEAR(turned->x2, test->x2, 1e-12) << "whichever group comes first";
}

// Of two groups and two categories it is Mantel and Haenszel's statistic without correction; one band: (n - 1) (ad - bc)^2 / product of the margins.
TEST(GeneralisedMantel, of_two_by_two_is_in_closed_form) {
    const std::vector<std::int64_t> points{0, 10};
    const std::vector<std::int64_t> people{30, 20, 15, 45};
    const auto test = generalised_mantel({1, 2, points, people}, {0, 1});
    EXPECT_NEAR(test->x2, 109 * std::pow(30.0 * 45 - 20 * 15, 2) / (50.0 * 60 * 45 * 65), 1e-12);
    EXPECT_EQ(test->df, 1U);
}

// One band: 20 of 60 points apart by a standard deviation that is pooled by hand.
TEST(StandardisedMeanDifference, is_in_closed_form) {
    const std::vector<std::int64_t> points{0, 1};
    const std::vector<std::int64_t> people{30, 10, 10, 30};  // means 1/4 and 3/4; 40 p (1 - p) = 7.5 each
    const auto found = standardised_mean_difference({1, 2, points, people}, 0, 1);
    const double pooled = std::sqrt(15.0 / 78);
    EXPECT_NEAR(found->difference, 0.5 / pooled, 1e-12);
    EXPECT_NEAR(found->standard_error, std::sqrt(80 * 0.25 / 79 * (2.0 / 40)) / pooled, 1e-12);
    EXPECT_NEAR(standardised_mean_difference({1, 2, points, people}, 1, 0)->difference, -0.5 / pooled, 1e-12);
    EXPECT_NEAR(smallest_detectable(1, 0.05, 0.8), 1.959963985 + 0.841621234, 1e-8);
}

// tests/reference/psychometric/dif_expected.py has the same answers, and other programs.
TEST(ItemDif, is_that_of_statsmodels_and_numpy) {
    const AnswerTable alone = answers_of(folder / "grm_J24_N1000.csv", 24);
    DifLayout layout = of_five_categories(24, 3);
    layout.matching.assign(24, true);
    layout.matching[2] = false;
    DifTables tables(layout);
    for (std::size_t p = 0; p < alone.people(); ++p) {
        std::vector<std::uint8_t> codes(alone.person(p).begin(), alone.person(p).end());
        if (p % 3 == 1) codes[2] = std::min<std::uint8_t>(static_cast<std::uint8_t>(codes[2] + 1), 4);
        for (std::size_t j = 0; j < codes.size(); ++j) {
            if ((7 * p + 3 * j) % 11 == 0) codes[j] = AnswerTable::missing;
        }
        tables.add(codes, p % 3);
    }
    const std::vector<ItemDif> found = item_dif(tables);
    const auto expected = numbers(folder / "dif_expected.csv", 1);
    ASSERT_EQ(expected.size(), found.size());
    Agreement mantel("generalised Mantel test", "numpy 2.4", "1,000 people, 24 items, 3 groups", 1e-9);
    Agreement differences("standardised mean difference and its error", "numpy 2.4", "1,000 people, 24 items, 3 groups", 1e-10);
    Agreement regression("ordinal logistic regression, tests", "statsmodels 0.15", "1,000 people, 24 items, 3 groups", 1e-6);
    for (std::size_t j = 0; j < found.size(); ++j) {
        SCOPED_TRACE(j + 1);
        const std::vector<double>& row = expected[j];
        const ItemDif& item = found[j];
        EXPECT_EQ(static_cast<double>(item.groups[0].people + item.groups[1].people + item.groups[2].people), row[0]);
        mantel.look(item.mantel->x2, row[1]);
        EXPECT_NEAR(item.mantel->p, row[2], 1e-9);
        differences.look(item.groups[1].difference->difference, row[3]);
        differences.look(item.groups[1].difference->standard_error, row[4]);
        differences.look(item.groups[2].difference->difference, row[5]);
        differences.look(item.groups[2].difference->standard_error, row[6]);
        regression.look(item.logistic->uniform->x2, row[7]);
        regression.look(item.logistic->non_uniform->x2, row[8]);
        EXPECT_EQ(item.logistic->both->df, 4U);
        EXPECT_NEAR(item.logistic->r2_uniform, row[9], 1e-9);
        EXPECT_NEAR(item.logistic->r2_non_uniform, row[10], 1e-9);
        EXPECT_GE(item.mantel->adjusted_p, item.mantel->p);
    }
    EXPECT_THAT(items_with(DifLight::red, found), ElementsAre(3));
    EXPECT_THAT(items_with(DifLight::amber, found), IsEmpty());
    EXPECT_FALSE(found[2].groups[0].difference) << "the reference itself";
}

// True values: items 3, 9 and 15 easier for the second group by half a logit (some 0.2 standard deviations), 20 with a slope of 0.7 times the
// first's.
TEST(PurifiedDif, finds_what_was_put_into_the_answers) {
    const char* real_data = std::getenv("REAL_DATA");
    if (real_data == nullptr) GTEST_SKIP() << "REAL_DATA is not set";
    const AnswerTable answers = two_groups(std::filesystem::path(real_data) / "psychometric");
    const DifResult found = purified_dif(of_five_categories(24), [&](DifTables& tables) { tables.add(answers); });
    EXPECT_TRUE(found.settled);
    EXPECT_LE(found.passes, 3U);
    EXPECT_THAT(items_with(DifLight::amber, found.items), ElementsAre(3, 9, 15));
    EXPECT_THAT(items_with(DifLight::red, found.items), IsEmpty());
    EXPECT_EQ(items_with(DifLight::green, found.items).size(), 21U);
    for (std::size_t j = 0; j < 24; ++j) {
        SCOPED_TRACE(j + 1);
        const ItemDif& item = found.items[j];
        EXPECT_EQ(found.matching[j], item.light == DifLight::green);
        const bool shifted = item.light == DifLight::amber;
        EXPECT_EQ(item.mantel->adjusted_p < 1e-12, shifted);
        EXPECT_EQ(item.groups[1].difference->difference > 0.17, shifted) << "the second group reports more";
        // A slope of 0.7 moves the mean of no band by much: a difference that crosses is far from chance, and small.
        EXPECT_EQ(item.logistic->non_uniform->adjusted_p < 0.001, j + 1 == 20);
        EXPECT_EQ(item.logistic->r2_non_uniform > 0.005, j + 1 == 20);
    }
}

/// Items of which the first `higher` are answered higher by the second group, at the same level.
AnswerTable with_higher(std::size_t items, std::size_t higher) {
    std::mt19937 random(11);
    AnswerTable out(std::vector<std::size_t>(items, 5));
    for (int p = 0; p < 2000; ++p) {
        const auto at = random() % 3;
        std::vector<std::uint8_t> codes;
        for (std::size_t j = 0; j < items; ++j) codes.push_back(static_cast<std::uint8_t>(at + random() % 2 + (p % 2 == 1 && j < higher ? 1 : 0)));
        out.add(codes, 1, static_cast<std::uint16_t>(p % 2));
    }
    return out;
}

TEST(PurifiedDif, matches_on_what_is_left) {
    const AnswerTable answers = with_higher(12, 2);
    std::vector<std::vector<bool>> lists;
    const DifResult found = purified_dif(of_five_categories(12), [&](DifTables& tables) {
        lists.push_back(tables.layout().matching);
        tables.add(answers);
    });
    EXPECT_EQ(found.passes, lists.size());
    EXPECT_GE(found.passes, 2U);
    EXPECT_EQ(lists.front(), std::vector<bool>(12, true));
    EXPECT_EQ(lists.back(), found.matching);
    EXPECT_TRUE(found.settled);
    EXPECT_THAT(items_with(DifLight::red, found.items), ElementsAre(1, 2));
    EXPECT_EQ(items_with(DifLight::green, found.items).size(), 10U);
    DifOptions once;
    once.most_passes = 1;
    EXPECT_FALSE(purified_dif(
                     of_five_categories(12), [&](DifTables& tables) { tables.add(answers); }, once)
                     .settled);
}

// Half of six items against the other half: whether some are easy or the others hard, nobody can tell.
TEST(PurifiedDif, does_not_choose_between_halves) {
    const AnswerTable answers = with_higher(6, 3);
    const DifResult found = purified_dif(of_five_categories(6), [&](DifTables& tables) { tables.add(answers); });
    EXPECT_FALSE(found.settled);
    EXPECT_EQ(found.passes, 1U);
    EXPECT_EQ(items_with(DifLight::grey, found.items).size(), 6U);
    EXPECT_EQ(found.items[0].undefined, DifUndefined::few_matching);
    EXPECT_TRUE(found.items[0].mantel);
}

// A domain of few items finds more by itself than beside one of many.
TEST(AdjustTogether, takes_the_items_of_all_domains_for_one_family) {
    const AnswerTable few = with_higher(12, 1);
    const AnswerTable many = with_higher(12, 0);
    std::vector<DifResult> domains{purified_dif(of_five_categories(12), [&](DifTables& tables) { tables.add(few); }),
                                   purified_dif(of_five_categories(12), [&](DifTables& tables) { tables.add(many); })};
    const std::vector<DifResult> alone = domains;
    adjust_together(domains);
    std::vector<double> p;
    for (const DifResult& domain : alone) {
        for (const ItemDif& item : domain.items) p.push_back(item.mantel->p);
    }
    const std::vector<double> adjusted = holm_adjusted(p);
    for (std::size_t i = 0; i < p.size(); ++i) {
        const ItemDif& one = domains[i / 12].items[i % 12];
        EXPECT_DOUBLE_EQ(one.mantel->adjusted_p, adjusted[i]);
        const double twelve = *alone[i / 12].items[i % 12].groups[1].smallest_detectable;
        const double all = *one.groups[1].smallest_detectable;
        EXPECT_NEAR(all / twelve, (3.078 + 0.8416) / (2.865 + 0.8416), 0.001) << "z of .025 / 24 beside that of .025 / 12";
    }
    EXPECT_THAT(items_with(DifLight::red, domains[0].items), ElementsAre(1));
    domains[0].items[0].undefined = DifUndefined::few_people;
    adjust_together(domains);
    EXPECT_EQ(domains[0].items[0].light, DifLight::grey);
    std::vector<DifResult> none;
    adjust_together(none);
}

/// `people` of each group, who answer alike by chance.
DifTables at_random(const std::vector<int>& people, std::size_t items) {
    DifTables out(of_five_categories(items, people.size()));
    std::mt19937 random(7);
    for (std::size_t g = 0; g < people.size(); ++g) {
        for (int p = 0; p < people[g]; ++p) {
            const auto at = random() % 4;
            std::vector<std::uint8_t> codes;
            for (std::size_t j = 0; j < items; ++j) codes.push_back(static_cast<std::uint8_t>(at + random() % 2));
            out.add(codes, g);
        }
    }
    return out;
}

TEST(ItemDif, is_grey_where_a_group_is_small) {
    const std::vector<ItemDif> found = item_dif(at_random({250, 199}, 6));
    for (const ItemDif& item : found) {
        EXPECT_EQ(item.light, DifLight::grey);
        EXPECT_EQ(item.undefined, DifUndefined::few_people);
        EXPECT_FALSE(item.mantel);
        EXPECT_TRUE(item.groups[1].difference) << "it is known, though not told";
        EXPECT_NEAR(*item.groups[1].smallest_detectable, item.groups[1].difference->standard_error * (2.638257273 + 0.841621234), 1e-8)
            << "z(1 - 0.05 / 12) + z(0.8)";
    }
}

TEST(ItemDif, leaves_a_small_group_out_of_several) {
    const std::vector<ItemDif> found = item_dif(at_random({250, 199, 300}, 6));
    for (const ItemDif& item : found) {
        EXPECT_EQ(item.light, DifLight::green);
        EXPECT_FALSE(item.groups[1].compared);
        EXPECT_TRUE(item.groups[2].compared);
        EXPECT_EQ(item.mantel->df, 1U);
    }
    DifOptions options;
    options.reference = 1;
    EXPECT_EQ(item_dif(at_random({250, 199, 300}, 6), options)[0].undefined, DifUndefined::few_people) << "there is nothing to compare with";
    options.reference = 3;
    EXPECT_THROW(static_cast<void>(item_dif(at_random({250, 199, 300}, 6), options)), std::invalid_argument);
}

TEST(ItemDif, is_grey_with_few_items_to_match_on) {
    for (const ItemDif& item : item_dif(at_random({250, 250}, 3))) {
        EXPECT_EQ(item.light, DifLight::grey);
        EXPECT_EQ(item.undefined, DifUndefined::few_matching);
    }
}

TEST(ItemDif, of_awkward_answers_is_grey) {
    EXPECT_THAT(item_dif(DifTables{DifLayout{}}), IsEmpty());
    EXPECT_EQ(item_dif(at_random({0, 0}, 5))[0].undefined, DifUndefined::few_people);
    EXPECT_EQ(item_dif(at_random({1, 0}, 5))[0].undefined, DifUndefined::few_people);
    EXPECT_EQ(item_dif(at_random({300}, 5))[0].undefined, DifUndefined::few_people) << "one group";
    DifTables alike(of_five_categories(5));
    DifTables apart(of_five_categories(5));
    for (std::size_t p = 0; p < 600; ++p) {
        const auto code = static_cast<std::uint8_t>(p / 2 % 5);
        const auto noisy = static_cast<std::uint8_t>(std::min<std::size_t>(code + p / 10 % 2, 4));
        alike.add(std::vector<std::uint8_t>{2, noisy, code, code, code}, p % 2);
        const auto low_or_high = static_cast<std::uint8_t>(p / 2 % 2 + (p % 2) * 3);  // 0, 1 or 3, 4
        apart.add(std::vector<std::uint8_t>(5, low_or_high), p % 2);
    }
    const std::vector<ItemDif> same = item_dif(alike);
    EXPECT_EQ(same[0].undefined, DifUndefined::no_variance);
    EXPECT_FALSE(same[0].logistic);
    EXPECT_EQ(same[1].light, DifLight::green);
    EXPECT_EQ(same[2].undefined, DifUndefined::no_variance) << "all of a band alike";
    const std::vector<ItemDif> no_overlap = item_dif(apart);
    EXPECT_EQ(no_overlap[0].undefined, DifUndefined::no_overlap);
    EXPECT_FALSE(no_overlap[0].groups[1].difference);
}

TEST(ItemDif, says_itself_in_words) {
    EXPECT_EQ(to_string(DifLight::grey), "grey");
    EXPECT_EQ(to_string(DifUndefined::few_matching), "few_matching");
}

}  // namespace
}  // namespace capgap
