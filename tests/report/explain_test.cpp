#include "sample_round.hpp"

#include <capgap/report/columns.hpp>
#include <capgap/report/explain.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

namespace capgap {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

/// A row of a table from the cells that are not empty.
ExplainInput row(const std::string& table, const std::map<std::string, std::string>& cells, const std::optional<std::string>& column = {}) {
    ExplainInput input;
    input.table = table;
    input.at = {table + ".csv", 7, 0};
    for (const ResultColumn& known : result_file(table)->columns) {
        input.header.emplace_back(known.name);
        const auto cell = cells.find(input.header.back());
        input.cells.push_back(cell == cells.end() ? "" : cell->second);
    }
    input.column = column;
    input.inputs = {{"responses", "responses.csv", std::string(64, 'a')}};
    return input;
}

/// 60 of 100 staff answered, 5 of them have nothing to do with it, 50 have a level, 20 are below: p = .4.
std::map<std::string, std::string> usual_gaps() {
    return {{"institution", "mps"},
            {"dimension", "*"},
            {"category", "*"},
            {"profile", "*"},
            {"competency", "2.4"},
            {"headcount", "100"},
            {"respondents", "60"},
            {"scored", "50"},
            {"not_applicable", "5"},
            {"do_not_know", "3"},
            {"n_eff", "50"},
            {"mean_score_0_100", "44.5"},
            {"below_target_share", "0.4"},
            {"below_target_low", "0.276084"},
            {"below_target_high", "0.538186"},
            {"possible_low", "0.210526"},
            {"possible_high", "0.684211"},
            {"mean_shortfall_levels", "0.6"},
            {"mean_shortfall_low", "0.4"},
            {"mean_shortfall_high", "0.9"},
            {"person_levels_missing", "57"},
            {"not_covered", "0"},
            {"status", "ok"}};
}

std::string said(const ExplainInput& input, const std::string& language = "en") {
    return explain(input, sample_round::texts(language)).value();
}

std::string of_gaps(std::map<std::string, std::string> cells, const std::string& column) {
    return said(row("gaps", cells, column));
}

TEST(Explain, a_number_in_full) {
    EXPECT_EQ(
        of_gaps(usual_gaps(), "possible_high"),
        "gaps.csv, line 7\n"
        "\n"
        "The row\n"
        "  institution = mps\n"
        "  dimension = *\n"
        "  category = *\n"
        "  profile = *\n"
        "  competency = 2.4\n"
        "\n"
        "possible_high = 0.684211\n"
        "  What it is: Possible range, upper end. What would hold if no silent person were at the level of the own job. The upper end is never below "
        "the share.\n"
        "  Formula: (k + N - n) / N, N = max(headcount - not_applicable, n)\n"
        "  Figures of this row that enter it: possible_low = 0.210526, headcount = 100, not_applicable = 5, scored = 50 and below_target_share = "
        "0.4\n"
        "  Reckoned again: N = max(100 - 5, 50) = 95.\n"
        "  Reckoned again: k = possible_low * N = 20.\n"
        "  Reckoned again: (k + N - n) / N = (20 + 95 - 50) / 95 = 0.684211.\n"
        "  Reckoned again: The row holds 0.684211: the same within the rounding of the figures.\n"
        "  Method: methods.md, section 4\n"
        "\n"
        "Status of the row\n"
        "  in order. None of the rules that limit a row applies.\n"
        "  60 of 100 answered: 60 in 100.\n"
        "  People with a level: 50.\n"
        "  Method: methods.md, section 7\n"
        "\n"
        "Inputs of the run\n"
        "  responses: responses.csv, sha256 " +
            std::string(64, 'a') + "\n");
}

// Wilson's interval of 20 of 50: (0.4 + 3.841459/100 -+ 1.959964 sqrt(0.24/50 + 3.841459/10000)) / (1 + 3.841459/50) = 0.276084 and 0.538186.
TEST(Explain, an_interval_is_reckoned_again_from_share_and_n_eff) {
    EXPECT_THAT(of_gaps(usual_gaps(), "below_target_low"),
                HasSubstr("With s2 = p(1-p)/n_eff = 0.0048, Wilson's interval is 0.276084 to 0.538186, cut to the "
                          "possible range 0.210526 to 0.684211.\n  Reckoned again: The row holds 0.276084: the same within"));
}

TEST(Explain, another_variance_is_named_and_its_size_found) {
    auto cells = usual_gaps();
    cells["n_eff"] = "80";  // the interval of n* = 50 stands in the row
    const Interval of_fifty = wilson_interval(0.4, 50);
    cells["below_target_low"] = std::to_string(of_fifty.low);
    cells["below_target_high"] = std::to_string(of_fifty.high);
    const std::string text = of_gaps(cells, "below_target_high");
    EXPECT_THAT(text, HasSubstr("so s2 is not p(1-p)/n_eff. The ends of the interval belong to n* = "));
    const auto at = text.find("n* = ", text.find("belong to"));
    EXPECT_NEAR(std::stod(text.substr(at + 5)), 50, 0.01);
}

TEST(Explain, an_interval_that_was_cut_is_called_the_same) {
    auto cells = usual_gaps();
    cells["possible_low"] = "0.35";
    cells["below_target_low"] = "0.35";
    EXPECT_THAT(of_gaps(cells, "below_target_low"), HasSubstr("The row holds 0.35: the same within"));
}

TEST(Explain, everyone_counted_says_nothing_of_errors_of_judgement) {
    auto cells = usual_gaps();
    cells["n_eff"] = "";
    cells["below_target_low"] = cells["below_target_high"] = "0.4";
    EXPECT_THAT(of_gaps(cells, "below_target_low"), HasSubstr("That says nothing of the error in people's judgement"));
}

TEST(Explain, what_a_row_cannot_tell_is_said_with_the_reason) {
    EXPECT_THAT(of_gaps(usual_gaps(), "below_target_share"),
                HasSubstr("Not from this row alone: it needs the answers and the weight of every person"));
    EXPECT_THAT(of_gaps(usual_gaps(), "headcount"), HasSubstr("it needs the population file"));
    EXPECT_THAT(of_gaps(usual_gaps(), "mean_shortfall_low"), HasSubstr("it needs the spread of the missing levels"));
    EXPECT_THAT(of_gaps(usual_gaps(), "person_levels_missing"), HasSubstr("sum u = person_levels_missing / mean_shortfall_levels = 95:"));
}

TEST(Explain, where_the_possible_range_was_widened_k_is_not_guessed) {
    auto cells = usual_gaps();
    cells["possible_low"] = "0.4";
    EXPECT_THAT(of_gaps(cells, "possible_high"), HasSubstr("possible_low is the share itself"));
    EXPECT_THAT(of_gaps(cells, "possible_high"), Not(HasSubstr("k = possible_low")));
}

TEST(Explain, hidden_and_bounded_cells_say_why) {
    auto cells = usual_gaps();
    for (const char* gone : {"below_target_low", "below_target_high", "possible_low", "possible_high", "person_levels_missing"}) cells.erase(gone);
    cells["below_target_share"] = "<0.06";
    cells["status"] = "bounded";
    EXPECT_THAT(of_gaps(cells, "below_target_share"), HasSubstr("It is a bound and no value"));
    EXPECT_THAT(of_gaps(cells, "below_target_share"), Not(HasSubstr("Reckoned again")));
    EXPECT_THAT(of_gaps(cells, "possible_low"), HasSubstr("It is left out because the row is: shown as a bound."));
    EXPECT_THAT(of_gaps(cells, "shown_in"), Not(HasSubstr("left out because")));
}

TEST(Explain, a_row_of_the_environment) {
    const std::string text = said(row(
        "environment",
        {{"institution", "mps"}, {"element", "network"}, {"level", "1"}, {"target_level", "3"}, {"shortfall_levels", "2"}, {"score_0_100", "10"}}));
    EXPECT_THAT(text, HasSubstr("max(0, 3 - 1) = 2."));
    EXPECT_THAT(text, HasSubstr("nobody has verified it"));
    EXPECT_THAT(text, Not(HasSubstr("Status of the row")));
}

TEST(Explain, a_row_of_quality_says_what_its_statistic_and_flag_are) {
    const std::string text = said(
        row("quality", {{"kind", "competency"}, {"id", "2.4"}, {"statistic", "alpha"}, {"value", "0.75"}, {"n", "120"}, {"flag", "low"}}, "value"));
    EXPECT_THAT(text, HasSubstr("Cronbach's alpha. How far the answers"));
    EXPECT_THAT(text, HasSubstr("Flag: Under 0.8: read the shares"));
}

/// Every column of every file, filled or empty, in both languages: there is something to say and nothing throws.
TEST(Explain, every_column_of_every_file) {
    for (const char* language : {"en", "fr"}) {
        for (const ResultFile& file : result_files()) {
            std::map<std::string, std::string> filled;
            for (const ResultColumn& column : file.columns) filled[std::string(column.name)] = column.name == "status" ? "ok" : "0.5";
            for (const auto& cells : {filled, std::map<std::string, std::string>{}}) {
                const std::string text = said(row(std::string(file.name), cells), language);
                for (std::size_t i = file.keys; i < file.columns.size(); ++i)
                    EXPECT_THAT(text, HasSubstr("\n\n" + std::string(file.columns[i].name))) << language;
            }
        }
    }
}

TEST(Explain, hostile_cells_are_no_numbers) {
    for (const char* cell : {"nan", "inf", "1e999", "0x10", " 1", "1 ", "--1", "<", "\xff"}) {
        auto cells = usual_gaps();
        for (const char* column : {"below_target_share", "n_eff", "possible_low", "headcount", "scored"}) cells[column] = cell;
        for (const char* column : {"below_target_low", "possible_high", "person_levels_missing", "scored"})
            EXPECT_FALSE(of_gaps(cells, column).empty());
    }
    auto zero = usual_gaps();
    for (const char* column : {"n_eff", "headcount", "scored", "not_applicable"}) zero[column] = "0";
    for (const char* column : {"below_target_low", "possible_high"}) EXPECT_THAT(of_gaps(zero, column), Not(HasSubstr("nan")));
}

std::vector<std::string> complaints(const ExplainInput& input) {
    std::vector<std::string> lines;
    for (const Diagnostic& one : explain(input, sample_round::texts("en")).error().all) lines.push_back(to_string(one));
    return lines;
}

TEST(Explain, refuses_what_is_no_file_of_results) {
    ExplainInput input = row("gaps", usual_gaps());
    input.table = "gap";
    EXPECT_THAT(complaints(input), ElementsAre("gaps.csv:7: error: no file of results is called 'gap'; did you mean 'gaps'? [CG2301]"));
    input = row("gaps", usual_gaps(), "below_target_shar");
    EXPECT_THAT(complaints(input),
                ElementsAre("gaps.csv:7: error: gaps.csv has no column 'below_target_shar'; did you mean 'below_target_share'? [CG2302]"));
    input = row("gaps", usual_gaps());
    input.cells.pop_back();
    EXPECT_THAT(complaints(input), ElementsAre(HasSubstr("the row does not have the columns of gaps.csv")));
}

}  // namespace
}  // namespace capgap
