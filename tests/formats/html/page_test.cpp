#include "report/sample_round.hpp"

#include <capgap/formats/html/markup.hpp>
#include <capgap/formats/html/page.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

namespace capgap {
namespace {

using sample_round::SampleRound;
using testing::HasSubstr;
using testing::Not;

const char* const hostile = "<script>alert(1)</script> & \"quoted\" 'name' ]]> --> \x01\x1b {title}";

/// Everything that a report can hold, for places in three depths.
SampleRound full_round(const std::string& name = "Office") {
    SampleRound round;
    round.whole({{100, 3}, {90, 3}, {300, 2}, {360, 1}, {290, 2}, {1, 3}});
    round.assessment.simulated = true;
    round.assessment.title = sample_round::said(name, name);
    round.assessment.note = sample_round::said(name, name);
    round.framework.competencies[0].title = sample_round::said(name, name);
    round.tables.groups.push_back({0, false, Group::everyone, Group::everyone, 0, 400, 700});
    round.add_gap(1, 0, {60, 390, 700});
    round.tables.groups.push_back({0, false, 0, 0, Group::everyone, 300, {}});
    round.add_gap(2, 0, {60, 290, {}});
    for (int i = 0; i < 40; ++i) {
        round.add_institution("u" + std::to_string(i), i % 2 == 0 ? "north" : "south", name + std::to_string(i));
        round.tables.groups.push_back(SampleRound::place(3 + i, i % 7 == 0, 5 + 3 * i, 10 + 4 * i));
        for (std::size_t c = 0; c < 6; ++c) {
            const std::int64_t scored = 4 + 3 * i;
            round.add_gap(round.tables.groups.size() - 1, c, {(scored * static_cast<std::int64_t>(c + 1)) / 8, scored, 10 + 4 * i});
        }
        round.environment(static_cast<std::size_t>(3 + i), static_cast<std::size_t>(i % 2), 1 + i % 3);
    }
    round.tables.attitudes = {{0, 12, 0, 1, 580, 0.002, 0.006}, {0, 12, 1, 300, 580, 0.52, 0.006}, {0, 12, 2, 279, 580, 0.478, 0.006}};
    round.tables.wanted = {{0, 0, 100, 400, 0.25, 0.01}, {0, 1, 2, 400, 0.005, 0.01}};
    for (const char* id : {"1.1", "1.2", "2.1", "2.2", "2.3", "2.4"}) round.quality("competency", id, "alpha", 0.75, "low");
    return round;
}

std::string page(const SampleRound& round, const std::vector<std::string>& languages) {
    std::vector<ReportDocument> documents;
    for (const std::string& language : languages) documents.push_back(round.report(language));
    return render_page(documents);
}

/// What check_page.py complains of, through Debian's Python, which the tests need anyway.
int complaints(const std::string& html, const std::string& name, const std::string& languages) {
    const std::string path = testing::TempDir() + "capgap-" + name + ".html";
    std::ofstream(path, std::ios::binary) << html;
    const std::string command =
        std::string("/usr/bin/python3 '") + CAPGAP_SOURCE_DIR + "/tests/formats/html/check_page.py' '" + path + "' --languages " + languages;
    return std::system(command.c_str());
}

TEST(Page, is_well_formed_accessible_and_needs_nothing_else) {
    EXPECT_EQ(complaints(page(full_round(), {"en", "fr"}), "two-languages", "en,fr"), 0);
    EXPECT_EQ(complaints(page(full_round(), {"fr"}), "one-language", "fr"), 0);
}

TEST(Page, of_a_round_in_which_nobody_answered) {
    SampleRound round;
    round.rows = {0, 0, 0, 0};
    round.tables.groups[0] = SampleRound::place(0, false, 0, 1000);
    for (std::size_t c = 0; c < 6; ++c) round.add_gap(0, c, {0, 0, 1000});
    EXPECT_EQ(complaints(page(round, {"en", "fr"}), "nobody", "en,fr"), 0);
}

TEST(Page, hostile_names_stay_text) {
    const std::string html = page(full_round(hostile), {"en", "fr"});
    EXPECT_EQ(complaints(html, "hostile", "en,fr"), 0);
    EXPECT_THAT(html, Not(HasSubstr("<script")));
    EXPECT_THAT(html, HasSubstr("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;quoted&quot; &#39;name&#39; ]]&gt; --&gt; \uFFFD\uFFFD {title}"));
}

TEST(Page, a_language_from_outside_makes_no_attribute) {
    ReportDocument document = full_round().report();
    document.language = "en\" onload=\"x";
    const std::string html = render_page({document, full_round().report("fr")});
    EXPECT_THAT(html, Not(HasSubstr("onload=\"x")));
    EXPECT_THAT(html, HasSubstr("id=\"report-enonloadx\""));
}

TEST(Page, the_same_bytes_for_the_same_documents) {
    EXPECT_EQ(page(full_round(), {"en", "fr"}), page(full_round(), {"en", "fr"}));
}

TEST(Page, holds_all_that_the_document_says) {
    const SampleRound round = full_round();
    const std::string html = page(round, {"en"});
    for (const std::string& text : sample_round::all_texts(round.report())) EXPECT_THAT(html, HasSubstr(html::escaped(text)));
}

TEST(Page, without_a_choice_of_language_has_no_buttons) {
    EXPECT_THAT(page(full_round(), {"en"}), Not(HasSubstr("type=\"radio\"")));
    EXPECT_THAT(page(full_round(), {"en"}), HasSubstr(".document { display: block; }"));
}

TEST(Escape, leaves_text_alone_and_breaks_no_character) {
    EXPECT_EQ(html::escaped("Élan\u202f: 5 < 6\n\t"), "Élan\u202f: 5 &lt; 6\n\t");
    EXPECT_EQ(html::escaped(std::string("a\0b\x7f", 4)), "a\uFFFDb\uFFFD");
    EXPECT_EQ(html::escaped(""), "");
}

}  // namespace
}  // namespace capgap
