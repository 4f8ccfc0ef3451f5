#include "../survey/sample.hpp"

#include <capgap/assessment/check.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace capgap {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Location in_assessment(std::uint32_t line) {
    return sample::at(line, "assessment.yaml");
}

FileReference file(const std::string& path, std::uint32_t line) {
    return {path, in_assessment(line)};
}

InstrumentContent instrument(const std::string& survey, std::uint32_t line) {
    InstrumentContent made;
    made.at = in_assessment(line);
    made.framework = file("framework.yaml", line);
    made.survey = file(survey, line + 1);
    made.targets = file("profiles.yaml", line + 2);
    made.responses = file("responses.csv", line + 3);
    made.breakdowns_at = in_assessment(line + 4);
    return made;
}

/// A census of persons (instrument at line 30) and institutions (40), with a population.
AssessmentContent assessment() {
    AssessmentContent made;
    made.head = sample::head("ministry-2026", "assessment.yaml");
    made.head.version.clear();
    made.title = sample::text("A ministry", in_assessment(6));
    made.collected_from = "2026-03-02";
    made.collected_to = "2026-03-27";
    made.data_at = in_assessment(8);
    made.institutions = file("institutions.csv", 12);
    made.population = file("population.csv", 13);
    made.weighting_at = in_assessment(15);
    made.min_cell_at = in_assessment(20);
    made.instruments = {instrument("builtin:dcf-self/1.0", 30), instrument("builtin:enabling-environment/1.0", 40)};
    return made;
}

std::vector<std::string> said(const AssessmentContent& content) {
    return sample::lines(check(content));
}

Margin margin(std::vector<std::string> variables, std::uint32_t line) {
    return {std::move(variables), in_assessment(line)};
}

TEST(Assessment, that_makes_sense_needs_no_word) {
    EXPECT_THAT(said(assessment()), IsEmpty());
}

TEST(Assessment, has_a_head_and_a_title) {
    AssessmentContent content = assessment();
    content.head.id = "Ministry 2026";
    content.title = Text();
    content.note = Text({{"en", " ", TextStatus::draft, SourceId(), in_assessment(9)}});
    EXPECT_THAT(
        said(content),
        ElementsAre("assessment.yaml:2:3: error: 'Ministry 2026' cannot be the id of a file; an id is 1 to 64 characters of A-Z a-z 0-9 . _ - and "
                    "begins with a letter or digit [CG1101]",
                    "assessment.yaml:2:3: error: the assessment has no title [CG1107]",
                    "assessment.yaml:9:3: error: the note of the data is empty in 'en'; leave the key out instead [CG1108]", HasSubstr("[CG1114]")));
}

TEST(Assessment, collects_from_one_day_to_another) {
    AssessmentContent content = assessment();
    content.collected_to = content.collected_from;
    EXPECT_THAT(said(content), IsEmpty()) << "a single day";
    content.collected_to = "2026-03-01";
    EXPECT_THAT(said(content),
                ElementsAre("assessment.yaml:8:3: error: the answers were collected from 2026-03-02 to 2026-03-01: the end comes before the "
                            "beginning [CG1402]"));
    content.collected_from = "2 March 2026";
    content.collected_to = "2026-02-30";
    content.data_at = {};
    EXPECT_THAT(said(content),
                ElementsAre("assessment.yaml:2:3: error: `collected_from` is '2 March 2026', a day of the calendar was expected; write it as "
                            "YYYY-MM-DD [CG1401]",
                            "assessment.yaml:2:3: error: `collected_to` is '2026-02-30', a day of the calendar was expected; write it as "
                            "YYYY-MM-DD [CG1401]"));
}

TEST(Assessment, shows_no_group_in_which_colleagues_recognise_each_other) {
    AssessmentContent content = assessment();
    content.min_cell = 5;
    EXPECT_THAT(said(content), IsEmpty());
    content.min_cell = 4;
    EXPECT_THAT(said(content),
                ElementsAre("assessment.yaml:20:3: error: `min_cell` is 4, at least 5 was expected; in a smaller group colleagues recognise each "
                            "other; only for simulated data may it be less [CG1403]"));
    content.simulated = true;
    EXPECT_THAT(said(content), IsEmpty());
    content.min_cell = 1;
    EXPECT_THAT(said(content), IsEmpty());
    content.min_cell = 0;
    EXPECT_THAT(said(content), ElementsAre("assessment.yaml:20:3: error: `min_cell` is 0, at least 1 was expected [CG1403]"));
}

TEST(Assessment, is_weighted_by_default_where_there_is_a_population) {
    AssessmentContent content = assessment();
    EXPECT_EQ(weighting_of(content), WeightingMethod::post_stratified);
    content.weighting = WeightingMethod::none;
    EXPECT_EQ(weighting_of(content), WeightingMethod::none);
    EXPECT_THAT(said(content), IsEmpty());
    content.weighting.reset();
    content.population = {};
    EXPECT_EQ(weighting_of(content), WeightingMethod::none);
    EXPECT_THAT(said(content), IsEmpty());
}

TEST(Assessment, is_weighted_to_a_population_that_is_there) {
    AssessmentContent content = assessment();
    content.population = {};
    content.weighting = WeightingMethod::post_stratified;
    EXPECT_THAT(said(content),
                ElementsAre("assessment.yaml:15:3: error: the weighting is post_stratified, but there is no `population`; weights bring the "
                            "answers to the headcounts of the population: name its file, or write `method: none` [CG1410]"));
    content.weighting = WeightingMethod::raked;
    content.margins = {margin({"institution"}, 16)};
    EXPECT_THAT(said(content), ElementsAre(HasSubstr("the weighting is raked, but there is no `population`")));
}

TEST(Assessment, is_raked_to_margins_and_only_then_has_them) {
    AssessmentContent content = assessment();
    content.weighting = WeightingMethod::raked;
    EXPECT_THAT(said(content),
                ElementsAre("assessment.yaml:15:3: error: the weighting is raked, but has no `margins`; name the margins, each a list of "
                            "variables: `margins: [[institution], [profile]]` [CG1411]"));
    content.margins = {margin({"institution"}, 16), margin({"profile", "gender"}, 17)};
    EXPECT_THAT(said(content), IsEmpty());
    content.weighting.reset();
    EXPECT_THAT(said(content),
                ElementsAre("assessment.yaml:16:3: error: the weighting has `margins`, but is not raked; write `method: raked`, or take the "
                            "margins out [CG1412]"));
}

TEST(Assessment, has_margins_that_say_something) {
    AssessmentContent content = assessment();
    content.weighting = WeightingMethod::raked;
    content.margins = {margin({}, 16), margin({"profile", "gender", "profile"}, 17), margin({"gender", "profile"}, 18), margin({}, 19)};
    EXPECT_THAT(said(content), ElementsAre("assessment.yaml:16:3: error: the margin names no variable [CG1413]",
                                           "assessment.yaml:17:3: error: the margin names 'profile' twice [CG1414]",
                                           "assessment.yaml:18:3: error: the margin of 'gender' and 'profile' is there already, at line 17 [CG1415]",
                                           "assessment.yaml:19:3: error: the margin names no variable [CG1413]"));
}

TEST(Assessment, has_margins_of_the_columns_of_the_population) {
    AssessmentContent content = assessment();
    content.margins = {margin({"institution", "gender"}, 16), margin({"profile", "regoin"}, 17), margin({"age"}, 18)};
    EXPECT_THAT(
        sample::lines(check_margins(content, {"gender", "region"})),
        ElementsAre("assessment.yaml:17:3: error: the margin names 'regoin', which is no column of the population; did you mean 'region'? [CG1416]",
                    "assessment.yaml:18:3: error: the margin names 'age', which is no column of the population; known are 'institution', 'profile', "
                    "'gender' and 'region' [CG1416]"));
    content.margins.pop_back();
    content.margins.pop_back();
    EXPECT_THAT(check_margins(content, {"gender"}), IsEmpty());
}

TEST(Assessment, has_instruments_of_different_surveys) {
    AssessmentContent content = assessment();
    content.instruments[1].survey.text = content.instruments[0].survey.text;
    EXPECT_THAT(said(content),
                ElementsAre("assessment.yaml:41:3: error: the survey 'builtin:dcf-self/1.0' is that of another instrument, at line 31; put all "
                            "answers to a survey into one file of responses [CG1407]"));
    content.instruments.clear();
    EXPECT_THAT(said(content), ElementsAre("assessment.yaml:2:3: error: the assessment has no instrument; at least one asks persons [CG1404]"));
}

TEST(Assessment, has_a_mapping_for_a_foreign_format) {
    AssessmentContent content = assessment();
    content.instruments[0].format = ResponseFormat::limesurvey;
    EXPECT_THAT(said(content),
                ElementsAre("assessment.yaml:30:3: error: the responses have the format limesurvey, but the instrument has no `mapping`; a "
                            "mapping file says which column is which item [CG1408]"));
    content.instruments[0].mapping = file("mapping.yaml", 35);
    EXPECT_THAT(said(content), IsEmpty());
    content.instruments[0].format = ResponseFormat::tidy;
    EXPECT_THAT(said(content), IsEmpty()) << "a mapping of a tidy file renames its columns";
}

TEST(Assessment, asks_persons_with_exactly_one_instrument) {
    AssessmentContent content = assessment();
    EXPECT_THAT(check_instruments(content, {Unit::person, Unit::institution}), IsEmpty());
    EXPECT_THAT(check_instruments(content, {Unit::institution, Unit::person}), IsEmpty());
    EXPECT_THAT(
        sample::lines(check_instruments(content, {Unit::institution, Unit::institution})),
        ElementsAre(
            "assessment.yaml:30:3: error: no instrument asks persons; exactly one does; an instrument asks persons where its survey has `unit: "
            "person` [CG1405]"));
    content.instruments.push_back(instrument("third.yaml", 50));
    EXPECT_THAT(
        sample::lines(check_instruments(content, {Unit::person, Unit::person, Unit::person})),
        ElementsAre("assessment.yaml:40:3: error: this instrument asks persons, as the one at line 30 does; exactly one may; make an assessment of "
                    "each [CG1406]",
                    "assessment.yaml:50:3: error: this instrument asks persons, as the one at line 30 does; exactly one may; make an assessment of "
                    "each [CG1406]"));
    content.instruments.clear();
    EXPECT_THAT(check_instruments(content, {}), IsEmpty()) << "check() has said that there are none";
}

class Breakdowns : public testing::Test {
protected:
    static std::vector<std::string> said_of(const SurveyContent& survey, std::vector<std::string> breakdowns) {
        InstrumentContent content = instrument("survey.yaml", 30);
        content.breakdowns = std::move(breakdowns);
        return sample::lines(check_breakdowns(content, Survey::make(survey, sample::framework()).value().value));
    }
};

TEST_F(Breakdowns, are_questions_that_people_are_asked) {
    EXPECT_THAT(said_of(sample::survey_content(), {"gender", "region"}), IsEmpty());
    EXPECT_THAT(said_of(sample::survey_content(), {}), IsEmpty()) << "none at all is a choice";
    EXPECT_THAT(
        said_of(sample::survey_content(), {"gneder", "a1"}),
        ElementsAre("assessment.yaml:34:3: error: `breakdowns` names 'gneder', which is no background question of dcf-self; did you mean 'gender'? "
                    "[CG1421]",
                    "assessment.yaml:34:3: error: `breakdowns` names 'a1', which is no background question of dcf-self; known are 'gender' and "
                    "'region' [CG1421]"));
}

TEST_F(Breakdowns, are_allowed) {
    SurveyContent survey = sample::survey_content();
    survey.background[0].breakdown = false;
    EXPECT_THAT(said_of(survey, {"gender", "region"}),
                ElementsAre("assessment.yaml:34:3: error: `breakdowns` names 'gender', by which the survey allows no tables: `breakdown: false` at "
                            "survey.yaml:50 [CG1423]"));
}

TEST_F(Breakdowns, switch_questions_on) {
    SurveyContent survey = sample::survey_content();
    survey.background[0].active = false;
    survey.background[0].sensitive = true;
    survey.background[1].active = false;
    EXPECT_THAT(
        said_of(survey, {"gender", "region"}),
        ElementsAre(
            "assessment.yaml:34:3: remark: `breakdowns` names 'gender' and so switches the question on: `active: false` at survey.yaml:50; it "
            "is sensitive: make sure that the notice covers it [CG1422]",
            "assessment.yaml:34:3: remark: `breakdowns` names 'region' and so switches the question on: `active: false` at survey.yaml:55 "
            "[CG1422]"));
}

TEST_F(Breakdowns, are_of_persons) {
    SurveyContent survey = sample::survey_content();
    survey.unit = Unit::institution;
    survey.background.clear();
    EXPECT_THAT(said_of(survey, {"gender"}),
                ElementsAre("assessment.yaml:34:3: error: the instrument asks institutions, and has `breakdowns`; only the answers "
                            "of persons are broken down: take them out [CG1424]"));
}

TEST_F(Breakdowns, are_what_items_are_compared_by) {
    const auto said = [](SurveyContent survey, std::vector<std::string> by, std::optional<std::vector<std::string>> breakdowns) {
        InstrumentContent content = instrument("survey.yaml", 30);
        content.compare_items_by = std::move(by);
        content.compare_items_by_at = in_assessment(36);
        content.breakdowns = std::move(breakdowns);
        return sample::lines(check_comparisons(content, Survey::make(std::move(survey), sample::framework()).value().value));
    };
    SurveyContent survey = sample::survey_content();
    EXPECT_THAT(said(survey, {"gender", "region"}, std::nullopt), IsEmpty());
    EXPECT_THAT(said(survey, {}, std::nullopt), IsEmpty());
    EXPECT_THAT(said(survey, {"gneder"}, std::nullopt),
                ElementsAre("assessment.yaml:36:3: error: `compare_items_by` names 'gneder', by which no tables of persons are broken down in this "
                            "round; did you mean 'gender'? [CG1429]"));
    EXPECT_THAT(said(survey, {"gender", "region"}, std::vector<std::string>{"region"}),
                ElementsAre("assessment.yaml:36:3: error: `compare_items_by` names 'gender', by which no tables of persons are broken down in this "
                            "round; known is 'region' [CG1429]"));
    survey.background[0].active = false;
    EXPECT_THAT(said(survey, {"gender"}, std::nullopt), testing::SizeIs(1)) << "nobody is asked";
    EXPECT_THAT(said(survey, {"gender"}, std::vector<std::string>{"gender"}), IsEmpty());
    survey.unit = Unit::institution;
    survey.background.clear();
    EXPECT_THAT(said(survey, {"gender"}, std::nullopt), testing::SizeIs(1));
}

TEST_F(Breakdowns, are_named_once) {
    AssessmentContent content = assessment();
    content.instruments[0].breakdowns = {"gender", "region", "gender"};
    EXPECT_THAT(said(content), ElementsAre("assessment.yaml:34:3: error: `breakdowns` names 'gender' twice [CG1420]"));
}

TEST_F(Breakdowns, are_those_of_the_survey_where_none_are_named) {
    EXPECT_THAT(check_breakdowns(instrument("survey.yaml", 30), Survey::make(sample::survey_content(), sample::framework()).value().value),
                IsEmpty());
}

}  // namespace
}  // namespace capgap
