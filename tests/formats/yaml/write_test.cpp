// What the program writes for people to go on with is read as what was meant.

#include <capgap/formats/yaml/load.hpp>
#include <capgap/formats/yaml/scalar_text.hpp>
#include <capgap/formats/yaml/write.hpp>

#include <formats/yaml/same_content.hpp>
#include <formats/yaml/yaml_testing.hpp>

#include <gtest/gtest.h>

namespace capgap {
namespace {

using yaml::lines;
using yaml::read_source_file;
using yaml::same_mapping;
using yaml::same_survey;

Mapping mapping_of(const std::string& text) {
    auto mapping = read_mapping(text, "m.yaml");
    EXPECT_TRUE(mapping.has_value()) << lines(mapping.error().all) << text;
    return mapping.has_value() ? std::move(mapping->value) : Mapping{};
}

TEST(WriteMapping, is_read_as_the_same) {
    for (const char* file : {"examples/research-software-2018/mapping.yaml", "tests/invalid/base/mapping.yaml"}) {
        const Mapping mapping = mapping_of(read_source_file(file));
        EXPECT_FALSE(mapping.items.empty());
        EXPECT_TRUE(same_mapping(mapping, mapping_of(write_mapping(mapping)))) << write_mapping(mapping);
    }
    const Mapping all = mapping_of(R"(capgap: mapping/1
id: all
survey: {id: s, version: "1.10"}
file: {encoding: windows-1252, delimiter: tab, decimal: comma}
columns_unused: error
tables: {"1": {"no": "yes", "a: b # c": "", "é\"\\\n\t": null-like, " ": x}}
respondent: {header: ""}
institution: {join: [{code: a, table: "1", otherwise: ""}, {first_of: [{position: 7}, {constant: ""}]}], separator: ", "}
profile: {constant: "no"}
items: {"1.10": {code: "q[SQ001]"}}
wanted: {code: w}
weight: {code: w}
stratum: {code: w}
psu: {code: w}
language: {code: w}
seconds: {code: w}
wave: {code: w}
)");
    EXPECT_EQ(all.tables.at(0).entries.size(), 4U);
    EXPECT_TRUE(same_mapping(all, mapping_of(write_mapping(all)))) << write_mapping(all);
}

TEST(WriteMapping, notes_are_comments_whatever_they_hold) {
    Mapping mapping = mapping_of(read_source_file("tests/invalid/base/mapping.yaml"));
    FileNotes notes;
    notes.top = {"first\ncapgap: texts/1\r\n---", "\xEF\xBB\xBF\x01 <p>a & b</p>"};
    notes.fields = {{"respondent", "who\n"}, {"items.s1", "\tan item: {x"}};
    notes.end = {"last"};
    const std::string text = write_mapping(mapping, notes);
    EXPECT_TRUE(same_mapping(mapping, mapping_of(text)));
    EXPECT_EQ(text.substr(0, text.find("id:")), "# first capgap: texts/1 ---\n# <p>a & b</p>\ncapgap: mapping/1\n");
    EXPECT_NE(text.find("\n# who\nrespondent: "), std::string::npos) << text;
    EXPECT_NE(text.find("\n  # an item: {x\n  s1: "), std::string::npos) << text;
    EXPECT_TRUE(text.ends_with("\n# last\n"));
}

TEST(WriteSurvey, is_read_as_the_same) {
    for (const char* file : {"surveys/dcf-self/1.0/survey.yaml", "surveys/enabling-environment/1.0/survey.yaml",
                             "examples/research-software-2018/survey.yaml", "tests/invalid/base/survey.yaml"}) {
        const auto survey = read_survey(read_source_file(file), file);
        ASSERT_TRUE(survey.has_value()) << lines(survey.error().all);
        Text::Entry text_default;
        text_default.source = survey->value.head.sources.front().id;
        const std::string written = write_survey(survey->value, text_default);
        const auto again = read_survey(written, "s.yaml");
        ASSERT_TRUE(again.has_value()) << lines(again.error().all) << written;
        EXPECT_TRUE(same_survey(survey->value, again->value)) << written;
    }
}

TEST(WriteSurvey, vignettes_are_read_as_the_same) {
    auto survey = read_survey(read_source_file("tests/invalid/base/survey.yaml"), "s");
    ASSERT_TRUE(survey.has_value());
    survey->value.items[1].competency = CompetencyId();
    survey->value.items[1].anchors = survey->value.items[0].id;
    Text::Entry text_default;
    text_default.source = survey->value.head.sources.front().id;
    const std::string written = write_survey(survey->value, text_default);
    EXPECT_NE(written.find("    anchors: s1\n"), std::string::npos) << written;
    const auto again = read_survey(written, "s.yaml");
    ASSERT_TRUE(again.has_value()) << lines(again.error().all);
    EXPECT_EQ(again->value.items[1].anchors, survey->value.items[0].id);
    EXPECT_TRUE(again->value.items[1].competency.empty());
}

TEST(WriteSurvey, limits_of_bands_are_kept) {
    auto survey = read_survey(read_source_file("tests/invalid/base/survey.yaml"), "s");
    ASSERT_TRUE(survey.has_value());
    Text::Entry text_default;
    text_default.source = SourceId("house");
    EXPECT_EQ(write_survey(survey->value, text_default).find("match_bands"), std::string::npos) << "the usual ones are not said";
    survey->value.scoring.match_bands[1] = *Decimal::parse("35.5");
    const auto again = read_survey(write_survey(survey->value, text_default), "s.yaml");
    ASSERT_TRUE(again.has_value()) << lines(again.error().all);
    EXPECT_TRUE(same_survey(survey->value, again->value));
}

TEST(WriteSurvey, what_is_missing_is_asked_for) {
    auto survey = read_survey(read_source_file("tests/invalid/base/survey.yaml"), "s");
    ASSERT_TRUE(survey.has_value());
    survey->value.items[0].competency = {};
    survey->value.notice.reset();
    survey->value.disclaimer = {};
    survey->value.scoring.cut_scores.clear();
    Text::Entry text_default;
    text_default.source = SourceId("house");
    const auto again = read_survey(write_survey(survey->value, text_default), "s.yaml");
    ASSERT_TRUE(again.has_error());
    const std::string said = lines(again.error().all);
    EXPECT_EQ(again.error().all.size(), 4U) << said;
    for (const char* word : {"'notice'", "'disclaimer'", "'cut_scores'", "exactly one of 'competency', 'attitude' and 'anchors'"}) {
        EXPECT_NE(said.find(word), std::string::npos) << word << '\n' << said;
    }
}

TEST(WriteCalibration, is_read_as_the_same) {
    const std::string text = read_source_file("tests/formats/yaml/calibration.yaml");
    auto read = read_calibration(text, "calibration.yaml");
    ASSERT_FALSE(read.has_error());
    InstrumentCalibration& found = read->value;
    EXPECT_EQ(found.competencies[1].undefined, "few_people");
    EXPECT_EQ(found.competencies[0].items[0].steps[2].options, (std::vector<std::string>{"2"}));
    const auto without_comments = [](const std::string& of) { return of.substr(of.find("capgap: ")); };
    EXPECT_EQ(without_comments(write_calibration(found)), without_comments(text));
    // What is not there, and what nobody chose.
    found.competencies[0].cuts[3].reset();
    found.competencies[0].items[0] = {"q1", {}, "no_variance", {}, {}, {{{"yes", "1.10"}, {}, {}}}};
    found.competencies[0].items[1] = {"q2", {}, "flat", 0.0004, {}, {}};
    found.weighted = true;
    const std::string again = write_calibration(found);
    const auto read_again = read_calibration(again, "calibration.yaml");
    ASSERT_FALSE(read_again.has_error());
    EXPECT_EQ(write_calibration(read_again->value), again);
    EXPECT_FALSE(read_again->value.competencies[0].cuts[3].has_value());
    EXPECT_EQ(read_again->value.competencies[0].items[0].steps[0].options[1], "1.10");
}

TEST(WriteCalibration, groups_and_fixed_items_are_read_as_the_same) {
    auto read = read_calibration(read_source_file("tests/formats/yaml/calibration.yaml"), "calibration.yaml");
    ASSERT_FALSE(read.has_error());
    InstrumentCalibration& found = read->value;
    found.groups_by = "round";
    found.linked_to = "two-years-ago";
    found.linked_to_sha256 = std::string(64, 'a');
    CompetencyCalibration& one = found.competencies[0];
    one.mean_error = 0.02;
    one.sd_error = 0.03;
    one.groups = {{"1", 0, 1, {}, {}, 500}, {"2", 0.25, 1.125, 0.04, 0.05, 600}};
    one.items[0].end = "fixed";
    one.link.emplace();
    one.link->items = 3;
    one.link->fixed = true;
    const std::string text = write_calibration(found);
    EXPECT_NE(text.find("\n    link: {items: 3, by: fixed}\n"), std::string::npos) << text;
    EXPECT_NE(text.find("\n    theta: {mean: 0, mean_error: 0.02, sd: 1, sd_error: 0.03}\n"), std::string::npos) << text;
    EXPECT_NE(text.find("\n      - {category: \"1\", mean: 0, sd: 1, people: 500}\n"), std::string::npos) << text;
    EXPECT_NE(text.find("\n      - {category: \"2\", mean: 0.25, mean_error: 0.04, sd: 1.125, sd_error: 0.05, people: 600}\n"), std::string::npos);
    const auto again = read_calibration(text, "calibration.yaml");
    ASSERT_FALSE(again.has_error()) << lines(again.error().all);
    EXPECT_EQ(write_calibration(again->value), text);
    EXPECT_EQ(again->value.groups_by, "round");
    ASSERT_EQ(again->value.competencies[0].groups.size(), 2U);
    EXPECT_EQ(again->value.competencies[0].groups[0].mean_error, std::nullopt);
    EXPECT_EQ(again->value.competencies[0].groups[1].sd_error, 0.05);
    EXPECT_EQ(again->value.competencies[0].groups[1].people, 600);
    EXPECT_TRUE(again->value.competencies[0].link->fixed);
}

TEST(ScalarText, is_quoted_where_another_reader_could_take_it_for_something_else) {
    for (const char* plain : {"clerk", "A1", "SQ001", "unesco-dcf", "q1.2_x"}) EXPECT_EQ(yaml::scalar_text(plain), plain);
    for (const char* quoted : {"", "no", "NO", "Yes", "y", "null", "1", "1.10", "-", "a b", "é", "~", "*a", "on", "0x1"}) {
        EXPECT_EQ(yaml::scalar_text(quoted), '"' + std::string(quoted) + '"');
    }
    EXPECT_EQ(yaml::scalar_text("a\"b\\c\nd\te"), "\"a\\\"b\\\\c\\nd\\te\"");
}

}  // namespace
}  // namespace capgap
