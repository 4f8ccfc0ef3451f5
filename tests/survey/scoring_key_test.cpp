#include "sample.hpp"

#include <capgap/survey/scoring_key.hpp>

#include <boost/multiprecision/cpp_int.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace capgap {
namespace {

using boost::multiprecision::cpp_rational;
using sample::decimal;
using sample::item;
using sample::scale;
using sample::survey_content;
using testing::ElementsAre;

/// A survey whose first items, one for each scale, measure 1.1; the cuts are the framework's two.
SurveyContent with_scales(const std::vector<std::vector<std::string>>& scales, const std::vector<std::string>& cuts = {"50", "75"}) {
    SurveyContent content = survey_content();
    content.items.erase(content.items.begin(), content.items.begin() + 2);
    for (std::size_t i = 0; i < scales.size(); ++i) {
        const std::string id = "scale" + std::to_string(i);
        content.scales.push_back(scale(id, scales[i], 100));
        content.items.insert(content.items.begin() + static_cast<std::ptrdiff_t>(i), item("x" + std::to_string(i), "1.1", id, 30));
    }
    content.scoring.cut_scores = {decimal(cuts[0]), decimal(cuts[1])};
    return content;
}

ScoringKey key_of(const SurveyContent& content) {
    return ScoringKey(Survey::make(content, sample::framework()).value().value);
}

std::vector<std::int64_t> points_of(const ScoringKey& key, std::size_t item_index, std::size_t options) {
    std::vector<std::int64_t> points;
    for (std::size_t option = 0; option < options; ++option) points.push_back(key.points(item_index, option));
    return points;
}

TEST(ScoringKey, reaches_a_cut_that_floating_point_misses) {
    // Answers 0, 1, 2, 3 of 0..3: the mean of the fractions 0, 1/3, 2/3, 1 is 1/2, and so is that of 2, 2, 2, 0 and of 1, 1, 1, 3.
    double missed = 100;
    for (const auto& fractions :
         {std::array{2 / 3.0, 2 / 3.0, 2 / 3.0, 0.0}, std::array{0.0, 1 / 3.0, 2 / 3.0, 1.0}, std::array{1.0, 1 / 3.0, 1 / 3.0, 1 / 3.0}}) {
        double sum = 0;
        for (const double fraction : fractions) sum += 100 * fraction / 4;
        missed = std::min(missed, sum);
    }
    EXPECT_LT(missed, 50.0) << "the obvious computation is wrong, which is why there is a key";

    const std::vector<std::string> four{"0", "1", "2", "3"};
    const ScoringKey key = key_of(with_scales({four, four, four, four}));
    EXPECT_EQ(key.points_per_item(0), 3);
    EXPECT_EQ(key.level(0, 5, 4), 1);
    EXPECT_EQ(key.level(0, 6, 4), 2);
    EXPECT_EQ(key.score_0_100(0, 6, 4), 50.0);
    EXPECT_EQ(key.level(0, 8, 4), 2);
    EXPECT_EQ(key.level(0, 9, 4), 3) << "75 exactly";
}

TEST(ScoringKey, keeps_the_distances_between_scores) {
    const ScoringKey key = key_of(with_scales({{"0", "1", "3"}, {"-", "3", "0", "1"}}));
    EXPECT_EQ(key.points_per_item(0), 3);
    EXPECT_THAT(points_of(key, 0, 3), ElementsAre(0, 1, 3));
    EXPECT_THAT(points_of(key, 1, 4), ElementsAre(-1, 3, 0, 1));
}

TEST(ScoringKey, turns_reversed_items_round) {
    SurveyContent content = with_scales({{"0", "1", "3", "-"}});
    content.items[0].reversed = true;
    EXPECT_THAT(points_of(key_of(content), 0, 4), ElementsAre(3, 2, 0, -1));
}

TEST(ScoringKey, is_exact_for_decimals) {
    const ScoringKey key = key_of(with_scales({{"0", "0.5", "1.25"}}));
    EXPECT_EQ(key.points_per_item(0), 5);
    EXPECT_THAT(points_of(key, 0, 3), ElementsAre(0, 2, 5));
    EXPECT_EQ(key.score_0_100(0, 2, 1), 40.0);
}

TEST(ScoringKey, gives_items_of_different_ranges_the_same_weight) {
    // 0..1 by halves, 1..5 by ones, -3..3 by threes: fractions 1/2, 1/4, 1/2.
    const ScoringKey key = key_of(with_scales({{"0", "0.5", "1"}, {"1", "2", "3", "4", "5"}, {"-3", "0", "3"}}));
    EXPECT_EQ(key.points_per_item(0), 4);
    EXPECT_THAT(points_of(key, 0, 3), ElementsAre(0, 2, 4));
    EXPECT_THAT(points_of(key, 1, 5), ElementsAre(0, 1, 2, 3, 4));
    EXPECT_THAT(points_of(key, 2, 3), ElementsAre(0, 2, 4));
}

TEST(ScoringKey, has_no_points_for_attitudes) {
    const ScoringKey key = key_of(survey_content());
    EXPECT_THAT(points_of(key, 6, 4), ElementsAre(-1, -1, -1, -1));
}

TEST(ScoringKey, asks_for_enough_answers) {
    SurveyContent content = survey_content();
    const ScoringKey half = key_of(content);
    EXPECT_TRUE(half.enough(1, 2));
    EXPECT_FALSE(half.enough(1, 3));
    EXPECT_TRUE(half.enough(2, 3));
    EXPECT_FALSE(half.enough(0, 3));
    EXPECT_FALSE(half.enough(0, 0));
    content.scoring.min_answered = decimal("0.333333");
    EXPECT_TRUE(key_of(content).enough(1, 3));
    content.scoring.min_answered = decimal("0.333334");
    EXPECT_FALSE(key_of(content).enough(1, 3));
    content.scoring.min_answered = decimal("0.000001");
    EXPECT_FALSE(key_of(content).enough(0, 1)) << "no answer is never enough";
}

TEST(ScoringKey, compares_with_cuts_of_six_decimals) {
    const std::vector<std::string> four{"0", "1", "2", "3"};
    const ScoringKey below = key_of(with_scales({four}, {"33.333333", "66.666667"}));
    EXPECT_EQ(below.level(0, 1, 1), 2) << "100/3 >= 33.333333";
    EXPECT_EQ(below.level(0, 2, 1), 2) << "200/3 < 66.666667";
    const ScoringKey above = key_of(with_scales({four}, {"33.333334", "66.666666"}));
    EXPECT_EQ(above.level(0, 1, 1), 1);
    EXPECT_EQ(above.level(0, 2, 1), 3);
}

TEST(ScoringKey, has_no_level_without_an_answer) {
    EXPECT_EQ(key_of(survey_content()).level(0, 0, 0), std::nullopt);
}

TEST(ScoringKey, reaches_the_highest_level_with_a_cut_of_100) {
    const ScoringKey key = key_of(with_scales({{"0", "1"}}, {"50", "100"}));
    EXPECT_EQ(key.level(0, 2, 2), 3);
    EXPECT_EQ(key.level(0, 1, 2), 2);
    EXPECT_EQ(key.level(0, 0, 2), 1);
}

TEST(ScoringKey, holds_the_largest_denominator) {
    // 65536 * 32767 points an item, 300 answers of the highest score.
    const ScoringKey key = key_of(with_scales({{"0", "0.000001", "0.065536"}, {"0", "0.000001", "0.032767"}}));
    const std::int64_t full = std::int64_t{65536} * 32767;
    EXPECT_EQ(key.points_per_item(0), full);
    EXPECT_EQ(key.points(0, 1), 32767);
    EXPECT_EQ(key.points(1, 1), 65536);
    EXPECT_EQ(key.level(0, 300 * full, 300), 3);
    EXPECT_EQ(key.level(0, 150 * full - 1, 300), 1);
    EXPECT_EQ(key.level(0, 150 * full, 300), 2);
    EXPECT_EQ(key.score_0_100(0, 300 * full, 300), 100.0);
}

TEST(Denominator, is_that_of_the_fractions_of_the_range) {
    EXPECT_EQ(denominator(scale("s", {"0", "1", "2", "3"}, 1)), 3);
    EXPECT_EQ(denominator(scale("s", {"2", "4", "8"}, 1)), 3);
    EXPECT_EQ(denominator(scale("s", {"0", "10"}, 1)), 1);
    EXPECT_EQ(denominator(scale("s", {"5"}, 1)), 0);
    EXPECT_EQ(denominator(scale("s", {"-", "-"}, 1)), 0);
    EXPECT_EQ(denominator(scale("s", {}, 1)), 0);
    EXPECT_EQ(denominator(scale("s", {"-1000000000000", "-999999999999.999999", "1000000000000"}, 1)), 2'000'000'000'000'000'000);
}

TEST(CommonDenominator, is_bounded) {
    const std::int64_t most = ScoringKey::max_points_per_item;
    EXPECT_EQ(common_denominator(4, 6), 12);
    EXPECT_EQ(common_denominator(1, most), most);
    EXPECT_EQ(common_denominator(most, most / 2), most);
    EXPECT_EQ(common_denominator(most, 3), std::nullopt);
    EXPECT_EQ(common_denominator(1, most + 1), std::nullopt);
    EXPECT_EQ(common_denominator(most - 1, most), std::nullopt);
    EXPECT_EQ(common_denominator(std::numeric_limits<std::int64_t>::max(), 1), std::nullopt);
}

/// Section 2 of methods.md, written down once more in rational numbers.
struct ExactScore {
    cpp_rational sum = 0;
    std::int64_t answered = 0;

    void add(const Scale& on, std::size_t option, bool reversed) {
        if (!on.options[option].score) return;
        std::vector<cpp_rational> scores;
        for (const Option& each : on.options) {
            if (each.score) scores.emplace_back(each.score->millionths(), Decimal::per_unit);
        }
        const auto [low, high] = std::minmax_element(scores.begin(), scores.end());
        cpp_rational value(on.options[option].score->millionths(), Decimal::per_unit);
        if (reversed) value = *high + *low - value;
        sum += (value - *low) / (*high - *low);
        ++answered;
    }

    cpp_rational score_0_100() const { return 100 * sum / answered; }

    int level(const std::vector<Decimal>& cuts) const {
        return 1 + static_cast<int>(std::count_if(
                       cuts.begin(), cuts.end(), [this](Decimal cut) { return score_0_100() >= cpp_rational(cut.millionths(), Decimal::per_unit); }));
    }
};

/// Scores of the kinds that people write, few different ones so that ties with cuts occur.
rc::Gen<std::vector<std::string>> some_scores() {
    const auto score =
        rc::gen::element<std::string>("0", "1", "2", "3", "4", "5", "7", "10", "-1", "-2", "0.5", "1.25", "2.5", "0.333333", "0.1", "-");
    return rc::gen::suchThat(
        rc::gen::resize(6, rc::gen::nonEmpty(rc::gen::unique<std::vector<std::string>>(score))), [](const std::vector<std::string>& scores) {
            return scores.size() >= 2 && scores.size() - static_cast<std::size_t>(std::count(scores.begin(), scores.end(), "-")) >= 2;
        });
}

/// A cut anywhere, or a millionth below, at or above the score.
std::int64_t some_cut(const ExactScore& exact) {
    if (exact.answered == 0 || *rc::gen::inRange(0, 3) == 0) return *rc::gen::inRange<std::int64_t>(0, 100'000'000);
    const cpp_rational millionths = exact.score_0_100() * Decimal::per_unit;
    const auto floor = static_cast<std::int64_t>(boost::multiprecision::cpp_int(numerator(millionths) / denominator(millionths)));
    return std::clamp<std::int64_t>(floor + *rc::gen::inRange(-1, 2), 0, 99'999'999);
}

TEST(ScoringKey, property_agrees_with_rational_numbers) {
    EXPECT_TRUE(rc::check([] {
        const auto scales = *rc::gen::resize(5, rc::gen::nonEmpty(rc::gen::container<std::vector<std::vector<std::string>>>(some_scores())));
        SurveyContent content = with_scales(scales);
        std::vector<std::size_t> answers;
        ExactScore exact;
        for (std::size_t i = 0; i < scales.size(); ++i) {
            content.items[i].reversed = *rc::gen::arbitrary<bool>();
            answers.push_back(*rc::gen::inRange<std::size_t>(0, scales[i].size()));
            exact.add(content.scales[i + 1], answers[i], content.items[i].reversed);
        }
        const std::int64_t cut = some_cut(exact);
        content.scoring.cut_scores = {Decimal::of_millionths(cut), Decimal::of_millionths(*rc::gen::inRange<std::int64_t>(cut + 1, 100'000'001))};
        content.scoring.min_answered = Decimal::of_millionths(*rc::gen::inRange<std::int64_t>(1, 1'000'001));
        const auto made = Survey::make(content, sample::framework());
        RC_PRE(made.has_value());  // refused where the denominators are too fine
        const ScoringKey key(made->value);

        std::int64_t sum_of_points = 0;
        std::int64_t answered = 0;
        for (std::size_t i = 0; i < scales.size(); ++i) {
            const std::int64_t points = key.points(i, answers[i]);
            RC_ASSERT(points >= -1 && points <= key.points_per_item(0));
            if (points < 0) continue;
            sum_of_points += points;
            ++answered;
        }
        const auto asked = static_cast<std::int64_t>(scales.size());
        RC_ASSERT(answered == exact.answered);
        RC_ASSERT(key.enough(answered, asked) ==
                  (answered > 0 && cpp_rational(answered, asked) >= cpp_rational(content.scoring.min_answered.millionths(), Decimal::per_unit)));
        if (answered == 0) {
            RC_ASSERT(!key.level(0, 0, 0));
            return;
        }
        RC_CLASSIFY(exact.score_0_100() == cpp_rational(cut, Decimal::per_unit), "on a cut");
        RC_ASSERT(key.level(0, sum_of_points, answered) == exact.level(content.scoring.cut_scores));
        // Correctly rounded: neither neighbour lies nearer to the exact score.
        const double score = key.score_0_100(0, sum_of_points, answered);
        const auto distance = [&exact](double candidate) -> cpp_rational { return abs(cpp_rational(candidate) - exact.score_0_100()); };
        RC_ASSERT(distance(score) <= distance(std::nextafter(score, 1000.0)));
        RC_ASSERT(distance(score) <= distance(std::nextafter(score, -1000.0)));
    }));
}

}  // namespace
}  // namespace capgap
