#include "sample.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace capgap {
namespace {

using sample::said;
using sample::survey_content;
using sample::vignette;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(SurveyVignettes, go_with_their_items_in_the_order_of_the_file) {
    auto content = survey_content();
    content.items.insert(content.items.begin(), vignette("low", "b1", 20));
    content.items.push_back(vignette("other", "a2", 40));
    content.items.push_back(vignette("high", "b1", 41));
    const auto made = Survey::make(std::move(content), sample::framework());
    ASSERT_TRUE(made.has_value());
    EXPECT_THAT(made->remarks, IsEmpty());
    const Survey& survey = made->value;
    EXPECT_THAT(survey.anchored_items(), ElementsAre(AnchoredItem{2, {8}}, AnchoredItem{3, {0, 9}}));
    EXPECT_TRUE(survey.is_vignette(0));
    EXPECT_FALSE(survey.is_vignette(1));
    EXPECT_EQ(survey.competency_of(0), std::nullopt);
    EXPECT_EQ(survey.attitude_of(0), std::nullopt);
}

TEST(SurveyVignettes, there_may_be_none) {
    EXPECT_THAT(Survey::make(survey_content(), sample::framework())->value.anchored_items(), IsEmpty());
}

TEST(SurveyVignettes, anchor_a_self_rating_on_the_same_scale) {
    auto content = survey_content();
    content.scales.push_back(sample::scale("five", {"0", "1", "2", "3", "4"}, 15));
    for (std::uint32_t line = 40; line < 46; ++line) content.items.push_back(vignette("v" + std::to_string(line), "a1", line));
    content.items[7].anchors = ItemId("a3");
    content.items[8].anchors = ItemId("t1");
    content.items[9].anchors = ItemId("v42");
    content.items[10].anchors = ItemId("v41");
    content.items[11].scale = ScaleId("five");
    content.items[12].reversed = true;
    EXPECT_THAT(
        said(content),
        ElementsAre("survey.yaml:40:3: error: the vignette 'v40' anchors 'a3', which is no item of this survey; did you mean 'a1' or 'a2'? [CG1360]",
                    "survey.yaml:41:3: error: the vignette 'v41' anchors 't1' at line 36, which is on an attitude; a vignette goes with an item in "
                    "which people rate themselves on a competency [CG1361]",
                    "survey.yaml:42:3: error: the vignette 'v42' anchors 'v42' at line 42, which is itself; a vignette goes with an item in which "
                    "people rate themselves on a competency [CG1361]",
                    "survey.yaml:43:3: error: the vignette 'v43' anchors 'v41' at line 41, which is a vignette; a vignette goes with an item in "
                    "which people rate themselves on a competency [CG1361]",
                    "survey.yaml:44:3: error: the vignette 'v44' has the scale 'five', and 'a1' at line 30, which it anchors, 'four'; people place "
                    "themselves and the described person on one scale [CG1362]",
                    "survey.yaml:45:3: error: the vignette 'v45' says `reversed`; leave it out: a vignette is turned round where the item that it "
                    "anchors is [CG1363]"));
}

TEST(SurveyVignettes, are_at_most_fifty_of_an_item) {
    auto content = survey_content();
    for (std::uint32_t i = 0; i < 50; ++i) content.items.push_back(vignette("v" + std::to_string(i), "a1", 100 + i));
    EXPECT_TRUE(Survey::make(content, sample::framework()).has_value());
    content.items.push_back(vignette("v50", "a1", 150));
    EXPECT_THAT(said(content), ElementsAre("survey.yaml:30:3: error: the item 'a1' has 51 vignettes, 1 to 50 are possible [CG1364]"));
}

TEST(SurveyVignettes, are_of_persons) {
    auto content = survey_content();
    content.unit = Unit::institution;
    content.background.clear();
    content.notice.reset();
    content.items.push_back(vignette("v", "a1", 40));
    EXPECT_THAT(said(content), ElementsAre("survey.yaml:40:3: error: the vignette 'v' asks to place a described person, and the survey asks "
                                           "institutions; only persons have vignettes [CG1310]"));
}

}  // namespace
}  // namespace capgap
