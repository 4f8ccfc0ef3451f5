#pragma once

#include <capgap/report/finished_cells.hpp>

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace capgap {

/// A share of people as a chart draws it, 0..1, and as it prints it.
struct ChartShare {
    std::string institution;  ///< the ids of its row in gaps.csv
    std::string competency;
    FinishedShare printed;
    std::optional<double> share;  ///< of a bound: where it is
    bool less = false;            ///< a bound: it is less than `share`
    bool more = false;
    bool careful = false;  ///< low response, or few answers: drawn as a ring
    std::optional<Interval> interval;
    std::optional<Interval> possible;
    std::string answers;  ///< how many have a level, as printed; may be empty
};

/// Shares one below the other, each with its interval.
struct RangeChart {
    struct Row {
        std::string title;
        std::string note;
        int depth = 0;
        ChartShare share;
    };
    std::string answers_title;  ///< over the numbers of answers
    std::vector<Row> rows;
    std::string dot;  ///< what is drawn, in words; of what does not occur, nothing
    std::string ring;
    std::string line;
    std::string bar;
    std::string bound;
    std::string hidden;
};

/// Institutions by competencies.
struct HeatMap {
    struct Cell {
        ChartShare share;
        std::string mark;          ///< behind the text or in its place; the legend says what it means
        std::optional<int> shade;  ///< 1..ReportCell::max_shade; nothing: no fill
        bool hidden = false;       ///< hatched
    };
    struct Row {
        std::string title;
        std::string note;
        int depth = 0;
        std::vector<Cell> cells;
    };
    std::vector<std::string> columns;
    std::vector<Row> rows;
    std::vector<LegendEntry> legend;
};

/// One picture with all that must be read beside it.
struct Chart {
    std::string id;  ///< the name of its file
    std::string language;
    std::string title;
    std::string caption;      ///< what a number in it is
    std::string description;  ///< for those who hear it
    std::vector<std::string> notes;
    std::variant<RangeChart, HeatMap> drawn;
};

/// Places in a chart that can still be read on a sheet.
inline constexpr std::size_t most_places_of_a_chart = 40;

/// The whole by competency; institutions in each of the competencies that the opening names first, if they are few; institutions by competencies.
/// Made of protected tables alone, by the rules of the report page.
[[nodiscard]] std::vector<Chart> make_charts(const FinishedRound& round, const ReportHead& head, const Texts& texts);

}  // namespace capgap
