// Every limit of the schemas: what reaches it is read, what exceeds it is refused.

#include <formats/yaml/smallest_files.hpp>
#include <formats/yaml/yaml_testing.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <vector>

namespace capgap::yaml {
namespace {

using testing::HasSubstr;

/// "qaa, qab, ...": codes that anybody may use.
std::string languages(int count) {
    std::string out;
    for (int i = 0; i < count; ++i) out += std::string{'q', static_cast<char>('a' + i / 26), static_cast<char>('a' + i % 26), ',', ' '};
    return out;
}

struct TooMuch {
    std::string kind;
    std::string from;
    std::string most;      ///< still accepted in the place of `from`
    std::string too_much;  ///< one more than that
    std::string words;
};

TEST(SchemaLimits, hold) {
    const std::vector<TooMuch> limits{
        {"framework", "[en]", "[en, " + languages(99) + "]", "[en, " + languages(100) + "]", "'languages' must have at most 100 entries"},
        {"framework", "{s: {title: S}}", "{s: {title: S}, " + numbered("s", ": {title: S}, ", 999) + "}",
         "{s: {title: S}, " + numbered("s", ": {title: S}, ", 1000) + "}", "'sources' must have at most 1000 entries"},
        {"framework", "  - {id: b, title: {en: B}}\n", "  - {id: b, title: {en: B}}\n" + numbered("  - {id: l", ", title: {en: L}}\n", 8),
         "  - {id: b, title: {en: B}}\n" + numbered("  - {id: l", ", title: {en: L}}\n", 9), "'levels' must have at most 10 entries"},
        {"framework", "id: c,", "id: " + std::string(64, 'c') + ',', "id: " + std::string(65, 'c') + ',', "'id' must be an id: 1 to 64"},
        {"profiles", "{c: 2}", "{c: 10}", "{c: 11}", "'c' must be a level by its number, from 1, the lowest, to 10"},
        {"survey", "{id: \"0\", score: 0, title: {en: N}}, ", numbered("{id: o", ", title: {en: O}}, ", 99),
         numbered("{id: o", ", title: {en: O}}, ", 100), "'options' must have at most 100 entries"},
        {"survey", "[50]", "[" + repeated("50, ", 9) + "]", "[" + repeated("50, ", 10) + "]", "'values' must have at most 9 entries"},
        {"survey", "[50]", "[100]", "[100.01]", "must be a number from 0 to 100"},
        {"survey", "scoring:", "wanted: {max: 1000, title: {en: W}}\nscoring:", "wanted: {max: 1001, title: {en: W}}\nscoring:", "'max' must be"},
        {"assessment", "design:", "privacy: {min_cell: 1000000}\ndesign:", "privacy: {min_cell: 1000001}\ndesign:", "'min_cell' must be"},
        {"mapping", "{constant: x}", "{position: 100000}", "{position: 100001}", "'position' must be"},
        {"texts", "c.d:", std::string(200, 'c') + ':', std::string(201, 'c') + ':', "must be an id of texts"},
    };
    for (const TooMuch& limit : limits) {
        const std::string& text = good_files.at(limit.kind);
        EXPECT_EQ(lines(problems_of(limit.kind, changed(text, limit.from, limit.most))), "") << limit.words;
        EXPECT_THAT(lines(problems_of(limit.kind, changed(text, limit.from, limit.too_much))), HasSubstr(limit.words));
    }
}

}  // namespace
}  // namespace capgap::yaml
