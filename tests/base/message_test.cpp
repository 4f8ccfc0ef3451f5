#include <capgap/base/message.hpp>

#include <gtest/gtest.h>

namespace capgap {
namespace {

TEST(Message, quotes_are_short_and_end_with_a_whole_character) {
    EXPECT_EQ(in_quotes(""), "''");
    EXPECT_EQ(in_quotes(std::string(80, 'x')), '\'' + std::string(80, 'x') + '\'');
    EXPECT_EQ(in_quotes(std::string(81, 'x')), '\'' + std::string(80, 'x') + "...'");
    EXPECT_EQ(in_quotes(std::string(79, 'x') + "é" + "x"), '\'' + std::string(79, 'x') + "...'");
    EXPECT_EQ(in_quotes(std::string(200, '\x80')), "'...'") << "continuation bytes without a beginning";
}

TEST(Message, lists_are_sentences_and_end) {
    EXPECT_EQ(listed({}), "");
    EXPECT_EQ(listed({"a"}), "'a'");
    EXPECT_EQ(listed({"a", "b"}), "'a' and 'b'");
    EXPECT_EQ(listed({"a", "b", "c"}), "'a', 'b' and 'c'");
    EXPECT_EQ(listed({"a", "b", "c", "d"}, 2), "'a', 'b' and 2 more");
    EXPECT_EQ(counted(0, "level"), "0 levels");
    EXPECT_EQ(counted(1, "level"), "1 level");
}

TEST(Message, second_places_name_the_file_only_where_it_is_another) {
    EXPECT_EQ(place_from({"a.yaml", 9, 1}, {"a.yaml", 3, 5}), "line 3");
    EXPECT_EQ(place_from({"a.yaml", 9, 1}, {"b.yaml", 3, 5}), "b.yaml:3");
    EXPECT_EQ(place_from({"a.yaml", 9, 1}, {"b.yaml", 0, 0}), "b.yaml");
}

}  // namespace
}  // namespace capgap
