#include "survey/sample.hpp"

#include <capgap/pipeline/round_counts.hpp>
#include <capgap/survey/scoring_key.hpp>

#include <gtest/gtest.h>

namespace capgap {
namespace {

/// The first two items measure 1.1.
Survey survey_with(const std::vector<std::string>& scores) {
    SurveyContent content = sample::survey_content();
    content.scales.push_back(sample::scale("tried", scores, 100));
    for (std::size_t i = 0; i < 2; ++i) content.items[i].scale = ScaleId("tried");
    return Survey::make(content, sample::framework()).value().value;
}

double alpha_of(const std::vector<std::string>& scores) {
    const Survey survey = survey_with(scores);
    const ScoringKey key(survey);
    CountLayout layout;
    layout.competencies = survey.competencies();
    RoundCounts counts(layout, std::vector<std::size_t>(survey.items().size(), 5), {2, 0, 0});
    Batch batch;
    ScoredBatch scored;
    batch.rows = scored.rows = 6;
    scored.respondent = {1, 1, 1, 1, 1, 0};  // the fifth leaves an item empty, the sixth is no respondent
    scored.answer.assign(survey.items().size(), std::vector<std::int8_t>(6, Batch::empty));
    scored.answer[0] = {1, 2, 3, 4, 4, 4};
    scored.answer[1] = {2, 2, 4, 4, Batch::empty, 0};
    scored.competencies.assign(layout.competencies, {std::vector<Outcome>(6, Outcome::missing), std::vector<std::int8_t>(6), std::vector<double>(6),
                                                     std::vector<std::uint16_t>(6), std::vector<std::uint16_t>(6)});
    batch.institution.assign(6, 0);
    batch.profile.assign(6, Batch::no_profile);
    counts.add_items(scored, key, {{0, 1}, {}, {}});
    EXPECT_EQ(counts.covariances[0].people(), 4);
    return *cronbach_alpha(counts.covariances[0]);
}

// Worked by hand in tests/measurement: items (1,2,3,4) and (2,2,4,4) have an alpha of 16/17; points in proportion have the same.
TEST(RoundCounts, complete_cases_of_few_points_and_of_many) {
    EXPECT_NEAR(alpha_of({"0", "1", "2", "3", "4"}), 16.0 / 17, 1e-15);
    EXPECT_NEAR(alpha_of({"0", "25.000001", "50", "75", "100"}), 16.0 / 17, 1e-6);
}

// Seven items of five options have more patterns than are counted: each person is added by itself.
TEST(RoundCounts, patterns_of_many_items) {
    SurveyContent content = sample::survey_content();
    content.scales.push_back(sample::scale("tried", {"0", "1", "2", "3", "4"}, 100));
    content.items.erase(content.items.begin(), content.items.begin() + 2);
    for (int i = 0; i < 7; ++i) content.items.insert(content.items.begin(), sample::item("x" + std::to_string(i), "1.1", "tried", 30));
    const Survey survey = Survey::make(content, sample::framework()).value().value;
    const ScoringKey key(survey);
    CountLayout layout;
    layout.competencies = survey.competencies();
    RoundCounts counts(layout, std::vector<std::size_t>(survey.items().size(), 5), {7, 0, 0});
    ScoredBatch scored;
    scored.rows = 3;
    scored.respondent = {1, 1, 1};
    scored.answer.assign(survey.items().size(), {0, 1, 2});
    counts.add_items(scored, key, {{0, 1, 2, 3, 4, 5, 6}, {}, {}});
    EXPECT_EQ(counts.covariances[0].people(), 3);
    EXPECT_NEAR(*cronbach_alpha(counts.covariances[0]), 1, 1e-15);  // all items alike
}

}  // namespace
}  // namespace capgap
