#include <capgap/measurement/linking.hpp>

#include <capgap/measurement/cut_theta.hpp>
#include <measurement/agreement.hpp>
#include <measurement/psychometric_files.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <numeric>

namespace capgap {
namespace {

using namespace psychometric;

std::vector<ItemParameters> items_of(const std::string& name) {
    std::vector<ItemParameters> out;
    for (const std::vector<double>& row : numbers(folder / name, 1)) out.push_back({row[0], {row.begin() + 1, row.end()}});
    return out;
}

std::vector<CommonItem> both(const std::vector<ItemParameters>& from, const std::vector<ItemParameters>& to) {
    std::vector<CommonItem> out;
    for (std::size_t j = 0; j < from.size(); ++j) out.push_back({from[j], to[j], {}});
    return out;
}

TEST(Linking, a_known_transformation_is_found_again) {
    const std::vector<ItemParameters> from = items_of("mg_m0_group1_items.csv");
    for (const ItemModel model : {ItemModel::graded, ItemModel::generalised_partial_credit}) {
        for (const ScaleTransformation truth : {ScaleTransformation{1, 0}, {1.3, -0.4}, {0.5, 1.5}, {2.5, -2}}) {
            std::vector<ItemParameters> to;
            for (const ItemParameters& one : from) to.push_back(transformed(one, truth));
            const auto found = link_scales(model, both(from, to));
            ASSERT_TRUE(found);
            EXPECT_TRUE(found->converged);
            EXPECT_NEAR(found->transformation.slope, truth.slope, 1e-8);
            EXPECT_NEAR(found->transformation.shift, truth.shift, 1e-8);
            EXPECT_NEAR(linking_errors(*found)->slope, 0, 1e-8);
            EXPECT_NEAR(*linking_error_at(*found, 2), 0, 1e-8);
            EXPECT_LT(found->loss, 1e-20);
        }
    }
}

TEST(Linking, one_item_is_enough_for_the_scale_and_not_for_its_error) {
    const ItemParameters from{1.7, {2, 0.3, -1}};
    const ScaleTransformation truth{1.2, 0.5};
    const auto found = link_scales(ItemModel::graded, {{from, transformed(from, truth), {}}});
    EXPECT_NEAR(found->transformation.slope, truth.slope, 1e-8);
    EXPECT_NEAR(found->transformation.shift, truth.shift, 1e-8);
    EXPECT_FALSE(linking_errors(*found));
    EXPECT_FALSE(linking_error_at(*found, 0));
    EXPECT_FALSE(link_scales(ItemModel::graded, {}));
}

// tests/reference/psychometric/linking_expected.py: scipy's minimize, on the same grid and on Gauss-Hermite nodes.
TEST(Linking, is_that_of_scipy) {
    const auto found = link_scales(ItemModel::graded, both(items_of("mg_m0_group2_items.csv"), items_of("mg_m0_group1_items.csv")));
    const auto expected = numbers(folder / "linking_expected.csv", 1);
    Agreement transformation("linking: slope and shift, Stocking and Lord", "scipy 1.17", "two calibrations of 24 items", 1e-7);
    transformation.look(found->transformation.slope, expected[0][0]);
    transformation.look(found->transformation.shift, expected[0][1]);
    EXPECT_NEAR(found->transformation.slope, expected[1][0], 1e-5);
    EXPECT_NEAR(found->transformation.shift, expected[1][1], 1e-5);
    Agreement errors("linking error, jackknife", "scipy 1.17", "two calibrations of 24 items", 1e-6);
    errors.look(linking_errors(*found)->slope, expected[2][0]);
    errors.look(linking_errors(*found)->shift, expected[2][1]);
    EXPECT_NEAR(*linking_error_at(*found, 0), expected[2][1], 1e-6);
    // The second group's people have mean 0.3 and standard deviation 1.1 on the first's scale, but for four items that differ.
    EXPECT_NEAR(found->transformation.slope, 1.1, 0.05);
    EXPECT_NEAR(found->transformation.shift, 0.3, 0.1);
}

// Mean/mean: the mean of differences; deleting one item at a time gives their standard deviation over the root of their number.
TEST(Linking, without_slopes_is_mean_mean) {
    const std::vector<CommonItem> items{{{1, {0.5, -0.5}}, {1, {0.2, -0.8}}, {}}, {{1, {1}}, {1, {0.9}}, {}}, {{1, {0}}, {1, {-0.8}}, {}}};
    const auto found = link_scales(ItemModel::partial_credit, items);
    EXPECT_EQ(found->transformation.slope, 1);
    EXPECT_NEAR(found->transformation.shift, 0.4, 1e-15) << "0.3, 0.1 and 0.8 harder";
    const double sd = std::sqrt((0.01 + 0.09 + 0.16) / 2);
    EXPECT_NEAR(linking_errors(*found)->shift, sd / std::sqrt(3.0), 1e-15);
    EXPECT_EQ(linking_errors(*found)->slope, 0);
}

TEST(Linking, carries_probabilities_moments_and_cuts) {
    const ScaleTransformation by{1.4, -0.7};
    const ItemParameters item{1.1, {1.5, 0.1, -2}};
    for (const ItemModel model : {ItemModel::graded, ItemModel::generalised_partial_credit}) {
        std::array<double, 4> here{};
        std::array<double, 4> there{};
        category_probabilities(model, item, 0.8, here);
        category_probabilities(model, transformed(item, by), transformed(0.8, by), there);
        for (std::size_t k = 0; k < 4; ++k) EXPECT_NEAR(here[k], there[k], 1e-14);
        const std::vector<ScoredItemModel> scored{{item, {0, 30, 60, 100}}};
        const std::vector<ScoredItemModel> moved{{transformed(item, by), {0, 30, 60, 100}}};
        EXPECT_NEAR(transformed(*theta_of_cut(model, scored, 50, 6), by), *theta_of_cut(model, moved, 50, 6), 1e-8);
    }
    const GroupMoments group = transformed(GroupMoments{0.5, 2, 10, true, true}, by);
    EXPECT_NEAR(group.mean, 0, 1e-15);
    EXPECT_NEAR(group.sd, 2.8, 1e-15);
    EXPECT_EQ(group.weight, 10);
    const ScaleTransformation back = inverse(by);
    EXPECT_NEAR(transformed(transformed(0.8, by), back), 0.8, 1e-15);
    EXPECT_NEAR(transformed(transformed(item, by), back).intercepts[2], -2, 1e-15);
}

// Concurrent, fixed and linked: three ways to one scale. What they say differs by the sampling error of a few of the answers only.
TEST(Linking, three_ways_agree) {
    const AnswerTable all = answers_of(folder / "grm_J24_N1000.csv", 24);
    AnswerTable first(std::vector<std::size_t>(24, 5));
    AnswerTable second(std::vector<std::size_t>(24, 5));
    AnswerTable together(std::vector<std::size_t>(24, 5));
    std::vector<int> points(all.people());
    for (std::size_t p = 0; p < all.people(); ++p) points[p] = std::accumulate(all.person(p).begin(), all.person(p).end(), 0);
    for (std::size_t p = 0; p < all.people(); ++p) {
        const bool is_second = (p % 7 + static_cast<std::size_t>(points[p])) % 96 > 60;  // those who report more, mostly
        (is_second ? second : first).add(all.person(p));
        together.add(all.person(p), 1, is_second ? 1 : 0);
    }
    const Calibration of_first = calibrate(first, ItemModel::graded, {});
    const Calibration of_second = calibrate(second, ItemModel::graded, {});
    std::vector<std::pair<std::size_t, std::size_t>> pairs;
    for (std::size_t j = 0; j < 24; ++j) pairs.emplace_back(j, j);
    const std::vector<CommonItem> common = common_items(of_second, of_first, pairs);
    ASSERT_GE(common.size(), 10U);
    const auto link = link_scales(ItemModel::graded, common);
    const GroupMoments linked = transformed(of_second.groups[0], link->transformation);
    CalibrationOptions options;
    options.fixed = fixed_items(of_first, pairs, std::vector<std::size_t>(24, 5));
    const Calibration fixed = calibrate(second, ItemModel::graded, options);
    const Calibration concurrent = calibrate(together, ItemModel::graded, {});
    const double error = *linking_error_at(*link, 0);
    EXPECT_GT(error, 0);
    EXPECT_NEAR(linked.mean, fixed.groups[0].mean, 0.3);
    EXPECT_NEAR(linked.mean, concurrent.groups[1].mean, 0.3);
}

TEST(Linking, leaves_out_items_that_are_not_the_same) {
    Calibration a;
    Calibration b;
    a.items = {{{1, {1, -1}}, {0, 1, 2}, ItemEnd::estimated}, {{1, {1}}, {0, 2}, ItemEnd::estimated}, {{}, {1}, ItemEnd::no_variance}};
    b.items = {{{1, {1, -1}}, {0, 1, 2}, ItemEnd::estimated}, {{1, {1}}, {1, 2}, ItemEnd::estimated}, {{1, {1}}, {0, 1}, ItemEnd::estimated}};
    using Pairs = std::vector<std::pair<std::size_t, std::size_t>>;
    EXPECT_EQ(common_items(a, b, Pairs{{0, 0}, {1, 1}, {2, 2}}).size(), 1U);
    EXPECT_THROW(static_cast<void>(common_items(a, b, Pairs{{0, 3}})), std::invalid_argument);
    const std::vector<std::size_t> categories{3, 3, 3};
    const auto fixed = fixed_items(a, Pairs{{0, 1}, {1, 0}, {2, 2}}, categories);
    EXPECT_FALSE(fixed[0]) << "a category was not used";
    EXPECT_EQ(fixed[1], a.items[0].parameters);
    EXPECT_FALSE(fixed[2]);
    EXPECT_THROW(static_cast<void>(fixed_items(a, Pairs{{0, 3}}, categories)), std::invalid_argument);
    EXPECT_THROW(static_cast<void>(link_scales(ItemModel::graded, {{{1, {1, 0}}, {1, {1}}, {}}})), std::invalid_argument);
    EXPECT_THROW(static_cast<void>(link_scales(ItemModel::graded, {{{1, {1}}, {1, {1}}, {0, 1, 2}}})), std::invalid_argument);
    EXPECT_THAT(transformed(a, {2, 0}).items[2].parameters.intercepts, testing::IsEmpty());
}

}  // namespace
}  // namespace capgap
