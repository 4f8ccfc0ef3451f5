#include <capgap/pipeline/propose_mapping.hpp>

#include <capgap/formats/csv/column_summaries.hpp>
#include <capgap/formats/yaml/load.hpp>

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <sstream>

namespace capgap {
namespace {

std::string source_file(const std::string& name) {
    std::ifstream in(std::string(CAPGAP_SOURCE_DIR) + "/tests/invalid/base/" + name, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

/// The small survey: s1 s2 f1 f2 p1 p2 on never, with_help, alone; t1 on no, yes; gender female, male.
const Survey& small_survey() {
    static const Survey survey = [] {
        auto framework = Framework::make(std::move(read_framework(source_file("framework.yaml"), "f")->value));
        return std::move(Survey::make(std::move(read_survey(source_file("survey.yaml"), "s")->value), framework->value)->value);
    }();
    return survey;
}

InstitutionTree offices() {
    return std::move(
        InstitutionTree::make({{InstitutionId("hq"), {}, "", "Head office", "", ""}, {InstitutionId("east"), {}, "hq", "Eastern office", "", ""}})
            ->value);
}

MappingProposal proposed(const std::string& answers, const InstitutionTree* institutions = nullptr) {
    std::istringstream in(answers);
    const auto columns = summarise_columns(in, "f.csv", {});
    EXPECT_TRUE(columns.has_value());
    return propose_mapping({small_survey(), *columns, nullptr, institutions});
}

/// "sure item s1", "unsure", by column.
std::string found(const MappingProposal& proposal, std::size_t column) {
    const ColumnProposal& one = proposal.columns.at(column - 1);
    return std::string(to_string(one.sureness)) + (one.field.empty() ? "" : ' ' + one.field);
}

TEST(ProposeMapping, a_code_and_values_as_they_stand_are_sure) {
    const auto proposal = proposed("respondent,gender,s1\n7,female,never\n3,male,alone\n");
    EXPECT_EQ(found(proposal, 1), "sure respondent");
    EXPECT_EQ(found(proposal, 2), "sure background question gender");
    EXPECT_EQ(found(proposal, 3), "sure item s1");
    EXPECT_TRUE(proposal.mapping.tables.empty());
    EXPECT_EQ(proposal.mapping.items.at(0).rule.text, "s1");
}

TEST(ProposeMapping, values_that_need_a_table_are_likely) {
    const auto proposal = proposed("id,s1,t1\n1,Alone,Y\n2,With help,N\n");
    EXPECT_EQ(found(proposal, 2), "likely item s1");
    EXPECT_EQ(found(proposal, 3), "likely item t1");
    ASSERT_EQ(proposal.mapping.tables.size(), 2U);
    using Entries = std::vector<std::pair<std::string, std::string>>;
    // In the order of the survey, and with the words that nobody has used yet.
    EXPECT_EQ(
        proposal.mapping.tables[0].entries,
        (Entries{{"I have never done it", "never"}, {"With help", "with_help"}, {"with help", "with_help"}, {"Alone", "alone"}, {"alone", "alone"}}));
    EXPECT_EQ(proposal.mapping.tables[1].entries, (Entries{{"N", "no"}, {"No", "no"}, {"Y", "yes"}, {"Yes", "yes"}}));
}

TEST(ProposeMapping, questions_are_known_by_their_words) {
    const auto proposal = proposed(
        "id,\"<b>I draw</b> how offices&nbsp;work together\",\"q9[2]._.Practice [I change how offices work together]\",x. "
        "GENDER\n1,alone,never,female\n2,never,alone,\n");
    EXPECT_EQ(found(proposal, 2), "likely item s1");
    EXPECT_EQ(found(proposal, 3), "likely item s2");
    EXPECT_EQ(found(proposal, 4), "likely background question gender");
    EXPECT_EQ(proposal.mapping.items.at(0).rule.kind, FieldRule::Kind::header);
    EXPECT_EQ(proposal.mapping.items.at(1).rule.kind, FieldRule::Kind::code);
    EXPECT_EQ(proposal.mapping.items.at(1).rule.text, "q9[2]");
    EXPECT_EQ(proposal.mapping.background.at(0).rule.text, "x");
}

TEST(ProposeMapping, codes_are_the_same_however_parts_are_written) {
    const auto proposal = proposed("id,block[s1],block_s2,P1,F1._.I write down what may come\n1,alone,alone,alone,A1\n2,never,never,never,A3\n");
    EXPECT_EQ(found(proposal, 2), "likely item s1") << "the part in brackets";
    EXPECT_EQ(found(proposal, 3), "unsure") << "block_s2 is a code of its own";
    EXPECT_EQ(found(proposal, 4), "sure item p1");
    EXPECT_EQ(found(proposal, 5), "likely item f1");
    EXPECT_EQ(found(proposed("id,b[s1]\n1,A1\n2,A2\n"), 2), "unsure item s1") << "part and places: two guesses are one too many";
}

TEST(ProposeMapping, the_very_code_goes_before_one_that_is_written_otherwise) {
    const auto proposal = proposed("id,S1,s1\n1,alone,never\n2,never,alone\n");
    EXPECT_EQ(found(proposal, 2), "unsure");
    EXPECT_EQ(found(proposal, 3), "sure item s1");
}

TEST(ProposeMapping, nothing_unsure_is_taken) {
    const auto proposal = proposed("id,s1,s2,I draw how offices work together\n1,never,sometimes,alone\n2,alone,,never\n");
    EXPECT_EQ(found(proposal, 2), "sure item s1") << "its code is more than the words of the last column";
    EXPECT_EQ(found(proposal, 3), "unsure item s2");
    EXPECT_EQ(proposal.columns[2].reason, "the code is the same; 'sometimes' is no answer, or more than one");
    EXPECT_EQ(found(proposal, 4), "unsure");
    EXPECT_EQ(proposal.mapping.items.size(), 1U);
    const std::vector<std::string> expected{"institution", "profile", "background question gender", "item s2", "item f1", "item f2", "item p1",
                                            "item p2",     "item t1"};
    EXPECT_EQ(proposal.missing, expected);
}

TEST(ProposeMapping, columns_that_are_alike_are_not_taken_unless_the_values_of_one_alone_fit) {
    const auto both = proposed("id,s1,s1\n1,never,alone\n2,alone,never\n");
    EXPECT_EQ(found(both, 2), "unsure item s1");
    EXPECT_EQ(both.columns[1].reason, "2 columns are alike");
    const auto one = proposed("id,s1._.,s1\n1,never,whatever\n2,alone,it is\n");
    EXPECT_EQ(found(one, 2), "sure item s1");
    EXPECT_EQ(one.mapping.items.at(0).rule.kind, FieldRule::Kind::header) << "the code alone would be both";
    EXPECT_EQ(one.mapping.items.at(0).rule.text, "s1._.");
    const auto same = proposed("id,s1,s1\n1,never,whatever\n2,alone,it is\n");
    EXPECT_EQ(same.mapping.items.at(0).rule.kind, FieldRule::Kind::position);
    EXPECT_EQ(same.mapping.items.at(0).rule.position, 2U);
}

TEST(ProposeMapping, columns_of_limesurvey_itself) {
    const auto proposal =
        proposed("id._.Response ID,submitdate,startlanguage,interviewtime,token,t1\n5,2026-03-02 10:00,en,12.5,abc,no\n6,,fr-CA,7,def,yes\n");
    EXPECT_EQ(found(proposal, 1), "sure respondent");
    EXPECT_EQ(found(proposal, 2), "unsure");
    EXPECT_EQ(found(proposal, 3), "sure language");
    EXPECT_EQ(found(proposal, 4), "sure seconds");
    EXPECT_EQ(proposal.columns[4].reason, "it leads back to a person");
    const auto headings = proposed("ID de la réponse,Temps total,Langue de départ\n5,\"12,5\",fr\n6,\"1,500\",fr\n");
    EXPECT_EQ(found(headings, 1), "likely respondent");
    EXPECT_EQ(found(headings, 2), "likely seconds");
    EXPECT_TRUE(headings.mapping.file.decimal_comma) << "12,5 can be nothing else";
    EXPECT_EQ(found(proposed("id,interviewtime\n5,\"1,500\"\n"), 2), "unsure seconds") << "fifteen hundred, or one and a half?";
}

TEST(ProposeMapping, a_first_column_without_a_name_that_counts_is_the_respondent) {
    EXPECT_EQ(found(proposed(",t1\n1,no\n2,no\n10,yes\n"), 1), "likely respondent");
    EXPECT_EQ(found(proposed(",t1\n2,no\n1,no\n"), 1), "unsure");
    EXPECT_EQ(found(proposed("id,t1\n1,no\n,no\n"), 1), "unsure respondent") << "not in every row";
}

TEST(ProposeMapping, institutions_are_known_by_id_or_name_where_there_is_a_list) {
    const InstitutionTree tree = offices();
    EXPECT_EQ(found(proposed("id,institution\n1,hq\n2,east\n", &tree), 2), "sure institution");
    EXPECT_EQ(found(proposed("id,institution\n1,hq\n2,east\n"), 2), "likely institution") << "nothing to compare with";
    EXPECT_EQ(found(proposed("id,institution\n1,hq\n2,west\n", &tree), 2), "unsure institution");
    EXPECT_EQ(found(proposed("id,place._.Where?\n1,EASTERN office\n2,\n", &tree), 2), "likely institution");
    EXPECT_EQ(found(proposed("id,a,b\n1,hq,east\n2,hq,hq\n", &tree), 2), "unsure institution") << "two such columns";
}

TEST(ProposeMapping, what_a_mapping_cannot_write_is_not_taken) {
    const auto proposal = proposed("id,s1\n1,al\xEF\xBB\xBFone\n");
    EXPECT_EQ(found(proposal, 2), "unsure item s1") << "a mark of byte order inside the cell";
}

TEST(ProposeMapping, empty_columns_and_files) {
    EXPECT_EQ(found(proposed("id,s1\n1,\n2,\n"), 2), "likely item s1") << "nobody answered";
    EXPECT_EQ(found(proposed("id,x[s1]\n1,\n"), 2), "unsure item s1");
    EXPECT_EQ(found(proposed("s1\n"), 1), "likely item s1");
}

}  // namespace
}  // namespace capgap
