#include "sample.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace capgap {
namespace {

using sample::at;
using sample::framework_content;
using sample::text;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<std::string> said(FrameworkContent content) {
    return sample::said(Framework::make(std::move(content)));
}

TEST(Framework, is_made_of_what_makes_sense) {
    const auto made = Framework::make(framework_content());
    ASSERT_TRUE(made.has_value());
    EXPECT_THAT(made->remarks, IsEmpty());
    const Framework& framework = made->value;
    EXPECT_EQ(framework.competency_index("2.1"), 2U);
    EXPECT_EQ(framework.competency_index("2.10"), std::nullopt);
    EXPECT_EQ(framework.attitude_index("trust"), 0U);
    EXPECT_EQ(framework.attitude_index("1.1"), std::nullopt);
    EXPECT_EQ(framework.ref().text(), "dcf 1.0");
}

TEST(Framework, refuses_ids_that_are_none) {
    auto content = framework_content();
    content.levels[1].id = LevelId("very skilled");
    content.competencies[0].id = CompetencyId("none");
    content.attitudes[0].id = AttitudeId(std::string(65, 'x'));
    EXPECT_THAT(said(content),
                ElementsAre("framework.yaml:11:3: error: 'very skilled' cannot be the id of a level; an id is 1 to 64 characters of A-Z a-z "
                            "0-9 . _ - and begins with a letter or digit [CG1120]",
                            "framework.yaml:21:3: error: 'none' cannot be the id of a competency: the word has a meaning of its own; "
                            "reserved are none, unknown, own, na, dk, ref and * [CG1120]",
                            "framework.yaml:40:3: error: '" + std::string(65, 'x') +
                                "' cannot be the id of an attitude; an id is 1 to 64 characters of A-Z a-z 0-9 . _ - and begins with a "
                                "letter or digit [CG1120]"));
}

TEST(Framework, names_the_first_place_of_a_repeated_id) {
    auto content = framework_content();
    content.levels[2].id = LevelId("basic");
    content.domains[1].id = DomainId("1");
    content.competencies[2].id = CompetencyId("1.1");  // in another domain: still the same list
    content.attitudes.push_back(content.attitudes[0]);
    content.attitudes[1].at = {"other.yaml", 3, 1};
    EXPECT_THAT(
        said(content),
        ElementsAre(
            "framework.yaml:12:3: error: the id 'basic' of this level is taken by the level at line 10; each id may be used once [CG1121]",
            "framework.yaml:30:3: error: the id '1' of this domain is taken by the domain at line 20; each id may be used once [CG1121]",
            "framework.yaml:31:3: error: the id '1.1' of this competency is taken by the competency at line 21; each id may be used once [CG1121]",
            "other.yaml:3:1: error: the id 'trust' of this attitude is taken by the attitude at framework.yaml:40; each id may be used once "
            "[CG1121]"));
}

TEST(Framework, lets_a_competency_an_attitude_and_a_level_share_an_id) {
    auto content = framework_content();
    content.attitudes[0].id = AttitudeId("1.1");
    content.levels[0].id = LevelId("1.1");
    EXPECT_THAT(said(content), IsEmpty());
}

TEST(Framework, has_two_to_ten_levels) {
    auto content = framework_content();
    content.levels.resize(1);
    for (Competency& competency : content.competencies) competency.descriptors.resize(1);
    EXPECT_THAT(said(content), ElementsAre("framework.yaml:10:3: error: the framework has 1 level, 2 to 10 are possible [CG1122]"));

    content = framework_content();
    for (int i = 4; i <= 11; ++i) {
        content.levels.push_back({LevelId("level" + std::to_string(i)), at(13), text("Level", at(13)), {}});
        for (Competency& competency : content.competencies) competency.descriptors.push_back(text("Step " + std::to_string(i), competency.at));
    }
    EXPECT_THAT(said(content), ElementsAre("framework.yaml:10:3: error: the framework has 11 levels, 2 to 10 are possible [CG1122]"));

    content.levels.pop_back();
    for (Competency& competency : content.competencies) competency.descriptors.pop_back();
    EXPECT_THAT(said(content), IsEmpty());

    content.levels.clear();
    for (Competency& competency : content.competencies) competency.descriptors.clear();
    EXPECT_THAT(said(content), ElementsAre("framework.yaml:2:3: error: the framework has 0 levels, 2 to 10 are possible [CG1122]"));
}

TEST(Framework, has_competencies) {
    auto content = framework_content();
    content.competencies.clear();
    EXPECT_THAT(said(content), ElementsAre("framework.yaml:2:3: error: the framework has no competency [CG1123]",
                                           "framework.yaml:20:3: warning: the domain '1' has no competency [CG1124]",
                                           "framework.yaml:30:3: warning: the domain '2' has no competency [CG1124]"));
}

TEST(Framework, has_no_more_competencies_than_can_be_coded) {
    auto content = framework_content();
    while (content.competencies.size() < Framework::max_competencies) {
        content.competencies.push_back(sample::competency("c" + std::to_string(content.competencies.size()), 1, 32));
    }
    EXPECT_THAT(said(content), IsEmpty());
    content.competencies.push_back(sample::competency("last", 1, 33));
    EXPECT_THAT(said(content), ElementsAre("framework.yaml:33:3: error: the framework has 65536 competencies, at most 65535 are possible [CG1123]"));
}

TEST(Framework, describes_every_competency_at_every_level) {
    auto content = framework_content();
    content.competencies[1].descriptors[1] = Text();
    content.competencies[2].descriptors.pop_back();
    EXPECT_THAT(said(content),
                ElementsAre("framework.yaml:22:3: error: the competency '1.2' has no descriptor for the level 'skilled'; `descriptors` "
                            "describes the competency at every level [CG1125]",
                            "framework.yaml:31:3: error: the competency '2.1' has no descriptor for the level 'expert'; `descriptors` "
                            "describes the competency at every level [CG1125]"));
}

TEST(Framework, notices_a_descriptor_that_was_copied) {
    auto content = framework_content();
    content.competencies[1].descriptors[2] = text("Knows it", at(25));
    EXPECT_THAT(said(content),
                ElementsAre("framework.yaml:25:3: warning: the competency '1.2' has the same descriptor for the level 'expert' as for the level "
                            "'basic'; probably copied and not yet changed: nobody could tell the two levels apart [CG1126]"));
}

Statement statement(const std::string& id, const std::string& level, const Text& words, std::uint32_t line) {
    return {StatementId(id), at(line), LevelId(level), at(line), words};
}

/// 1.1 without descriptors: two statements at the first level, one at each of the others.
FrameworkContent with_statements() {
    FrameworkContent made = framework_content();
    made.head.languages = {"en", "fr"};
    Competency& one = made.competencies[0];
    const auto both = [](const std::string& en, const std::string& fr, TextStatus status) {
        return Text({{"en", en, TextStatus::verbatim, SourceId("us"), at(50)}, {"fr", fr, status, SourceId("us"), at(50)}});
    };
    one.statements = {
        statement("S1", "basic", both("Names it.", "Le nomme.", TextStatus::rendering), 51), statement("S2", "skilled", text("Does it.", at(52)), 52),
        statement("S3", "basic", both("Finds it.", "Le trouve.", TextStatus::draft), 53), statement("S4", "expert", text("Teaches it.", at(54)), 54)};
    one.descriptors.clear();
    one.described_by_statements = true;
    return made;
}

TEST(Framework, is_described_by_its_statements_where_it_has_no_descriptors) {
    const Framework made = Framework::make(with_statements()).value().value;
    const std::vector<Text>& descriptors = made.competencies()[0].descriptors;
    ASSERT_EQ(descriptors.size(), 3U);
    EXPECT_EQ(descriptors[0].in("en"), "Names it. Finds it.");
    EXPECT_EQ(descriptors[0].in("fr"), "Le nomme. Le trouve.");
    EXPECT_EQ(descriptors[0].entry("fr").status, TextStatus::draft) << "as weak as the weakest of its parts";
    EXPECT_EQ(descriptors[0].entry("en").status, TextStatus::verbatim);
    EXPECT_EQ(descriptors[1].in("fr"), "Does it.") << "in the default language where a statement has no other";
}

TEST(Framework, leaves_a_language_out_that_one_statement_lacks) {
    FrameworkContent content = with_statements();
    content.competencies[0].statements[2].text = text("Finds it.", at(53));
    const Framework made = Framework::make(std::move(content)).value().value;
    EXPECT_EQ(made.competencies()[0].descriptors[0].in("fr"), "Names it. Finds it.");
}

TEST(Framework, has_statements_at_levels_that_there_are) {
    FrameworkContent content = with_statements();
    content.competencies[0].statements[3].level = LevelId("expart");
    content.competencies[0].outcomes = {{statement("S1", "basic", text("Has learnt it", at(60)), 60), OutcomeKind::skill}};
    std::vector<std::string> errors = said(content);
    std::erase_if(errors, [](const std::string& line) { return line.find(": error: ") == std::string::npos; });
    EXPECT_THAT(errors, ElementsAre(AllOf(HasSubstr("framework.yaml:21:"), HasSubstr("has no statement for the level 'expert'")),
                                    AllOf(HasSubstr("framework.yaml:54:"), HasSubstr("'expart'"), HasSubstr("did you mean 'expert'")),
                                    AllOf(HasSubstr("framework.yaml:60:"), HasSubstr("'S1'"))));
}

TEST(Framework, describes_a_competency_somehow) {
    FrameworkContent content = framework_content();
    content.competencies[1].descriptors.assign(3, Text());
    EXPECT_THAT(said(content), ElementsAre(HasSubstr("'1.2' has neither `descriptors` nor `statements`")));
}

TEST(Framework, knows_where_its_blocks_are) {
    auto content = framework_content();
    content.competencies[0].blocks = {{CompetencyId("2.1"), at(23)}, {CompetencyId("2.2"), at(24)}, {CompetencyId("2.1"), at(25)}};
    EXPECT_THAT(said(content),
                ElementsAre("framework.yaml:23:3: error: the competency '1.1' has `blocks`, but the file has no `blocks_in`; `blocks_in: {id: "
                            "..., version: ...}` names the framework that the blocked competencies belong to [CG1127]",
                            "framework.yaml:25:3: error: the competency '1.1' blocks '2.1' twice, first at line 23 [CG1128]"));
}

TEST(Framework, says_everything_at_once_in_the_order_of_the_file) {
    auto content = framework_content();
    content.attitudes[0].title = Text();
    content.levels[0].id = LevelId("-");
    content.competencies[2].descriptors[0] = Text();
    content.head.id = "a b";
    const auto made = Framework::make(content);
    ASSERT_TRUE(made.has_error());
    std::vector<std::uint32_t> places;
    for (const Diagnostic& diagnostic : made.error().all) places.push_back(diagnostic.at.line);
    EXPECT_THAT(places, ElementsAre(2, 10, 31, 40));
}

class Blocks : public testing::Test {
protected:
    static Framework elements(const std::string& version, const std::string& blocked) {
        auto content = framework_content();
        content.blocks_in = FrameworkRef{FrameworkId("dcf"), version, at(50)};
        content.competencies[0].blocks = {{CompetencyId("1.1"), at(23)}, {CompetencyId(blocked), at(24)}};
        return Framework::make(std::move(content)).value().value;
    }
};

TEST_F(Blocks, name_competencies_of_the_assessed_framework) {
    EXPECT_THAT(check_blocks(elements("1.0", "2.1"), sample::framework()), IsEmpty());
    EXPECT_THAT(check_blocks(sample::framework(), sample::framework()), IsEmpty());
    EXPECT_THAT(sample::lines(check_blocks(elements("1.0", "2.11"), sample::framework())),
                ElementsAre("framework.yaml:24:3: error: '1.1' blocks '2.11', which dcf 1.0 does not have; did you mean '2.1'? [CG1129]"));
}

TEST_F(Blocks, of_another_framework_are_no_barrier) {
    EXPECT_THAT(
        sample::lines(check_blocks(elements("0.9", "9.9"), sample::framework())),
        ElementsAre(
            "framework.yaml:50:3: warning: `blocks_in` is dcf 0.9, the assessed framework is dcf 1.0: no element is a barrier to it [CG1130]"));
}

}  // namespace
}  // namespace capgap
