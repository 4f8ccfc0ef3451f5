#include "survey/sample.hpp"

#include <capgap/scoring/scorer.hpp>
#include <capgap/survey/scoring_key.hpp>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace capgap {
namespace {

/// Five items on 1.1. With thirds written out there are a hundred million points to an item: too many sums for a table.
Survey survey_with(const std::vector<std::string>& scores) {
    SurveyContent content = sample::survey_content();
    content.scales.push_back(sample::scale("tried", scores, 100));
    content.items.erase(content.items.begin(), content.items.begin() + 2);
    for (int i = 0; i < 5; ++i) content.items.insert(content.items.begin(), sample::item("x" + std::to_string(i), "1.1", "tried", 30));
    content.scoring.min_answered = sample::decimal("0.5");
    return Survey::make(content, sample::framework()).value().value;
}

Codebook codebook_of(const Survey& survey) {
    Codebook book;
    for (const Item& item : survey.items()) book.items.push_back({item.id.text(), {}});
    return book;
}

std::vector<std::int8_t> some_answers() {
    return *rc::gen::container<std::vector<std::int8_t>>(
        5, rc::gen::element<std::int8_t>(0, 1, 2, 3, 0, 1, 2, 3, Batch::empty, Batch::not_applicable, Batch::do_not_know, Batch::refused));
}

/// One person's answers to the five items, nothing to the others.
Batch batch_of(const std::vector<std::int8_t>& answers, const Survey& survey) {
    Batch batch;
    batch.rows = 1;
    batch.item.assign(survey.items().size(), {Batch::empty});
    for (std::size_t i = 0; i < answers.size(); ++i) batch.item[i] = {answers[i]};
    return batch;
}

/// The outcome by the definition, and the score and level that the key says.
void check_scored(const std::vector<std::string>& scores) {
    const Survey survey = survey_with(scores);
    const ScoringKey key(survey);
    const Codebook book = codebook_of(survey);
    const Scorer scorer(survey, key, book, survey.competencies());
    const std::vector<std::int8_t> answers = some_answers();
    ScoredBatch scored;
    scorer.score(batch_of(answers, survey), scored);

    std::int64_t points = 0;
    std::int64_t answered = 0;
    std::int64_t asked = 0;
    bool unknown = false;
    for (std::size_t i = 0; i < answers.size(); ++i) {
        if (answers[i] == Batch::not_applicable) continue;
        ++asked;
        unknown = unknown || answers[i] == Batch::do_not_know;
        if (answers[i] < 0) continue;
        ++answered;
        points += key.points(i, static_cast<std::size_t>(answers[i]));
    }
    const ScoredBatch::Competency& column = scored.competencies[0];
    RC_ASSERT(column.items_asked[0] == asked);
    RC_ASSERT(column.items_answered[0] == answered);
    RC_ASSERT((scored.respondent[0] == 1) == (answered > 0));
    if (asked == 0) {
        RC_ASSERT(column.outcome[0] == Outcome::not_applicable);
    } else if (2 * answered < asked || answered == 0) {
        RC_ASSERT(column.outcome[0] == (unknown ? Outcome::do_not_know : Outcome::missing));
        RC_ASSERT(column.level[0] == 0);
    } else {
        RC_ASSERT(column.outcome[0] == Outcome::scored);
        RC_ASSERT(column.level[0] == *key.level(0, points, answered));
        RC_ASSERT(column.score_0_100[0] == key.score_0_100(0, points, answered));
    }
}

TEST(Scorer, a_vignette_enters_no_score_and_makes_nobody_a_respondent) {
    SurveyContent content = sample::survey_content();
    content.items.push_back(sample::vignette("v", "a1", 40));
    const Survey survey = Survey::make(content, sample::framework()).value().value;
    const ScoringKey key(survey);
    EXPECT_EQ(key.points(7, 3), ScoringKey::no_points);
    const Codebook book = codebook_of(survey);
    Batch batch;
    batch.rows = 2;
    batch.item.assign(8, {Batch::empty, Batch::empty});
    batch.item[0] = {Batch::empty, 1};
    batch.item[7] = {3, 3};
    ScoredBatch scored;
    Scorer(survey, key, book, survey.competencies()).score(batch, scored);
    EXPECT_EQ(scored.respondent, (std::vector<std::uint8_t>{0, 1}));
    EXPECT_EQ(scored.answer[7], (std::vector<std::int8_t>{3, 3}));
    EXPECT_EQ(scored.competencies[0].items_asked[1], 2);
    EXPECT_EQ(scored.competencies[0].items_answered[1], 1);
    EXPECT_EQ(scored.competencies[0].score_0_100[1], 100. / 3);
}

RC_GTEST_PROP(Scorer, few_points_are_looked_up, ()) {
    check_scored({"0", "1", "2", "3"});
}

RC_GTEST_PROP(Scorer, many_points_are_reckoned, ()) {
    check_scored({"0", "33.333333", "66.666667", "100"});
}

}  // namespace
}  // namespace capgap
