#include "sample.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace capgap {
namespace {

using sample::decimal;
using sample::said;
using sample::scale;
using sample::survey_content;
using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> said_of_cuts(const std::vector<std::string>& cuts) {
    auto content = survey_content();
    content.scoring.cut_scores.clear();
    for (const std::string& cut : cuts) content.scoring.cut_scores.push_back(decimal(cut));
    return said(std::move(content));
}

TEST(ScoringBlock, names_a_method_that_is_known) {
    auto content = survey_content();
    content.scoring.method = "rasch";
    EXPECT_THAT(said(content), ElementsAre("survey.yaml:60:3: error: the scoring method 'rasch' is not known; known is 'classical' [CG1342]"));
}

TEST(ScoringBlock, asks_for_a_share_of_answers) {
    auto content = survey_content();
    for (const char* share : {"0.000001", "0.5", "1"}) {
        content.scoring.min_answered = decimal(share);
        EXPECT_THAT(said(content), IsEmpty()) << share;
    }
    for (const char* share : {"0", "-0.5", "1.000001", "50"}) {
        content.scoring.min_answered = decimal(share);
        EXPECT_THAT(said(content), ElementsAre("survey.yaml:60:3: error: `min_answered` is " + std::string(share) +
                                               "; a share above 0 and at most 1 was expected [CG1343]"));
    }
}

TEST(ScoringBlock, matches_people_in_five_bands) {
    auto content = survey_content();
    content.scoring.match_bands_at = {"survey.yaml", 62, 16};
    const auto said_of = [&content](const std::vector<const char*>& limits) {
        content.scoring.match_bands.clear();
        for (const char* limit : limits) content.scoring.match_bands.push_back(decimal(limit));
        return said(content);
    };
    EXPECT_THAT(said_of({"20", "40", "60", "80"}), IsEmpty());
    EXPECT_THAT(said_of({"0.000001", "33.3", "33.4", "99.999999"}), IsEmpty());
    const std::string at = "survey.yaml:62:16: error: ";
    const std::string hint = "; four numbers between 0 and 100 that rise, as [20, 40, 60, 80] [CG1349]";
    EXPECT_THAT(said_of({}), ElementsAre(at + "`match_bands` has 0 values" + hint));
    EXPECT_THAT(said_of({"20", "40", "60"}), ElementsAre(at + "`match_bands` has 3 values" + hint));
    EXPECT_THAT(said_of({"20", "40", "60", "80", "90"}), ElementsAre(at + "`match_bands` has 5 values" + hint));
    EXPECT_THAT(said_of({"0", "40", "60", "100"}), ElementsAre(at + "the limit 0 of `match_bands` is not between 0 and 100" + hint,
                                                               at + "the limit 100 of `match_bands` is not between 0 and 100" + hint));
    EXPECT_THAT(said_of({"-1", "40", "60", "80"}), ElementsAre(at + "the limit -1 of `match_bands` is not between 0 and 100" + hint));
    EXPECT_THAT(said_of({"20", "20", "60", "50"}),
                ElementsAre(at + "in `match_bands` the limit 20 follows 20" + hint, at + "in `match_bands` the limit 50 follows 60" + hint));
}

TEST(ScoringBlock, has_one_cut_less_than_there_are_levels) {
    EXPECT_THAT(said_of_cuts({"50"}),
                ElementsAre("survey.yaml:60:3: error: `cut_scores` has 1 value, 2 expected: one less than the framework has levels; "
                            "the lowest level needs no cut [CG1344]"));
    EXPECT_THAT(
        said_of_cuts({"0", "50", "75"}),
        ElementsAre("survey.yaml:60:3: error: `cut_scores` has 3 values, 2 expected: one less than the framework has levels; the lowest level needs "
                    "no cut [CG1344]",
                    "survey.yaml:60:3: warning: the first cut score is 0, which everyone reaches: nobody can have the lowest level; the lowest level "
                    "needs no cut: begin with the cut of the second [CG1347]"));
}

TEST(ScoringBlock, has_cuts_that_rise_from_0_to_100) {
    EXPECT_THAT(said_of_cuts({"0.000001", "100"}), IsEmpty());
    EXPECT_THAT(said_of_cuts({"50", "50"}),
                ElementsAre("survey.yaml:60:3: error: the cut score 50 follows 50; each is above the one before it [CG1345]"));
    EXPECT_THAT(said_of_cuts({"62.5", "37.5"}),
                ElementsAre("survey.yaml:60:3: error: the cut score 37.5 follows 62.5; each is above the one before it [CG1345]"));
    EXPECT_THAT(said_of_cuts({"-0.5", "100.000001"}), ElementsAre("survey.yaml:60:3: error: the cut score -0.5 is outside 0 to 100 [CG1346]",
                                                                  "survey.yaml:60:3: error: the cut score 100.000001 is outside 0 to 100 [CG1346]"));
}

TEST(ScoringBlock, says_where_its_cuts_come_from) {
    auto content = survey_content();
    content.scoring.cut_source = SourceId("them");
    content.scoring.cut_method = Text();
    EXPECT_THAT(said(content),
                ElementsAre("survey.yaml:60:3: error: the block `cut_scores` has no method [CG1107]",
                            "survey.yaml:60:3: error: the cut scores name the source 'them', which is none of `sources`; known is 'us' [CG1348]"));
}

TEST(Scales, of_competencies_have_two_different_scores) {
    for (const std::vector<std::string>& scores : {std::vector<std::string>{"1", "-"}, {"-", "-x"}, {"2", "2.0"}}) {
        auto content = survey_content();
        content.scales.push_back(scale("flat", scores, 20));
        content.scales[1].options[1].id = OptionId("other");
        content.items[3].scale = ScaleId("flat");
        content.items[4].scale = ScaleId("flat");
        EXPECT_THAT(
            said(content),
            ElementsAre("survey.yaml:20:3: error: the scale 'flat' has fewer than two different scores, but the item 'b2' at line 33 measures a "
                        "competency with it; give at least two of its options a `score`, the lowest and the highest different [CG1340]"));
    }
}

TEST(Scales, of_attitudes_need_no_score) {
    auto content = survey_content();
    content.scales.push_back(scale("flat", {"1", "-"}, 20));
    content.items[6].scale = ScaleId("flat");
    EXPECT_THAT(said(content), IsEmpty());
}

/// The denominators 65536 and 32769 are coprime, and their product is just above 2^31; 65536 and 32767 just below.
TEST(Scales, of_a_competency_have_a_common_denominator) {
    auto content = survey_content();
    content.scales.push_back(scale("fine", {"0", "0.000001", "0.065536"}, 15));
    content.scales.push_back(scale("finer", {"0", "0.000001", "0.032767"}, 20));
    content.items[0].scale = ScaleId("fine");
    content.items[1].scale = ScaleId("finer");
    EXPECT_THAT(said(content), IsEmpty());
    content.scales[2].options[2].score = decimal("0.032769");
    EXPECT_THAT(
        said(content),
        ElementsAre("survey.yaml:31:3: error: with the item 'a2' the scores of the competency '1.1' cannot be added exactly: the least common "
                    "denominator of its items' scales exceeds 2147483648; write the scores with fewer decimals, best as whole numbers [CG1341]"));
    content.items[1].competency = CompetencyId("1.2");
    content.items[2].competency = CompetencyId("1.1");
    content.items[2].scale = ScaleId("fine");
    EXPECT_THAT(said(content), IsEmpty()) << "scales of different competencies need nothing in common";
}

TEST(Scales, may_span_all_that_a_decimal_can_hold) {
    auto content = survey_content();
    content.scales.push_back(scale("wide", {"-1000000000000", "0", "1000000000000"}, 15));
    content.items[0].scale = ScaleId("wide");
    EXPECT_THAT(said(content), IsEmpty());
    content.scales[1].options[1].score = decimal("0.000001");
    EXPECT_THAT(said(content), ElementsAre(testing::HasSubstr("[CG1341]")));
}

}  // namespace
}  // namespace capgap
