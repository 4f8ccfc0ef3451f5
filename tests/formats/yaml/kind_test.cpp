#include <capgap/formats/yaml/load.hpp>

#include <formats/yaml/yaml_testing.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace capgap {
namespace {

using testing::HasSubstr;
using yaml::lines;
using yaml::said;

std::string said_of_kind(const std::string& text) {
    const Result<std::string> kind = kind_of(text, "f.yaml");
    return kind.has_error() ? lines(kind.error().all) : *kind + '\n';
}

TEST(Kind, is_said_by_the_first_key) {
    EXPECT_EQ(said_of_kind("capgap: survey/1\nwhat: ever\n"), "survey\n");
    EXPECT_EQ(said_of_kind("\xef\xbb\xbf# ours\r\n\r\ncapgap: mapping/1\r\nwhat: ever\r\n"), "mapping\n");
    EXPECT_EQ(said_of_kind("capgap: survey/1 # ours\n"), "survey\n");
    EXPECT_EQ(said_of_kind("\"capgap\": survey/1\n"), "survey\n");
    EXPECT_EQ(said_of_kind("id: x\n"),
              "f.yaml:1:1: error: the file does not say what it is: its first key must be 'capgap'; as in 'capgap: framework/1' [CG0201]\n");
    EXPECT_EQ(said_of_kind("- a\n"),
              "f.yaml:1:1: error: the file does not say what it is: its first key must be 'capgap'; as in 'capgap: framework/1' [CG0201]\n");
    EXPECT_EQ(said_of_kind("id: x\ncapgap: survey/1\n"), "f.yaml:2:1: error: 'capgap' must be the first key of the file [CG0202]\n");
    EXPECT_EQ(said_of_kind("capgap: survey\n"),
              "f.yaml:1:9: error: 'capgap' must be a kind and a version, as 'framework/1'; found 'survey' [CG0203]\n");
    EXPECT_EQ(said_of_kind("capgap: survey/0\n"),
              "f.yaml:1:9: error: 'capgap' must be a kind and a version, as 'framework/1'; found 'survey/0' [CG0203]\n");
    EXPECT_EQ(said_of_kind("capgap: [survey/1]\n"), "f.yaml:1:9: error: 'capgap' must be a kind and a version, as 'framework/1' [CG0203]\n");
    EXPECT_EQ(said_of_kind("capgap: frame/1\n"),
              "f.yaml:1:9: error: 'frame' is no kind of file that this program knows; known are 'framework', 'profiles', 'survey', 'catalogue', "
              "'assessment', "
              "'mapping', 'texts' and 'calibration' [CG0204]\n");
    EXPECT_EQ(said_of_kind("capgap: framework/2\n"),
              "f.yaml:1:9: error: the file is 'framework/2' and needs a newer capgap: this program reads framework/1 [CG0206]\n");
    EXPECT_THAT(said_of_kind("capgap: framework/99999999999999999999\n"), HasSubstr("CG0203"));
    EXPECT_THAT(said_of_kind("capgap: [a\n"), HasSubstr("CG0121"));
}

TEST(Kind, must_be_the_one_wanted) {
    EXPECT_EQ(said(read_survey("capgap: framework/1\n", "f.yaml")),
              "f.yaml:1:9: error: the file is of the kind 'framework'; one of the kind 'survey' is wanted here [CG0205]\n");
    EXPECT_EQ(said(read_framework("capgap: framework/2\ncolour: red\n", "f.yaml")),
              "f.yaml:1:9: error: the file is 'framework/2' and needs a newer capgap: this program reads framework/1 [CG0206]\n");
}

TEST(Kind, that_is_not_the_first_key_does_not_hide_other_problems) {
    const std::string text = "language: en\ncapgap: texts/1\ntextes: {a: b}\n";
    EXPECT_EQ(said(read_texts(text, "t.yaml")),
              "t.yaml:2:1: error: 'capgap' must be the first key of the file [CG0202]\n"
              "t.yaml:3:1: error: unknown key 'textes'; did you mean 'texts'? [CG0210]\n");
}

}  // namespace
}  // namespace capgap
