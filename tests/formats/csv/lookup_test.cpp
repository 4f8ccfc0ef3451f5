#include <capgap/formats/csv/byte_finder.hpp>
#include <capgap/formats/csv/cell_checks.hpp>
#include <capgap/formats/csv/code_table.hpp>
#include <capgap/formats/csv/duplicate_ids.hpp>
#include <capgap/formats/csv/hash128.hpp>
#include <capgap/responses/language_tag.hpp>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>
#include <string>

namespace capgap {
namespace {

using csv::CodeTable;
using csv::hash128;

RC_GTEST_PROP(CodeTable, finds_what_a_map_finds, ()) {
    // Texts of few letters and every length around the borders of the words, so that near misses are frequent.
    const auto text = rc::gen::mapcat(rc::gen::inRange<std::size_t>(0, 20),
                                      [](std::size_t size) { return rc::gen::container<std::string>(size, rc::gen::element('a', 'b', '\0')); });
    const auto entries = *rc::gen::container<std::vector<std::string>>(text);
    std::vector<std::pair<std::string, std::int32_t>> coded;
    std::map<std::string, std::int32_t> map;
    for (const std::string& each : entries) {
        coded.emplace_back(each, static_cast<std::int32_t>(coded.size()) - 4);
        map.emplace(each, coded.back().second);
    }
    const CodeTable table(coded);
    auto sought = *rc::gen::container<std::vector<std::string>>(text);
    sought.insert(sought.end(), entries.begin(), entries.end());
    for (const std::string& each : sought) {
        const auto found = map.find(each);
        RC_ASSERT(table.find(each) == (found == map.end() ? CodeTable::not_found : found->second));
    }
}

TEST(CodeTable, may_be_empty) {
    const CodeTable table({});
    for (const char* text : {"", "a", "ab", "a text of more than sixteen bytes"}) EXPECT_EQ(table.find(text), CodeTable::not_found);
}

TEST(CodeTable, holds_many_long_names) {
    std::vector<std::pair<std::string, std::int32_t>> entries;
    for (int i = 0; i < 20'000; ++i) entries.emplace_back("directorate-general-of-" + std::to_string(i) + "-and-its-offices", i);
    const CodeTable table(entries);
    for (const auto& [text, code] : entries) ASSERT_EQ(table.find(text), code);
    EXPECT_EQ(table.find("directorate-general-of-20000-and-its-offices"), CodeTable::not_found);
    EXPECT_EQ(table.find("directorate-general-of-1999x-and-its-offices"), CodeTable::not_found);
}

/// openssl mac -macopt hexkey:000102030405060708090a0b0c0d0e0f -macopt size:16 -in FILE SIPHASH (OpenSSL 3.0), FILE holding the bytes 0, 1, 2 ...
TEST(Hash128, agrees_with_openssl) {
    const std::map<std::size_t, std::string> expected{{0, "A3817F04BA25A8E66DF67214C7550293"},  {1, "DA87C1D86B99AF44347659119B22FC45"},
                                                      {7, "A1F1EBBED8DBC153C0B84AA61FF08239"},  {8, "3B62A9BA6258F5610F83E264F31497B4"},
                                                      {15, "5493E99933B0A8117E08EC0F97CFC3D9"}, {16, "6EE2A4CA67B054BBFD3315BF85230577"},
                                                      {63, "5150D1772F50834A503E069A973FBD7C"}};
    for (const auto& [size, hex] : expected) {
        std::string text;
        for (std::size_t i = 0; i < size; ++i) text += static_cast<char>(i);
        const csv::Hash128 hash = hash128(text, 0x0706050403020100U, 0x0F0E0D0C0B0A0908U);
        std::string found;
        for (const std::uint64_t word : {hash.low, hash.high}) {
            for (int byte = 0; byte < 8; ++byte) {
                for (const int shift : {4, 0}) found += "0123456789ABCDEF"[word >> (8 * byte + shift) & 15U];
            }
        }
        EXPECT_EQ(found, hex) << size;
    }
}

/// Texts of up to six hundred bytes, in which the byte that is sought is frequent, and so are those beside it and with its lowest seven bits.
RC_GTEST_PROP(ByteFinder, finds_what_a_loop_finds, ()) {
    const auto length = *rc::gen::inRange<std::size_t>(0, 600);
    const auto text = *rc::gen::container<std::string>(length, rc::gen::element<char>(',', ',', '+', '-', '\xAC', '\0', 'a', '\xFF'));
    const char* const end = text.data() + text.size();
    csv::ByteFinder places(',', text.data(), end);
    std::size_t count = 0;
    for (const char* at = text.data(); at != end; ++at) {
        if (*at != ',') continue;
        ++count;
        RC_ASSERT(places.next() == at);
    }
    RC_ASSERT(places.next() == end);
    RC_ASSERT(csv::count_of(',', text.data(), end) == count);
}

TEST(ByteFinder, counts_beyond_what_a_byte_holds) {
    for (const std::size_t n : {254U, 255U, 256U, 511U, 100'000U}) {
        const std::string text(n, ';');
        EXPECT_EQ(csv::count_of(';', text.data(), text.data() + n), n);
    }
}

TEST(DuplicateIds, names_the_first_two_lines) {
    DuplicateIds::Gathering gathering;
    for (const auto& [id, line] : {std::pair{"a", 9U}, {"b", 3U}, {"a", 2U}, {"c", 4U}, {"a", 5U}, {"c", 6U}}) gathering.add(id, line);
    const DuplicateIds duplicates = std::move(gathering).finish();
    EXPECT_EQ(duplicates.size(), 2U);
    EXPECT_FALSE(duplicates.find("b"));
    EXPECT_FALSE(duplicates.find("d"));
    EXPECT_EQ(duplicates.find("a")->first, 2U);
    EXPECT_EQ(duplicates.find("a")->second, 5U);
    EXPECT_EQ(duplicates.find("c")->first, 4U);
}

TEST(DuplicateIds, finds_a_few_among_many) {
    DuplicateIds::Gathering gathering;
    for (std::uint32_t i = 0; i < 200'000; ++i) gathering.add("person-" + std::to_string(i % 199'990), i + 2);
    const DuplicateIds duplicates = std::move(gathering).finish();
    EXPECT_EQ(duplicates.size(), 10U);
    for (std::uint32_t i = 0; i < 10; ++i) EXPECT_EQ(duplicates.find("person-" + std::to_string(i))->second, 199'990U + i + 2);
}

TEST(CellChecks, language_tags) {
    for (const char* right : {"en", "fr-CA", "de-informal", "zh-Hant-TW", "ast", "sr-Latn", "es-419"}) EXPECT_TRUE(is_language_tag(right)) << right;
    for (const char* wrong : {"", "e", "en-", "-en", "english language", "en_GB", "e1", "abcdefghi", "en--GB", "\xC3\xA9n"}) {
        EXPECT_FALSE(is_language_tag(wrong)) << wrong;
    }
}

}  // namespace
}  // namespace capgap
