#include "sample_round.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <optional>
#include <set>
#include <string>

namespace capgap {
namespace {

using sample_round::SampleRound;
using sample_round::section;
using sample_round::table;
using sample_round::usual;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

/// What a head of the section leads to is there, once.
void expect_definitions(const ReportDocument& document) {
    std::multiset<std::string> defined;
    for (const ReportBlock& block : section(document, "definitions")->blocks) {
        const auto* const terms = std::get_if<ReportTerms>(&block);
        for (std::size_t i = 0; terms != nullptr && i < terms->terms.size(); ++i) defined.insert(terms->terms[i].id);
    }
    for (const ReportBlock& block : section(document, "quality")->blocks) {
        const auto* const shown = std::get_if<ReportTable>(&block);
        for (std::size_t c = 0; shown != nullptr && c < shown->columns.size(); ++c)
            EXPECT_EQ(defined.count(shown->columns[c].term), 1U) << shown->columns[c].title;
    }
}

TEST(Quality, says_how_much_hangs_on_the_cuts) {
    SampleRound round = usual();
    round.quality("competency", "1.1", "below_share_cuts_lower", 0.21);
    round.quality("competency", "1.1", "below_share_cuts_higher", 0.6);
    const ReportDocument document = round.report();
    const ReportTable* cuts = table(document, "cuts-table");
    ASSERT_EQ(cuts->rows.size(), 1U);
    EXPECT_EQ(cuts->rows[0].cells[0].text, "21");
    EXPECT_EQ(cuts->rows[0].cells[1].text, "17") << "100 of 580";
    EXPECT_EQ(cuts->rows[0].cells[2].text, "60");
    expect_definitions(document);
}

TEST(Quality, says_what_hangs_on_the_link_to_an_earlier_round) {
    SampleRound round = usual();
    for (const char* competency : {"1.1", "2.1"}) {
        round.quality("competency", competency, "below_share_cuts_lower", 0.21);
        round.quality("competency", competency, "below_share_cuts_higher", 0.6);
    }
    round.quality("competency", "1.1", "below_share_linking_error", 0.0163);
    const ReportDocument document = round.report();
    const ReportTable* cuts = table(document, "cuts-table");
    ASSERT_EQ(cuts->columns.size(), 4U);
    EXPECT_EQ(cuts->rows[0].cells[3].text, "1.6");
    EXPECT_EQ(cuts->rows[1].cells[3].text, "") << "on its own scale";
    expect_definitions(document);
}

TEST(Quality, says_what_was_read_weighted_and_left_over) {
    SampleRound round = usual();
    round.quality("weighting", "*", "weight_min", 1);
    round.quality("weighting", "*", "weight_max", 10.25);
    round.quality("weighting", "*", "design_effect_kish", 1.084);
    round.quality("weighting", "*", "cells_without_respondents", 17);
    round.quality("weighting", "*", "staff_of_cells_without_respondents", 1035);
    round.quality("competency", "1.1", "alpha", 0.65, "very_low");
    round.quality("profile", "clerk/2.2", "not_applicable_share", 0.7, "check_the_profile");
    const ReportDocument document = round.report();
    EXPECT_THAT(
        std::get<ReportPoints>(section(document, "quality")->blocks[0]).points,
        ElementsAre("610 rows were read.", "4 rows were set aside because something in them was wrong; the messages of the run name them.",
                    "6 rows held no answer and count nowhere.", "60 in 100 of the staff answered.",
                    "Answers are weighted so that each job profile of each institution counts by its staff: a person stands for 1.0 to 10.2 people. "
                    "This costs precision like answering by 1.08 times fewer people (design effect).",
                    "In 17 cells of institution and job profile (staff: 1,035) nobody answered; nothing is said of them except in the "
                    "possible range.",
                    "For 70 in 100 of the job profile “clerk”, “Privacy” is not part of the work, though a level is set for it: check the profile."));
    const ReportTable* alpha = table(document, "quality-table");
    EXPECT_EQ(alpha->rows[0].cells[0].text, "0.65");
    EXPECT_EQ(alpha->rows[0].cells[1].text, "very low: no share is named on the opening page");
}

TEST(Quality, says_how_well_the_questions_of_a_model_measure) {
    SampleRound round = usual();
    round.quality("competency", "1.1", "alpha", 0.85);
    round.quality("competency", "1.1", "empirical_reliability", 0.812);
    round.quality("competency", "1.1", "omega_total", 0.7);
    round.quality("competency", "1.1", "right_level_share", 0.66);
    round.quality("competency", "1.1/2", "wrongly_below_share", 0.2);
    round.quality("competency", "1.1/3", "wrongly_below_share", 0.4);
    round.quality("item", "i1.1a", "item_rest_correlation", 0.2, "apart_from_others");
    round.quality("item", "i1.1a/2", "use_of_option", 0, "rare_category");
    round.quality("item", "i1.1a/i1.1b", "q3_less_mean", 0.3, "depends_on_item");
    const ReportDocument document = round.report();
    const ReportTable* measured = table(document, "measured-table");
    ASSERT_EQ(measured->rows.size(), 1U) << "what has no model is not there";
    std::vector<std::string> cells;
    for (const ReportCell& cell : measured->rows[0].cells) cells.push_back(cell.text);
    EXPECT_THAT(cells, ElementsAre("0.81", "0.70", "66", "20"));
    expect_definitions(document);
    const auto texts = sample_round::all_texts(document);
    EXPECT_THAT(texts, Contains("“Question i1.1a” (Systems) does not measure what the other questions do, or hardly."));
    EXPECT_THAT(texts, Contains("“Question i1.1a” (Systems): hardly anybody chose “Answer 2”."));
    EXPECT_THAT(texts,
                Contains("“Question i1.1a” and “Question i1.1b” (Systems) share more than the competency: two questions that count nearly as one."));
}

TEST(Quality, says_which_questions_groups_answer_otherwise) {
    SampleRound round = usual();
    const auto item = [&](const std::string& id, const std::string& light, std::optional<double> difference) {
        round.quality("comparability", "gender/" + id, "largest_difference", std::abs(difference.value_or(0)), light);
        if (difference) round.quality("comparability", "gender/" + id + "/male", "difference", *difference);
        round.quality("comparability", "gender/" + id + "/male", "smallest_detectable", 0.11);
    };
    round.quality("comparability", "gender/female", "reference", 0);
    item("i1.1a", "green", 0.01);
    item("i1.1b", "red", 0.5);
    item("i1.2a", "amber", -0.2);
    item("i1.2b", "amber", 0.02);
    item("i2.1a", "few_matching", std::nullopt);
    const ReportDocument document = round.report();
    const ReportTable* compared = table(document, "compared-table");
    ASSERT_EQ(compared->rows.size(), 1U);
    std::vector<std::string> cells;
    for (const ReportCell& cell : compared->rows[0].cells) cells.push_back(cell.text);
    EXPECT_EQ(compared->rows[0].title, "Gender");
    EXPECT_THAT(cells, ElementsAre("1", "2", "1", "1", "0.11"));
    const auto texts = sample_round::all_texts(document);
    EXPECT_THAT(texts, Contains("“Question i1.1b”: “Men” report more than “Women” who report the same on the whole (0.50 standard deviations)."));
    EXPECT_THAT(texts,
                Contains("“Question i1.2a”: “Men” report somewhat less than “Women” who report the same on the whole (0.20 standard deviations)."));
    EXPECT_THAT(texts,
                Contains("“Question i1.2b”: groups (“Gender”) who report the same on the whole answer somewhat otherwise, more at some levels and "
                         "less at others."));
    EXPECT_THAT(texts, Contains(HasSubstr("no comparison of answers can tell the two apart")));
    expect_definitions(document);
    EXPECT_EQ(table(usual().report(), "compared-table"), nullptr);
}

}  // namespace
}  // namespace capgap
