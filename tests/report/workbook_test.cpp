#include "sample_tables.hpp"

#include <capgap/report/workbook.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace capgap {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

using Rows = std::vector<std::vector<ResultCell>>;

/// A workbook with what it refers to.
struct Made {
    explicit Made(const sample_round::SampleRound& round, std::vector<std::string> languages = {"en", "fr"}, std::size_t most_rows = 1000)
        : tables(round) {
        for (const std::string& language : languages) texts.push_back(sample_round::texts(language));
        for (const Texts& one : texts) documents.push_back(make_report(tables.report, one));
        workbook = make_workbook({tables.report, tables.source, documents, texts}, most_rows);
    }
    const WorkbookSheet& sheet(const std::string& name) const {
        return *std::find_if(workbook.sheets.begin(), workbook.sheets.end(), [&](const WorkbookSheet& one) { return one.name == name; });
    }

    SampleTables tables;
    std::vector<Texts> texts;
    std::vector<ReportDocument> documents;
    Workbook workbook;
};

Rows rows_of(const WorkbookSheet& sheet) {
    Rows rows;
    sheet.rows([&rows](ResultTable::Row row) { rows.emplace_back(row.begin(), row.end()); });
    return rows;
}

std::string text_at(const WorkbookSheet& sheet, std::size_t row, const std::string& title) {
    const Rows rows = rows_of(sheet);
    for (std::size_t c = 0; c < sheet.columns.size(); ++c) {
        const auto* text = sheet.columns[c].title == title ? std::get_if<std::string>(&rows.at(row)[c]) : nullptr;
        if (text != nullptr) return *text;
    }
    return {};
}

std::string all_lines(const WorkbookSheet& sheet) {
    std::string out;
    for (const WorkbookLine& line : sheet.lines) out += line.label + '\t' + line.text + '\n';
    return out;
}

TEST(Workbook, begins_with_what_it_is_in_each_language_then_charts_then_a_sheet_per_table) {
    const Made made(full_round());
    std::vector<std::string> names;
    for (const WorkbookSheet& sheet : made.workbook.sheets) names.push_back(sheet.name);
    std::vector<std::string> expected = {"Read me", "À lire d'abord", "Charts"};
    for (const ResultTable& table : result_tables()) {
        if (table.file().name != "tested") expected.emplace_back(table.file().name);
    }
    for (const char* name : {"Institutions", "Names", "Columns"}) expected.emplace_back(name);
    EXPECT_EQ(names, expected);
}

TEST(Workbook, the_first_sheet_says_what_a_reader_must_know) {
    sample_round::SampleRound round = full_round();
    round.assessment.simulated = true;
    const Made made(round);
    const std::string about = all_lines(made.workbook.sheets.front());
    for (const char* said : {"Simulated data", "600 of 1,000 staff (60 in 100)", "people judged themselves, nobody was tested",
                             "Proposed; nobody has approved them yet", "1 March 2026 to 27 March 2026", "Licence: CC-BY-4.0", "Not a test",
                             "ranks no institution", "suppressed\tnot shown: ", "low_response\tlow response: "})
        EXPECT_THAT(about, HasSubstr(said));
    EXPECT_THAT(all_lines(made.workbook.sheets[1]), HasSubstr("Données simulées"));
}

/// Whoever copies a sheet keeps what it must not be read without.
TEST(Workbook, every_sheet_says_whose_judgement_it_is_and_how_far_targets_are_approved) {
    const Made made(full_round());
    for (std::size_t i = 2; i < made.workbook.sheets.size(); ++i) {
        const std::string lines = all_lines(made.workbook.sheets[i]);
        for (const char* said : {"self-rating", "targets proposed, not approved"}) EXPECT_THAT(lines, HasSubstr(said));
    }
}

TEST(Workbook, every_id_has_its_name_beside_it) {
    const Made made(full_round(), {"fr"});
    const WorkbookSheet& gaps = made.sheet("gaps");
    const Rows rows = rows_of(gaps);
    const auto name = [&](std::size_t row, std::size_t column) { return std::get<std::string>(rows.at(row).at(column)); };
    EXPECT_EQ(name(0, 0), "ministry");
    EXPECT_EQ(name(0, 1), "The Ministry");
    EXPECT_EQ(name(0, 3), "tous");
    EXPECT_EQ(name(0, 9), "Systems");
    EXPECT_EQ(name(6, 1), "The Ministry (personnel propre)");
    EXPECT_EQ(name(8, 3), "Genre");
    EXPECT_EQ(name(8, 5), "Femmes");
    EXPECT_EQ(name(9, 5), "Non indiqué");
    EXPECT_EQ(name(10, 7), "sans profil");
    EXPECT_EQ(text_at(gaps, 7, "Statut\u00a0: intitulé"), "non montré");
    EXPECT_EQ(text_at(made.sheet("attitudes"), 0, "Réponse\u00a0: intitulé"), "Réponse 0");
    EXPECT_EQ(text_at(made.sheet("environment"), 0, "Élément\u00a0: intitulé"), "Une règle");
    EXPECT_EQ(text_at(made.sheet("quality"), 0, "Statistique\u00a0: intitulé"), "Alpha de Cronbach");
}

TEST(Workbook, rows_have_a_cell_per_column_and_are_as_many_as_said) {
    const Made made(full_round());
    for (const WorkbookSheet& sheet : made.workbook.sheets) {
        if (sheet.columns.empty()) continue;
        const Rows rows = rows_of(sheet);
        EXPECT_EQ(rows.size(), sheet.row_count) << sheet.name;
        for (const auto& row : rows) ASSERT_EQ(row.size(), sheet.columns.size()) << sheet.name;
        EXPECT_LE(sheet.frozen_columns, sheet.columns.size());
        std::set<std::string> titles;
        for (const WorkbookColumn& column : sheet.columns) EXPECT_TRUE(titles.insert(column.title).second) << sheet.name << ": " << column.title;
    }
}

TEST(Workbook, a_long_table_is_cut_to_rows_of_whole_institutions_and_says_so) {
    const Made made(full_round(), {"en"}, 8);
    const WorkbookSheet& gaps = made.sheet("gaps");  // 14 rows, of which 6 are divided by a category or a profile
    EXPECT_EQ(gaps.row_count, 8U);
    EXPECT_EQ(rows_of(gaps).size(), 8U);
    EXPECT_THAT(gaps.lines.front().text, HasSubstr("The table has 14 rows, more than a sheet is good for: here are the 8 rows without job profile"));
    EXPECT_THAT(gaps.lines.front().text, HasSubstr("gaps.csv holds all."));
    EXPECT_THAT(made.sheet("environment").lines.front().text, Not(HasSubstr("more than a sheet")));
    const Made shorter(full_round(), {"en"}, 1);
    EXPECT_EQ(rows_of(shorter.sheet("gaps")).size(), 1U);
    EXPECT_THAT(shorter.sheet("gaps").lines.front().text, HasSubstr("here are the first 1 of those without"));
    EXPECT_THAT(shorter.sheet("quality").lines.front().text,
                HasSubstr("has 2 rows, more than a sheet is good for: here are the first 1. quality.csv"));
}

TEST(Workbook, a_bar_ends_at_the_share_and_its_parts_where_the_interval_does) {
    const Made made(full_round());
    const WorkbookSheet& charts = made.sheet("Charts");
    ASSERT_EQ(charts.charts.size(), 2U);
    const Rows rows = rows_of(charts);
    const auto number = [&](std::size_t column) { return std::get<double>(rows.at(0).at(column)); };
    const auto& parts = charts.charts[0].columns;
    ASSERT_EQ(parts.size(), 3U);
    EXPECT_DOUBLE_EQ(number(2), 0.5);  // 290 of 580
    EXPECT_DOUBLE_EQ(number(parts[0]), number(3));
    EXPECT_DOUBLE_EQ(number(parts[0]) + number(parts[1]), number(2));
    EXPECT_DOUBLE_EQ(number(parts[0]) + number(parts[1]) + number(parts[2]), number(4));
    // A share that is shown as a bound has no bar.
    for (const std::size_t part : parts) EXPECT_TRUE(std::holds_alternative<std::monostate>(rows.at(3).at(part)));
    EXPECT_TRUE(std::holds_alternative<ShareBound>(rows.at(3).at(2)));
}

TEST(Workbook, a_hidden_whole_has_no_chart) {
    sample_round::SampleRound round = full_round();
    round.assessment.min_cell = 1000;
    EXPECT_THAT(Made(round).sheet("Charts").charts, IsEmpty());
}

TEST(Workbook, notes_say_definition_unit_formula_and_name_of_a_column) {
    const Made made(full_round());
    const auto& columns = made.sheet("gaps").columns;
    const auto share =
        std::find_if(columns.begin(), columns.end(), [](const WorkbookColumn& one) { return one.note.ends_with(": below_target_share"); });
    ASSERT_NE(share, columns.end());
    EXPECT_THAT(share->note, HasSubstr("weighted share who report less"));
    EXPECT_THAT(share->note, HasSubstr("Unit: a share, 0 to 1, shown in percent."));
    EXPECT_THAT(share->note, HasSubstr("Formula: p = sum u y / sum u"));
    EXPECT_THAT(share->note, HasSubstr("In gaps.csv: below_target_share"));
}

TEST(Workbook, an_institution_is_listed_below_what_it_belongs_to) {
    const Made made(full_round());
    const Rows rows = rows_of(made.sheet("Institutions"));
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_EQ(std::get<std::string>(rows[1][0]), "north");
    EXPECT_EQ(std::get<std::string>(rows[1][3]), "The Ministry");
}

}  // namespace
}  // namespace capgap
