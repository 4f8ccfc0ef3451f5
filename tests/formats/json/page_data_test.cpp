#include "report/sample_round.hpp"

#include <capgap/formats/json/page_data.hpp>
#include <capgap/formats/json/report_page.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <set>

namespace capgap {
namespace {

using Json = nlohmann::json;
using sample_round::SampleRound;
using testing::Contains;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

const char* const hostile = "</script><script>alert(1)</script><!-- & \"quoted\" 'name' \u2028\u2029 \x01 {title} @@data@@";

/// Everything that a report can hold, for places in three depths.
SampleRound complete_round(const std::string& name = "Office") {
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

std::vector<ReportDocument> reports(const SampleRound& round, const std::vector<std::string>& languages) {
    std::vector<ReportDocument> documents;
    for (const std::string& language : languages) documents.push_back(round.report(language));
    return documents;
}

Json data_of(const SampleRound& round, const std::vector<std::string>& languages) {
    return Json::parse(render_page_data(reports(round, languages)));
}

void collect_texts(const Json& part, std::set<std::string>& texts) {
    if (part.is_string()) texts.insert(part.get<std::string>());
    if (part.is_structured()) {
        for (const Json& one : part) collect_texts(one, texts);
    }
}

TEST(PageData, holds_all_that_the_documents_say) {
    const SampleRound round = complete_round();
    std::set<std::string> texts;
    collect_texts(data_of(round, {"en", "fr"}), texts);
    for (const char* language : {"en", "fr"}) {
        for (const std::string& text : sample_round::all_texts(round.report(language))) {
            if (text.empty()) continue;
            EXPECT_THAT(texts, Contains(text));
        }
    }
}

TEST(PageData, a_cell_is_as_short_as_what_it_holds) {
    ReportTable table;
    table.columns.resize(3);
    ReportCell bare;
    bare.kind = ReportCell::Kind::number;
    bare.text = "1,234";
    ReportCell full{ReportCell::Kind::share, "64", "62–66", "°", "an indication only", 4};
    table.rows.push_back({"Row", "", 0, false, {ReportCell{}, bare, full}});
    ReportDocument document;
    document.sections.push_back({"s", "S", {table}});
    const Json data = Json::parse(render_page_data({document}));
    EXPECT_EQ(data["languages"][0]["sections"][0]["blocks"][0]["rows"][0]["cells"].dump(),
              R"([null,"1,234",["s","64","62–66","°","an indication only",4]])");
}

TEST(PageData, no_text_ends_the_element_it_stands_in) {
    const std::string data = render_page_data(reports(complete_round(hostile), {"en"}));
    EXPECT_THAT(data, Not(HasSubstr("<")));
    EXPECT_THAT(data, Not(HasSubstr("\u2028")));
    EXPECT_EQ(Json::parse(data)["languages"][0]["title"].get<std::string>(), hostile);
}

TEST(PageData, bytes_that_are_no_text_are_replaced) {
    ReportDocument document;
    document.title = "a\xff";
    EXPECT_EQ(Json::parse(render_page_data({document}))["languages"][0]["title"].get<std::string>(), "a\uFFFD");
}

TEST(PageData, of_a_round_in_which_nobody_answered) {
    SampleRound round;
    round.rows = {0, 0, 0, 0};
    round.tables.groups[0] = SampleRound::place(0, false, 0, 1000);
    for (std::size_t c = 0; c < 6; ++c) round.add_gap(0, c, {0, 0, 1000});
    EXPECT_EQ(data_of(round, {"en", "fr"})["languages"].size(), 2U);
    EXPECT_EQ(Json::parse(render_page_data({})).dump(), R"({"languages":[]})");
}

TEST(ReportPage, has_language_title_and_data_in_their_places) {
    if (!has_report_page()) GTEST_SKIP() << "built without the report page (CAPGAP_WEB=OFF)";
    const std::string html = render_report_page(reports(complete_round(hostile), {"fr", "en"}));
    EXPECT_THAT(html, StartsWith("<!DOCTYPE html>\n<html lang=\"fr\">"));
    EXPECT_THAT(html, HasSubstr("<title>&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;!-- &amp; &quot;quoted&quot;"));
    EXPECT_THAT(html, HasSubstr("<noscript><p lang=\"fr\">Sans script"));
    EXPECT_THAT(html, HasSubstr("{\"languages\":[{\"language\":\"fr\""));
    EXPECT_THAT(html, Not(HasSubstr("@@policy@@")));
    EXPECT_THAT(html, EndsWith("</html>\n"));
}

TEST(ReportPage, the_same_bytes_for_the_same_documents) {
    if (!has_report_page()) GTEST_SKIP() << "built without the report page (CAPGAP_WEB=OFF)";
    EXPECT_EQ(render_report_page(reports(complete_round(), {"en", "fr"})), render_report_page(reports(complete_round(), {"en", "fr"})));
}

}  // namespace
}  // namespace capgap
