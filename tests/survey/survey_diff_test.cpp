#include "sample.hpp"

#include <capgap/survey/survey_diff.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

namespace capgap {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Differences after(const std::function<void(SurveyContent&)>& change) {
    SurveyContent content = sample::survey_content();
    change(content);
    return diff(sample::survey_content(), content);
}

Text words(const std::string& text) {
    return sample::text(text, sample::in_survey(1));
}

/// By competency: "= ~ !" for comparable, with care, not comparable.
std::string signs(const Differences& differences) {
    std::string out;
    for (const Verdict& one : differences.verdicts) out += "=~!"[static_cast<std::size_t>(one.comparability)];
    return out;
}

/// "item a1, title: reworded"
std::vector<std::string> changes(const Differences& differences) {
    std::vector<std::string> out;
    for (const Change& one : differences.changes) out.push_back(one.what + ' ' + one.id + ", " + one.part + ": " + std::string(to_string(one.kind)));
    return out;
}

TEST(SurveyDiff, of_a_survey_and_itself_is_empty) {
    const Differences same = after([](SurveyContent&) {});
    EXPECT_THAT(same.changes, IsEmpty());
    EXPECT_EQ(signs(same), "===");
}

TEST(SurveyDiff, an_item_in_other_words_wants_care) {
    const Differences differences = after([](SurveyContent& content) { content.items[0].title = words("Other words"); });
    EXPECT_THAT(changes(differences), ElementsAre("item a1, title: reworded"));
    EXPECT_EQ(signs(differences), "~==");
    EXPECT_THAT(differences.verdicts.front().reasons, ElementsAre("the item 'a1' reworded in 'en'"));
}

TEST(SurveyDiff, items_added_removed_moved_and_turned_round_are_not_comparable) {
    EXPECT_EQ(signs(after([](SurveyContent& content) { content.items.erase(content.items.begin()); })), "!==");
    EXPECT_EQ(signs(after([](SurveyContent& content) { content.items.push_back(sample::item("d1", "1.2", "four", 40)); })), "=!=");
    EXPECT_EQ(signs(after([](SurveyContent& content) { content.items[0].competency = CompetencyId("2.1"); })), "!=!");
    EXPECT_EQ(signs(after([](SurveyContent& content) { content.items[0].reversed = true; })), "!==");
    EXPECT_EQ(signs(after([](SurveyContent& content) { content.items[0].ask_if = Condition{"profile", {"clerk"}, {}}; })), "!==");
    const Differences gone = after([](SurveyContent& content) { content.items.erase(content.items.begin(), content.items.begin() + 2); });
    EXPECT_THAT(gone.verdicts[0].reasons, ElementsAre("items 'a1' and 'a2' removed"));
    const Differences moved = after([](SurveyContent& content) { content.items[0].competency = CompetencyId("2.1"); });
    EXPECT_THAT(moved.verdicts[2].reasons, ElementsAre("the item 'a1' measured competency 1.1, now competency 2.1"));
}

TEST(SurveyDiff, what_an_answer_counts_decides_and_not_how_the_scale_is_called) {
    const Differences scores = after([](SurveyContent& content) { content.scales[0].options[3].score = sample::decimal("4"); });
    EXPECT_EQ(signs(scores), "!!!");
    EXPECT_THAT(scores.changes.front().was, HasSubstr("3=3"));
    EXPECT_THAT(scores.changes.front().is, HasSubstr("3=4"));
    EXPECT_EQ(signs(after([](SurveyContent& content) { content.scales[0].options.pop_back(); })), "!!!");
    EXPECT_EQ(signs(after([](SurveyContent& content) { content.scales[0].options[0].title = words("Never"); })), "~~~");
    EXPECT_EQ(signs(after([](SurveyContent& content) {
                  content.scales.push_back(content.scales[0]);
                  content.scales[1].id = ScaleId("copy");
                  content.items[0].scale = ScaleId("copy");
              })),
              "~==");
}

TEST(SurveyDiff, scoring_holds_for_all) {
    EXPECT_EQ(signs(after([](SurveyContent& content) { content.scoring.cut_scores[0] = sample::decimal("40"); })), "!!!");
    EXPECT_EQ(signs(after([](SurveyContent& content) { content.scoring.min_answered = sample::decimal("0.7"); })), "~~~");
    EXPECT_EQ(signs(after([](SurveyContent& content) { content.scoring.match_bands[0] = sample::decimal("25"); })), "===") << "no score hangs on it";
    EXPECT_EQ(signs(after([](SurveyContent& content) { content.unit = Unit::institution; })), "!!!");
    EXPECT_EQ(signs(after([](SurveyContent& content) { content.title_na = words("Not mine"); })), "===") << "there was no such text";
}

TEST(SurveyDiff, attitudes_and_background_questions_are_listed_and_judge_nothing) {
    const Differences differences = after([](SurveyContent& content) {
        content.items.back().title = words("Other words");
        content.background[0].options.pop_back();
        content.background[1].sensitive = true;
        content.background.push_back(sample::background("age", {"young", "old"}, 70));
        content.notice->contact = words("Somebody else");
    });
    EXPECT_THAT(changes(differences),
                ElementsAre("item t1, title: reworded", "background question gender, options: changed", "background question region, use: changed",
                            "background question age, : added", "notice , contact: reworded"));
    EXPECT_EQ(signs(differences), "===");
}

TEST(SurveyDiff, a_language_more_is_said_once) {
    const Differences differences = after([](SurveyContent& content) {
        content.head.languages.push_back("pt");
        for (Item& item : content.items)
            item.title = Text({item.title.entries().front(), {"pt", "Em português", TextStatus::project, SourceId("us"), {}}});
    });
    EXPECT_THAT(changes(differences), ElementsAre("language pt, : added"));
    EXPECT_EQ(signs(differences), "===");
}

TEST(SurveyDiff, rests_on_the_frameworks_too) {
    Differences surveys = after([](SurveyContent& content) { content.items[0].title = words("Other words"); });
    Differences frameworks;
    frameworks.relation = "dcf-xx 1.0 extends dcf 1.0";
    frameworks.verdicts = {{"1.1", Comparability::comparable, {"in the core of dcf-xx 1.0"}}, {"1.2", Comparability::with_care, {"not in the core"}}};
    add_verdicts_of_frameworks(surveys, frameworks);
    EXPECT_EQ(signs(surveys), "~~=");
    EXPECT_THAT(surveys.verdicts[0].reasons, ElementsAre("the item 'a1' reworded in 'en'"));
    EXPECT_THAT(surveys.verdicts[1].reasons, ElementsAre("framework: not in the core"));
    EXPECT_EQ(surveys.relation, "dcf-xx 1.0 extends dcf 1.0");
}

}  // namespace
}  // namespace capgap
