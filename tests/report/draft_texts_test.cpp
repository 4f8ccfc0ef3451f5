// Words that nobody has reviewed, as readers of a language see them.

#include <capgap/report/draft_texts.hpp>

#include <gtest/gtest.h>

namespace capgap {
namespace {

Text text(TextStatus english, TextStatus french) {
    return Text({{"en", "x", english, {}, {}}, {"fr", "y", french, {}, {}}});
}

TEST(DraftTexts, are_those_of_the_language_or_that_stand_in_for_it) {
    const Text one = text(TextStatus::project, TextStatus::draft);
    EXPECT_FALSE(is_draft(one, "en"));
    EXPECT_TRUE(is_draft(one, "fr"));
    EXPECT_FALSE(is_draft(one, "pt"));
    EXPECT_TRUE(is_draft(text(TextStatus::draft, TextStatus::verbatim), "pt"));
    EXPECT_FALSE(is_draft(Text(), "en"));
}

TEST(DraftTexts, are_counted_wherever_a_file_holds_them) {
    const Text draft = text(TextStatus::project, TextStatus::draft);
    FrameworkContent framework;
    framework.title = draft;
    framework.levels.push_back({LevelId("a"), {}, draft, text(TextStatus::draft, TextStatus::rendering)});
    framework.competencies.emplace_back();
    framework.competencies.back().descriptors = {draft, draft};
    EXPECT_EQ(count_drafts(framework, "fr"), 4);
    EXPECT_EQ(count_drafts(framework, "en"), 1);

    SurveyContent survey;
    survey.items.emplace_back();
    survey.items.back().title = draft;
    survey.items.back().help = draft;
    survey.title_na = draft;
    survey.scales.emplace_back();
    survey.scales.back().options.resize(2);
    survey.scales.back().options[1].title = draft;
    EXPECT_EQ(count_drafts(survey, "fr"), 4);
    EXPECT_EQ(count_drafts(survey, "en"), 0);

    ProfilesContent profiles;
    profiles.profiles.emplace_back();
    profiles.profiles.back().title = draft;
    EXPECT_EQ(count_drafts(profiles, "fr"), 1);

    CatalogueContent catalogue;
    catalogue.remedies.emplace_back();
    catalogue.remedies.back().description = draft;
    EXPECT_EQ(count_drafts(catalogue, "fr"), 1);
    EXPECT_EQ(count_drafts(catalogue, "en"), 0);
}

}  // namespace
}  // namespace capgap
