#include "survey/sample.hpp"

#include <capgap/pipeline/round_counts.hpp>
#include <capgap/pipeline/vignette_quality.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace capgap {
namespace {

using testing::ElementsAre;

/// b1 with two vignettes, on options worth 0, 2, 1, nothing and 2.
Survey survey_with(bool reversed) {
    SurveyContent content = sample::survey_content();
    Scale scale{ScaleId("mixed"), sample::in_survey(20), {}};
    for (const char* score : {"0", "2", "1", "-", "2"}) {
        const std::string id = "o" + std::to_string(scale.options.size());
        scale.options.push_back({OptionId(id), sample::in_survey(21), sample::text(id, sample::in_survey(21)), Decimal::parse(score)});
    }
    content.scales.push_back(scale);
    content.items[2].scale = ScaleId("mixed");
    content.items[2].reversed = reversed;
    for (const char* id : {"low", "high"}) {
        content.items.push_back(sample::vignette(id, "b1", 40));
        content.items.back().scale = ScaleId("mixed");
    }
    return Survey::make(content, sample::framework()).value().value;
}

VignetteCounts counted(bool reversed, const std::vector<std::vector<std::int8_t>>& people, const std::vector<std::uint8_t>& respondent) {
    const Survey survey = survey_with(reversed);
    const ScoringKey key(survey);
    const VignetteCounter counter(survey, key);
    ScoredBatch scored;
    scored.rows = people.size();
    scored.respondent = respondent;
    scored.answer.assign(survey.items().size(), std::vector<std::int8_t>(people.size(), Batch::empty));
    for (std::size_t row = 0; row < people.size(); ++row) {
        scored.answer[2][row] = people[row][0];
        scored.answer[7][row] = people[row][1];
        scored.answer[8][row] = people[row][2];
    }
    std::vector<VignetteCounts> counts = counter.nobody();
    EXPECT_EQ(counts.size(), 1U);
    counter.add(scored, counts);
    return counts[0];
}

TEST(VignetteCounter, answers_count_by_their_scores) {
    const VignetteCounts counts = counted(false, {{2, 0, 1}, {1, 0, 4}, {0, 2, 1}}, {1, 1, 1});
    EXPECT_EQ(counts.people({3, 3}), 1) << "1 between 0 and 2";
    EXPECT_EQ(counts.people({4, 4}), 1) << "two options of equal scores are alike";
    EXPECT_EQ(counts.people({1, 1}), 1);
    EXPECT_THAT(counts.pairs(), ElementsAre(VignettePair{0, 1, 3, 0, 0}));
}

TEST(VignetteCounter, a_reversed_item_turns_its_vignettes_round) {
    const VignetteCounts counts = counted(true, {{2, 1, 0}, {0, 1, 2}}, {1, 1});
    EXPECT_EQ(counts.people({3, 3}), 1);
    EXPECT_EQ(counts.people({5, 5}), 1);
    EXPECT_THAT(counts.pairs(), ElementsAre(VignettePair{0, 1, 2, 0, 0}));
}

TEST(VignetteCounter, who_lacks_an_answer_is_in_no_pair) {
    const VignetteCounts counts =
        counted(false, {{3, 0, 1}, {2, Batch::do_not_know, 1}, {ScoredBatch::not_asked, 0, 1}, {2, 0, 3}, {2, 0, 1}, {2, 0, 1}}, {1, 1, 1, 1, 0, 1});
    EXPECT_EQ(counts.ranked(), 1);
    EXPECT_EQ(counts.incomplete(), 4);
    EXPECT_THAT(counts.pairs(), ElementsAre(VignettePair{0, 1, 1, 0, 0}));
}

TEST(VignetteCounter, counts_of_a_round_add_up) {
    CountLayout layout;
    layout.competencies = 1;
    RoundCounts a(layout, {}, {0});
    RoundCounts b(layout, {}, {0});
    a.vignettes.emplace_back(2);
    b.vignettes.emplace_back(2);
    a.vignettes[0].add(1, std::vector<std::uint8_t>{0, 2});
    b.vignettes[0].add(1, std::vector<std::uint8_t>{0, 2}, 3);
    RoundCounts other(layout, {}, {0});
    EXPECT_FALSE(a.merge(std::move(other))) << "of a questionnaire without vignettes";
    RoundCounts three(layout, {}, {0});
    three.vignettes.emplace_back(3);
    EXPECT_FALSE(a.merge(std::move(three)));
    EXPECT_EQ(a.vignettes[0].people({3, 3}), 1);
    ASSERT_TRUE(a.merge(std::move(b)));
    EXPECT_EQ(a.vignettes[0].people({3, 3}), 4);
}

TEST(VignetteCounter, of_nobody) {
    EXPECT_EQ(counted(false, {}, {}).ranked(), 0);
    const Survey survey = Survey::make(sample::survey_content(), sample::framework()).value().value;
    const ScoringKey key(survey);
    EXPECT_TRUE(VignetteCounter(survey, key).nobody().empty());
}

}  // namespace
}  // namespace capgap
