// From the bytes of a file to what it says.

#include <capgap/formats/yaml/load.hpp>

#include <formats/yaml/yaml_testing.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace capgap {
namespace {

using testing::ElementsAre;
using yaml::lines;
using yaml::said;

std::string place(const Location& at) {
    return std::to_string(at.line) + ':' + std::to_string(at.column);
}

template <class Content>
Content good(Result<Checked<Content>> result) {
    if (result.has_error()) throw std::runtime_error(lines(result.error().all));
    EXPECT_EQ(lines(result->remarks), "");
    return std::move(result->value);
}

const std::string framework_text = R"(capgap: framework/1
id: unesco-dcf
version: 2022
languages: [en, fr]
text_default: {status: project, source: us}
sources:
  us: {title: We, licence: CC-BY-4.0, url: "https://example.org", note: ours}
  them: {title: They}
title:
  fr: {text: Cadre, status: verbatim, source: them}
  en: Framework
description: {en: What it is}
attribution: {en: We}
endorsement: none
licence: {name: CC-BY-4.0, url: "https://example.org/l", scope: {en: {text: all of it, status: draft}}}
levels:
  - {id: no, title: {en: None}, description: {en: Nothing}}
  - {id: 1.10, title: {en: Some}}
domains:
  - id: 1
    title: {en: First}
    competencies:
      - {id: 1.1, title: {en: C}, description: {en: CD}, descriptors: {1.10: {en: some}, no: {en: none}}, blocks: [2.1, 2.10]}
  - id: 2
    title: {en: Second}
    description: {en: SD}
    competencies:
      - {id: 2.1, title: {en: D}, descriptors: {no: {en: none}}}
attitudes:
  - {id: trust, title: {en: Trust}, description: {en: TD}}
blocks_in: {id: other, version: 3}
)";

TEST(LoadFramework, reads_everything_with_its_place) {
    const FrameworkContent content = good(read_framework(framework_text, "f.yaml"));
    EXPECT_EQ(content.head.id, "unesco-dcf");
    EXPECT_EQ(content.head.version, "2022");
    EXPECT_EQ(content.head.at, (Location{"f.yaml", 2, 5}));
    EXPECT_THAT(content.head.languages, ElementsAre("en", "fr"));
    ASSERT_EQ(content.head.sources.size(), 2U);
    EXPECT_EQ(content.head.sources[0].id.text(), "us");
    EXPECT_EQ(content.head.sources[0].title + content.head.sources[0].licence + content.head.sources[0].url + content.head.sources[0].note,
              "WeCC-BY-4.0https://example.orgours");
    EXPECT_EQ(place(content.head.sources[1].at), "8:3");
    EXPECT_EQ(content.endorsement, "none");
    EXPECT_EQ(content.licence_name, "CC-BY-4.0");
    EXPECT_EQ(content.licence_url, "https://example.org/l");
    ASSERT_EQ(content.levels.size(), 2U);
    EXPECT_EQ(content.levels[0].id.text(), "no");
    EXPECT_EQ(content.levels[1].id.text(), "1.10");
    EXPECT_EQ(place(content.levels[1].at), "18:10");
    EXPECT_EQ(content.levels[0].description.in("en"), "Nothing");
    EXPECT_TRUE(content.levels[1].description.empty());
    ASSERT_EQ(content.domains.size(), 2U);
    EXPECT_EQ(content.domains[1].id.text(), "2");
    EXPECT_EQ(content.domains[1].description.in("en"), "SD");
    ASSERT_EQ(content.competencies.size(), 2U);
    EXPECT_EQ(content.competencies[0].id.text(), "1.1");
    EXPECT_EQ(content.competencies[0].domain, 0U);
    EXPECT_EQ(content.competencies[1].domain, 1U);
    ASSERT_EQ(content.competencies[0].blocks.size(), 2U);
    EXPECT_EQ(content.competencies[0].blocks[1].id.text(), "2.10");
    EXPECT_EQ(place(content.competencies[0].blocks[1].at), "23:121");
    EXPECT_EQ(content.attitudes.at(0).id.text(), "trust");
    ASSERT_TRUE(content.blocks_in);
    EXPECT_EQ(content.blocks_in->text(), "other 3");
}

TEST(LoadFramework, puts_descriptors_into_the_order_of_the_levels) {
    const FrameworkContent content = good(read_framework(framework_text, "f.yaml"));
    ASSERT_EQ(content.competencies[0].descriptors.size(), 2U);
    EXPECT_EQ(content.competencies[0].descriptors[0].in("en"), "none");
    EXPECT_EQ(content.competencies[0].descriptors[1].in("en"), "some");
    EXPECT_TRUE(content.competencies[1].descriptors[1].empty()) << "what is missing is for Framework::make() to say";
}

TEST(LoadTexts, take_status_and_source_from_themselves_or_from_the_default) {
    const FrameworkContent content = good(read_framework(framework_text, "f.yaml"));
    ASSERT_EQ(content.title.entries().size(), 2U);
    const Text::Entry& english = content.title.entries()[0];
    EXPECT_EQ(english.language, "en") << "the default language stands first, wherever it was written";
    EXPECT_EQ(english.text, "Framework");
    EXPECT_EQ(english.status, TextStatus::project);
    EXPECT_EQ(english.source.text(), "us");
    EXPECT_EQ(place(english.at), "11:7");
    const Text::Entry& french = content.title.entry("fr");
    EXPECT_EQ(french.text, "Cadre");
    EXPECT_EQ(french.status, TextStatus::verbatim);
    EXPECT_EQ(french.source.text(), "them");
    const Text::Entry& scope = content.licence_scope.entry("en");
    EXPECT_EQ(scope.status, TextStatus::draft);
    EXPECT_EQ(scope.source.text(), "us");
}

std::string with(const std::string& from, const std::string& to) {
    std::string text = framework_text;
    return text.replace(text.find(from), from.size(), to);
}

TEST(LoadTexts, need_the_default_language) {
    EXPECT_EQ(
        said(read_framework(with("description: {en: What it is}", "description: {fr: Ce que c'est}"), "f.yaml")),
        "f.yaml:12:14: error: this text is missing in 'en', the default language; the first of 'languages' is the default: every text is given in "
        "it [CG0230]\n");
}

TEST(LoadTexts, have_only_languages_of_the_file) {
    EXPECT_EQ(said(read_framework(with("{en: What it is}", "{en: What, frr: Quoi}"), "f.yaml")),
              "f.yaml:12:25: error: the language 'frr' is none of 'languages'; did you mean 'fr'? [CG0231]\n");
    EXPECT_EQ(said(read_framework(with("{en: What it is}", "{eng: What}"), "f.yaml")),
              "f.yaml:12:15: error: the language 'eng' is none of 'languages'; did you mean 'en'? [CG0231]\n");
}

TEST(LoadTexts, name_known_sources) {
    EXPECT_EQ(said(read_framework(with("source: them}", "source: they}"), "f.yaml")),
              "f.yaml:10:47: error: the source 'they' is none of 'sources'; did you mean 'them'? [CG0232]\n");
    EXPECT_EQ(said(read_framework(with("source: us}", "source: nobody}"), "f.yaml")),
              "f.yaml:5:41: error: the source 'nobody' is none of 'sources'; known are 'us' and 'them' [CG0232]\n");
}

TEST(LoadFramework, descriptors_are_of_known_levels) {
    EXPECT_EQ(said(read_framework(with("1.10: {en: some}", "1.1: {en: some}"), "f.yaml")),
              "f.yaml:23:72: error: '1.1' is none of the levels of this framework; did you mean '1.10'? [CG0233]\n");
}

TEST(LoadProfiles, reads_everything_with_its_place) {
    const ProfilesContent content = good(read_profiles(R"(capgap: profiles/1
id: p
version: 1.0
framework: {id: f, version: "2"}
languages: [en]
text_default: {status: project, source: us}
sources: {us: {title: We}}
status: approved
approved_by: The council
approved_on: 2026-03-12
profiles:
  - id: clerk
    title: {en: Clerk}
    description: {en: Files}
    targets: {1.10: 3, "2.1": "2"}
)",
                                                       "p.yaml"));
    EXPECT_EQ(content.head.version, "1.0");
    EXPECT_EQ(content.framework.text(), "f 2");
    EXPECT_EQ(place(content.framework.at), "4:12");
    EXPECT_TRUE(content.approved);
    EXPECT_EQ(place(content.status_at), "8:9");
    EXPECT_EQ(content.approved_by, "The council");
    EXPECT_EQ(content.approved_on, "2026-03-12");
    ASSERT_EQ(content.profiles.size(), 1U);
    EXPECT_EQ(content.profiles[0].id.text(), "clerk");
    EXPECT_EQ(content.profiles[0].title.in("en") + content.profiles[0].description.in("en"), "ClerkFiles");
    ASSERT_EQ(content.profiles[0].targets.size(), 2U);
    EXPECT_EQ(content.profiles[0].targets[0].competency.text(), "1.10");
    EXPECT_EQ(content.profiles[0].targets[0].level, 3);
    EXPECT_EQ(content.profiles[0].targets[1].level, 2);
    EXPECT_EQ(place(content.profiles[0].targets[1].at), "15:24");
}

const std::string survey_text = R"(capgap: survey/1
id: s
version: "1"
framework: {id: f, version: "2"}
unit: person
languages: [en]
text_default: {status: project, source: us}
sources: {us: {title: We}}
title: {en: S}
description: {en: D}
disclaimer: {en: X}
scales:
  - id: practice
    options:
      - {id: 0, score: 0, title: {en: Never}}
      - {id: 1, score: "2.5", title: {en: Often}}
      - {id: other, title: {en: Other}}
special_answers: {na: {en: NA}, dk: {en: DK}, ref: {en: REF}}
items:
  - {id: i1, competency: 1.1, scale: practice, title: {en: I1}}
  - id: i2
    attitude: trust
    scale: practice
    reversed: true
    title: {en: I2}
    help: {en: What counts?}
    ask_if: {question: i1, in: [0, other]}
background:
  - {id: gender, title: {en: G}, options: [{id: f, title: {en: F}}, {id: m, title: {en: M}}], breakdown: true, sensitive: true, active: false}
  - {id: region, title: {en: R}, options: [{id: n, title: {en: N}}], breakdown: false}
wanted: {max: 2, title: {en: W}}
scoring:
  method: classical
  min_answered: 0.75
  match_bands: [10, "25.5", 50, 90]
  cut_scores: {values: [12.5, "50"], method: {en: halves}, source: us}
notice: {controller: {en: N1}, legal_basis: {en: N2}, purpose: {en: N3}, excluded_uses: {en: N4}, retention: {en: N5}, contact: {en: N6}}
)";

TEST(LoadSurvey, reads_scales_and_items) {
    const SurveyContent content = good(read_survey(survey_text, "s.yaml"));
    EXPECT_EQ(content.unit, Unit::person);
    EXPECT_EQ(content.title.in("en") + content.description.in("en") + content.disclaimer.in("en"), "SDX");
    EXPECT_EQ(content.title_na.in("en") + content.title_dk.in("en") + content.title_ref.in("en"), "NADKREF");
    ASSERT_EQ(content.scales.size(), 1U);
    ASSERT_EQ(content.scales[0].options.size(), 3U);
    EXPECT_EQ(content.scales[0].options[1].score, Decimal::parse("2.5"));
    EXPECT_EQ(content.scales[0].options[2].score, std::nullopt);
    EXPECT_EQ(place(content.scales[0].options[2].at), "17:14");
    ASSERT_EQ(content.items.size(), 2U);
    EXPECT_EQ(content.items[0].competency.text(), "1.1");
    EXPECT_TRUE(content.items[0].attitude.empty());
    EXPECT_FALSE(content.items[0].reversed);
    EXPECT_FALSE(content.items[0].ask_if);
    EXPECT_EQ(content.items[1].attitude.text(), "trust");
    EXPECT_TRUE(content.items[1].reversed);
    EXPECT_EQ(content.items[1].help.in("en"), "What counts?");
    ASSERT_TRUE(content.items[1].ask_if);
    EXPECT_EQ(content.items[1].ask_if->question, "i1");
    EXPECT_THAT(content.items[1].ask_if->any_of, ElementsAre("0", "other"));
    EXPECT_EQ(place(content.items[1].ask_if->at), "27:13");
}

TEST(LoadSurvey, reads_background_scoring_and_notice) {
    const SurveyContent content = good(read_survey(survey_text, "s.yaml"));
    ASSERT_EQ(content.background.size(), 2U);
    EXPECT_TRUE(content.background[0].breakdown && content.background[0].sensitive && !content.background[0].active);
    EXPECT_TRUE(!content.background[1].breakdown && !content.background[1].sensitive && content.background[1].active);
    EXPECT_EQ(content.background[0].options.at(1).id.text(), "m");
    ASSERT_TRUE(content.wanted);
    EXPECT_EQ(content.wanted->max, 2);
    EXPECT_EQ(content.scoring.method, "classical");
    EXPECT_EQ(content.scoring.min_answered, Decimal::parse("0.75"));
    EXPECT_THAT(content.scoring.match_bands,
                ElementsAre(*Decimal::parse("10"), *Decimal::parse("25.5"), *Decimal::parse("50"), *Decimal::parse("90")));
    EXPECT_THAT(content.scoring.cut_scores, ElementsAre(*Decimal::parse("12.5"), *Decimal::parse("50")));
    EXPECT_EQ(content.scoring.cut_method.in("en"), "halves");
    EXPECT_EQ(content.scoring.cut_source.text(), "us");
    ASSERT_TRUE(content.notice);
    EXPECT_EQ(content.notice->controller.in("en") + content.notice->legal_basis.in("en") + content.notice->purpose.in("en") +
                  content.notice->excluded_uses.in("en") + content.notice->retention.in("en") + content.notice->contact.in("en"),
              "N1N2N3N4N5N6");
}

TEST(LoadAssessment, reads_everything_with_its_place) {
    const AssessmentContent content = good(read_assessment(R"(capgap: assessment/1
id: a
languages: [en]
text_default: {status: draft}
title: {en: A}
data: {collected_from: 2026-03-02, collected_to: 2026-03-27, simulated: true, note: {en: N}}
design: probability
institutions: i.csv
population: "${DATA}/p.csv"
weighting: {method: raked, margins: [[institution], [profile, gender]]}
privacy: {min_cell: 7}
instruments:
  - {framework: "builtin:f/1", survey: s, targets: t, responses: r.csv, format: limesurvey, mapping: m.yaml, breakdowns: [gender]}
  - {framework: e, survey: s2, targets: t2, responses: r2.csv, format: tidy, breakdowns: []}
  - {framework: e, survey: s2, targets: t2, responses: r2.csv, format: tidy}
)",
                                                           "a.yaml"));
    EXPECT_EQ(content.head.id, "a");
    EXPECT_EQ(content.title.entry("en").status, TextStatus::draft);
    EXPECT_TRUE(content.title.entry("en").source.empty());
    EXPECT_EQ(content.collected_from + ' ' + content.collected_to, "2026-03-02 2026-03-27");
    EXPECT_TRUE(content.simulated);
    EXPECT_EQ(content.note.in("en"), "N");
    EXPECT_EQ(place(content.data_at), "6:7");
    EXPECT_EQ(content.design, Design::probability);
    EXPECT_EQ(place(content.design_at), "7:9");
    EXPECT_EQ(content.institutions.text, "i.csv");
    EXPECT_EQ(content.population.text, "${DATA}/p.csv");
    EXPECT_EQ(place(content.population.at), "9:13");
    EXPECT_EQ(content.weighting, WeightingMethod::raked);
    ASSERT_EQ(content.margins.size(), 2U);
    EXPECT_THAT(content.margins[1].variables, ElementsAre("profile", "gender"));
    EXPECT_EQ(content.min_cell, 7);
    EXPECT_EQ(place(content.min_cell_at), "11:21");
    ASSERT_EQ(content.instruments.size(), 3U);
    EXPECT_EQ(content.instruments[0].framework.text, "builtin:f/1");
    EXPECT_EQ(content.instruments[0].format, ResponseFormat::limesurvey);
    EXPECT_EQ(content.instruments[0].mapping.text, "m.yaml");
    EXPECT_THAT(*content.instruments[0].breakdowns, ElementsAre("gender"));
    EXPECT_TRUE(content.instruments[1].breakdowns->empty());
    EXPECT_FALSE(content.instruments[2].breakdowns);
    EXPECT_TRUE(content.instruments[1].mapping.empty());
}

TEST(LoadAssessment, leaves_out_what_is_optional) {
    const AssessmentContent content = good(read_assessment(R"(capgap: assessment/1
id: a
languages: [en]
title: {en: A}
data: {collected_from: 2026-03-02, collected_to: 2026-03-27}
design: census
institutions: i.csv
instruments: [{framework: f, survey: s, targets: t, responses: r, format: tidy}]
)",
                                                           "a.yaml"));
    EXPECT_FALSE(content.simulated);
    EXPECT_TRUE(content.population.empty());
    EXPECT_FALSE(content.weighting);
    EXPECT_EQ(content.min_cell, 10);
    EXPECT_EQ(content.title.entry("en").status, TextStatus::project);
}

TEST(LoadMapping, reads_rules_within_rules) {
    const Mapping mapping = good(read_mapping(R"(capgap: mapping/1
id: m
survey: {id: s, version: 1}
columns_unused: error
tables:
  t: {"Yes": 1, "No": ""}
respondent: {position: 1}
institution:
  join: [{code: "a[b]", table: t}, {first_of: [{header: H}, {constant: x}], table: t, otherwise: ""}]
  separator: "."
profile: {constant: clerk}
background: {gender: {code: g}}
items:
  i1: {code: q1, table: t, otherwise: "2"}
  i2: {code: q2}
wave: {constant: 2026}
)",
                                              "m.yaml"));
    EXPECT_EQ(mapping.id + ' ' + mapping.survey_id + ' ' + mapping.survey_version, "m s 1");
    EXPECT_EQ(place(mapping.at) + ' ' + place(mapping.survey_at), "2:5 3:9");
    EXPECT_TRUE(mapping.unused_columns_are_errors);
    ASSERT_EQ(mapping.tables.size(), 1U);
    EXPECT_THAT(mapping.tables[0].entries, ElementsAre(testing::Pair("Yes", "1"), testing::Pair("No", "")));
    EXPECT_EQ(mapping.respondent->kind, FieldRule::Kind::position);
    EXPECT_EQ(mapping.respondent->position, 1U);
    const FieldRule& institution = *mapping.institution;
    EXPECT_EQ(institution.kind, FieldRule::Kind::join);
    EXPECT_EQ(institution.separator, ".");
    ASSERT_EQ(institution.parts.size(), 2U);
    EXPECT_EQ(institution.parts[0].text, "a[b]");
    EXPECT_EQ(institution.parts[0].table.text(), "t");
    EXPECT_FALSE(institution.parts[0].otherwise);
    EXPECT_EQ(institution.parts[1].kind, FieldRule::Kind::first_of);
    EXPECT_EQ(institution.parts[1].otherwise, "");
    EXPECT_EQ(institution.parts[1].parts.at(0).kind, FieldRule::Kind::header);
    EXPECT_EQ(institution.parts[1].parts.at(1).text, "x");
    EXPECT_EQ(place(institution.parts[1].at), "9:36");
    EXPECT_EQ(mapping.items.at(0).id, "i1");
    EXPECT_EQ(mapping.items.at(0).rule.otherwise, "2");
    EXPECT_EQ(place(mapping.items.at(1).at), "15:3");
    EXPECT_EQ(mapping.background.at(0).rule.text, "g");
    EXPECT_EQ(mapping.wave->text, "2026");
    EXPECT_FALSE(mapping.weight);
}

TEST(LoadTextsFile, flattens_groups) {
    const Texts texts = good(read_texts("capgap: texts/1\nlanguage: pt-BR\ntexts:\n  a: {b: AB, c: {d: 1}}\n  a.e: \" x\"\n  f: \"\"\n", "t.yaml"));
    EXPECT_EQ(texts.language(), "pt-BR");
    EXPECT_THAT(texts.sentences(),
                ElementsAre(testing::Pair("a.b", "AB"), testing::Pair("a.c.d", "1"), testing::Pair("a.e", " x"), testing::Pair("f", "")));
}

}  // namespace
}  // namespace capgap
