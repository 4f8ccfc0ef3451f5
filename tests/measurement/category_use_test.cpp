#include <capgap/measurement/category_use.hpp>

#include <capgap/measurement/item_findings.hpp>

#include <measurement/known_calibration.hpp>
#include <measurement/no_answer.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace capgap {
namespace {

using namespace psychometric;
using testing::ElementsAre;

/// By looking at many places of theta.
std::vector<bool> looked_at(ItemModel model, const ItemParameters& item) {
    std::vector<bool> never(item.categories(), true);
    std::vector<double> p(item.categories());
    for (int i = -40000; i <= 40000; ++i) {
        category_probabilities(model, item, i / 2000.0, p);
        never[static_cast<std::size_t>(std::max_element(p.begin(), p.end()) - p.begin())] = false;
    }
    return never;
}

TEST(NeverMostLikely, is_what_one_sees_on_a_fine_grid) {
    const std::vector<std::vector<double>> graded{{2, 0.5, -0.5, -2}, {1, 0.8, 0.6, -3}, {1, 0.9, 0.8, 0.7}, {0.3}, {2.2, 2.0, -1}};
    const std::vector<std::vector<double>> adjacent{{2, 0.5, -0.5, -2}, {-1, 1, 2, -3}, {0.5, 0.6, -2}, {1}, {0, 0, 1.3, -0.2}};
    for (const double slope : {0.7, 2.0, -1.2}) {
        for (const auto& d : graded) EXPECT_EQ(never_most_likely(ItemModel::graded, {slope, d}), looked_at(ItemModel::graded, {slope, d}));
        for (const auto& d : adjacent) {
            EXPECT_EQ(never_most_likely(ItemModel::generalised_partial_credit, {slope, d}),
                      looked_at(ItemModel::generalised_partial_credit, {slope, d}));
        }
    }
}

// Partial credit with three categories: the middle one is the most likely between its difficulties, if they rise.
TEST(NeverMostLikely, of_three_categories_in_closed_form) {
    EXPECT_THAT(never_most_likely(ItemModel::partial_credit, {1, {0.1, 0.0}}), ElementsAre(false, false, false));
    EXPECT_THAT(never_most_likely(ItemModel::partial_credit, {1, {0.0, 0.1}}), ElementsAre(false, true, false));
    // Graded: b -+ h; P_1 = P_0 = P_2 at b where 1 - 2F = F, F = 1/3 there: h = log 2 on a slope of 1.
    EXPECT_THAT(never_most_likely(ItemModel::graded, {1, {0.70, -0.70}}), ElementsAre(false, false, false));
    EXPECT_THAT(never_most_likely(ItemModel::graded, {1, {0.69, -0.69}}), ElementsAre(false, true, false));
    EXPECT_THAT(never_most_likely(ItemModel::graded, {0, {2, -1}}), ElementsAre(true, false, true));
}

struct Use {
    AnswerTable answers{{4, 3, 2}};
    Calibration calibration = known(ItemModel::partial_credit, {{1, {0.0, 0.5}}, {1, {1, -1}}, {1, {0}}});

    Use() {
        calibration.items[0].used = {0, 2, 3};
        calibration.items[2].end = ItemEnd::no_variance;
        answers.add(std::vector<std::uint8_t>{0, 1, 1});
        answers.add(std::vector<std::uint8_t>{2, no_answer, 1}, 0.5);
        answers.add(std::vector<std::uint8_t>{3, 2, 1});
        answers.add(std::vector<std::uint8_t>{1, 0, 0}, 0);
    }
};

TEST(CategoryUse, counts_people_and_weights) {
    const Use use;
    const auto found = category_use(use.answers, use.calibration);
    EXPECT_EQ(found[0].categories[1].people, 0);
    EXPECT_EQ(found[0].categories[1].never_most_likely, std::nullopt);
    EXPECT_EQ(found[0].categories[2].people, 1);
    EXPECT_EQ(found[0].categories[2].weight, 0.5);
    EXPECT_EQ(found[0].categories[2].never_most_likely, true);
    EXPECT_EQ(found[0].disordered, true);
    EXPECT_EQ(found[1].disordered, false);
    EXPECT_EQ(found[1].missing, 1);
    EXPECT_EQ(found[2].categories[1].people, 3);
    EXPECT_EQ(found[2].disordered, std::nullopt);
    EXPECT_EQ(category_use(AnswerTable({4, 3, 2}), use.calibration)[0].categories.size(), 4U);
}

TEST(CategoryUse, does_not_call_graded_items_disordered) {
    AnswerTable answers({3});
    EXPECT_EQ(category_use(answers, known(ItemModel::graded, {{1, {1, 0}}}))[0].disordered, std::nullopt);
}

std::vector<std::string> words(const std::vector<ItemFinding>& findings) {
    std::vector<std::string> out;
    for (const ItemFinding& one : findings) {
        out.push_back(std::to_string(one.item) + " " + std::string(to_string(one.kind)));
        if (one.category) out.back() += " " + std::to_string(*one.category);
        if (one.other) out.back() += " " + std::to_string(*one.other);
    }
    return out;
}

TEST(ItemFindings, say_what_stands_out) {
    const Use use;
    const auto uses = category_use(use.answers, use.calibration);
    const std::vector<std::optional<double>> item_rest{0.31, 0.29, std::nullopt};
    const std::vector<MeanSquares> squares{{1.5, 0.5, 9}, {1.0, 1.0, 9}, {std::nullopt, std::nullopt, 0}};
    std::vector<FitTest> tests(3);
    tests[0].test = FitStatistic{50, 10, 1e-6, 0.05, 0, 0};
    tests[1].test = FitStatistic{20, 10, 0.04, 0.05, 0, 0};
    const std::vector<ResidualCorrelation> pairs{{0, 1, 0.3, 0.25, 9}, {1, 2, std::nullopt, std::nullopt, 2}};
    EXPECT_THAT(
        words(item_findings({use.calibration.items, item_rest, squares, tests, pairs, uses}, {.least_items_for_redundant = 3, .least_people = 2})),
        ElementsAre("0 erratic", "0 redundant", "0 misfit", "0 depends_on_item 1", "0 unused_category 1", "0 rare_category 0", "0 rare_category 2",
                    "0 rare_category 3", "0 never_likely_category 2", "0 disordered_steps", "1 apart_from_others", "1 misfit", "1 unused_category 0",
                    "1 rare_category 1", "1 rare_category 2", "2 no_variance", "2 unused_category 0"));
    const auto few = words(item_findings({{}, {}, squares, {}, {}, {}}));
    EXPECT_THAT(few, ElementsAre("0 erratic")) << "what repeats others is not told of three items";
    EXPECT_TRUE(item_findings({}).empty());
    const std::vector<std::optional<double>> against{-0.1};
    const auto one = item_findings({{}, against, {}, {}, {}, {}});
    EXPECT_THAT(words(one), ElementsAre("0 runs_against_others"));
    EXPECT_EQ(one[0].value, -0.1);
}

}  // namespace
}  // namespace capgap
