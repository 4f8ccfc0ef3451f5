#pragma once

#include <capgap/assessment/assessment.hpp>
#include <capgap/assessment/institution_tree.hpp>
#include <capgap/disclosure/protect.hpp>
#include <capgap/framework/profiles.hpp>
#include <capgap/report/texts.hpp>
#include <capgap/responses/codebook.hpp>
#include <capgap/survey/survey.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace capgap {

/// What one cell of a table shows. Everything is ready to be printed: a renderer adds no word and no number.
struct ReportCell {
    enum class Kind {
        blank,  ///< there is nothing to say here
        text,
        number,
        share,  ///< in 100
        bound,  ///< "< 30": a share that is shown as a bound
        mark,   ///< a mark of the legend in the place of a number
    };

    Kind kind = Kind::blank;
    std::string text;
    std::string detail;        ///< printed small below: an interval
    std::string mark;          ///< printed raised behind the text; the legend says what it means
    std::string spoken;        ///< for those who hear the page: what the mark or the fill says
    std::optional<int> shade;  ///< 1..max_shade of one hue; nothing: no fill

    static constexpr int max_shade = 5;
};

struct ReportColumn {
    std::string title;
    std::string group;     ///< columns that follow each other with one group share a heading; may be empty
    std::string note;      ///< printed small below the title
    bool upright = false;  ///< a long title over narrow cells: written from bottom to top
};

struct ReportRow {
    std::string title;
    std::string note;      ///< behind the title, as "own staff"
    int depth = 0;         ///< in a tree
    bool heading = false;  ///< heads the rows that follow; has no cells
    std::vector<ReportCell> cells;
};

struct LegendEntry {
    std::string mark;          ///< a mark, or
    std::optional<int> shade;  ///< a fill
    std::string text;
};

struct ReportTable {
    std::string id;  ///< unique in the document
    std::string caption;
    std::string head;  ///< of the column of row titles
    std::vector<ReportColumn> columns;
    std::vector<ReportRow> rows;
    std::vector<LegendEntry> legend;
    std::vector<std::string> notes;
};

struct ReportParagraph {
    std::string text;
};

/// Points of a list.
struct ReportPoints {
    std::vector<std::string> points;
    bool ordered = false;
};

/// A share of people for each possible answer, in their order.
struct ReportDistribution {
    struct Part {
        std::string title;
        std::string share;     ///< as printed
        double width_0_1 = 0;  ///< of the bar; 0 where the share is a bound
    };

    std::string title;
    std::string note;
    std::vector<Part> parts;
};

/// A number used in the report: what it is, how it is reckoned, where that is from.
struct ReportTerm {
    std::string title;
    std::string definition;
    std::string formula;  ///< may be empty
    std::string source;   ///< may be empty
};

struct ReportTerms {
    std::vector<ReportTerm> terms;
};

struct ReportHeading {
    std::string title;
};

using ReportBlock = std::variant<ReportParagraph, ReportPoints, ReportHeading, ReportTable, ReportDistribution, ReportTerms>;

struct ReportSection {
    std::string id;  ///< unique in the document
    std::string title;
    std::vector<ReportBlock> blocks;
};

struct ReportFact {
    std::string label;
    std::string value;
};

struct ReportBanner {
    enum class Kind { simulated };
    Kind kind = Kind::simulated;
    std::string title;
    std::string text;
};

struct OpeningSentence {
    enum class Kind { who_spoke, finding, barriers, limits };
    Kind kind = Kind::limits;
    std::string heading;
    std::string text;
};

/// The report of one round in one language, as data.
struct ReportDocument {
    std::string language;       ///< BCP 47
    std::string language_name;  ///< in itself: "français"
    std::string title;
    std::string kind;  ///< what this is: "Report on ..."
    std::vector<ReportBanner> banners;
    std::vector<ReportFact> facts;
    std::string opening_title;
    std::vector<OpeningSentence> opening;
    std::vector<ReportSection> sections;
    std::string footer;
    std::string contents_title;
    std::string skip_to_content;
    std::string language_choice;
    std::string legend_title;
    std::string method_label;
};

/// The answers of institutions about themselves are read with this framework and these targets.
struct ReportEnvironment {
    const Framework& framework;
    const Survey& survey;
    const Profiles& profiles;
};

struct RowCounts {
    std::uint64_t read = 0;
    std::uint64_t set_aside = 0;
    std::uint64_t empty = 0;
    std::uint64_t respondents = 0;
};

/// All that a report is made of. What it refers to must outlive the call only.
struct ReportInput {
    const Disclosed<ShownTables>& tables;
    const Framework& framework;
    const Survey& survey;
    const Profiles& profiles;
    const AssessmentContent& assessment;
    const InstitutionTree& institutions;
    const Codebook& codebook;
    const std::vector<std::size_t>& breakdowns;   ///< background questions of the codebook, as Group::dimension counts them
    std::vector<ReportEnvironment> environments;  ///< as EnvironmentRow::instrument counts them
    std::optional<std::int64_t> headcount;        ///< of the whole; nothing without a population
    RowCounts rows;
};

/// The report of a round. It ranks no institution and grades no person: institutions stand in the order of their tree, one hue says how much and not
/// how good, sentences from self-ratings say "report that", and what the data cannot fill is left out. The same document for the same input.
[[nodiscard]] ReportDocument make_report(const ReportInput& input, const Texts& texts);

}  // namespace capgap
