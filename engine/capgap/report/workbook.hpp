#pragma once

#include <capgap/report/document.hpp>
#include <capgap/report/result_table.hpp>

#include <functional>
#include <string>
#include <vector>

namespace capgap {

/// A line of text above a table, or on a sheet without one.
struct WorkbookLine {
    enum class Kind { title, heading, warning, text };
    Kind kind = Kind::text;
    std::string label;  ///< stands before the text, in a column of its own; may be empty
    std::string text;
};

struct WorkbookColumn {
    std::string title;
    std::string note;  ///< shown where somebody points at the heading; may be empty
    ColumnKind kind = ColumnKind::words;
    int width = 12;     ///< in characters
    bool wrap = false;  ///< texts that are longer than the width run over several lines
};

/// A chart of columns of its sheet over all rows, one category per row.
struct WorkbookChart {
    enum class Kind {
        interval,        ///< columns: lower end; from there to the share; from there to the upper end
        parts_of_whole,  ///< columns: shares that add up to one
    };
    Kind kind = Kind::parts_of_whole;
    std::string title;
    std::string note;  ///< below the title
    std::size_t categories = 0;
    std::vector<std::size_t> columns;
};

struct WorkbookSheet {
    std::string name;
    std::vector<WorkbookLine> lines;
    std::vector<WorkbookColumn> columns;  ///< none: a sheet of text
    std::size_t frozen_columns = 0;
    std::size_t row_count = 0;
    std::function<void(const ResultTable::Visit&)> rows;  ///< row_count rows with a cell per column, one at a time
    std::vector<WorkbookChart> charts;
};

/// The tables of a round for people who filter: what a workbook holds, as data. Sheets refer to the input they were made from, which must outlive
/// them.
struct Workbook {
    std::string title;
    std::string subject;
    std::string date;  ///< YYYY-MM-DD, of the data: nothing below reads a clock
    std::string footer;
    std::vector<WorkbookSheet> sheets;
};

struct WorkbookInput {
    const ReportInput& report;
    const ResultSource& source;
    const std::vector<ReportDocument>& documents;  ///< one per language of the round
    const std::vector<Texts>& texts;               ///< likewise; the first is the language of headings and names
};

/// Rows of one sheet. A table with more is cut to the rows without job profile and breakdown, and to so many of them; its sheet says so. A sheet of a
/// spreadsheet ends at 1,048,576 rows; the computers of an office give up long before.
inline constexpr std::size_t most_rows_of_a_sheet = 200'000;

[[nodiscard]] Workbook make_workbook(const WorkbookInput& input, std::size_t most_rows = most_rows_of_a_sheet);

}  // namespace capgap
