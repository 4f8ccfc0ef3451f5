#include <capgap/formats/csv/responses.hpp>

#include "source_reading.hpp"

#include <gmock/gmock.h>

namespace capgap {
namespace {

using csv_testing::joined;
using csv_testing::Responses;
using csv_testing::small_codebook;
using testing::ElementsAre;
using testing::HasSubstr;

Responses read_answers(const std::string& text, const Codebook& codebook) {
    return csv_testing::read_source(open_tidy(std::make_unique<std::istringstream>(text), "r.csv", codebook, {}));
}

Responses read_with_posts(const std::string& text) {
    Codebook codebook = small_codebook();
    codebook.posts = csv_testing::names({"Registrar", "Head of IT"});
    codebook.profile_of_post = {0, 1};
    return read_answers(text, codebook);
}

TEST(OpenTidy, the_post_decides_the_profile) {
    const Responses all = read_with_posts(
        "respondent,institution,profile,post,gender,region,c1,c2,t1\n"
        "r1,mps,,Registrar,,,,,\n"
        "r2,mps,policymaker,Head of IT,,,,,\n"
        "r3,mps,ict_staff,Head of IT,,,,,\n"
        "r4,mps,ict_staff,,,,,,\n"
        "r5,mps,,,,,,,\n"
        "r6,mps,policymaker,Head of II,,,,,\n"
        "r7,nowhere,policymaker,Head of IT,,,,,\n");
    EXPECT_THAT(all.all.profile, ElementsAre(0, 1, 1, 1, Batch::no_profile));
    EXPECT_EQ(all.summary.posts_and_profiles, 2U) << "a row that is set aside counts nowhere";
    EXPECT_EQ(all.summary.posts_differ, 1U);
    EXPECT_EQ(joined(all.summary.row_errors),
              "r.csv:7:4: error: unknown post 'Head of II'; did you mean 'Head of IT'? [CG1824]\n"
              "r.csv:8:2: error: unknown institution 'nowhere'; known are 'mps', 'audit' and 'directorate-of-strategy' [CG1811]\n");
}

TEST(OpenTidy, a_post_may_stand_in_the_place_of_the_profile) {
    const Responses all = read_with_posts("respondent,institution,post,gender,region,c1,c2,t1\nr1,mps,Head of IT,,,,,\n");
    EXPECT_EQ(all.errors, "");
    EXPECT_THAT(all.all.profile, ElementsAre(1));
    EXPECT_THAT(read_with_posts("respondent,institution,gender,region,c1,c2,t1\n").errors, HasSubstr("neither of the columns 'post' and 'profile'"));
    EXPECT_THAT(read_answers("respondent,institution,profile,post,gender,region,c1,c2,t1\n", small_codebook()).errors,
                HasSubstr("'post' does not belong here"));
}

}  // namespace
}  // namespace capgap
