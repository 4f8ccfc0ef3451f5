#pragma once

#include <capgap/assessment/assessment.hpp>
#include <capgap/assessment/institution_tree.hpp>
#include <capgap/disclosure/protect.hpp>
#include <capgap/framework/profiles.hpp>
#include <capgap/report/texts.hpp>
#include <capgap/responses/codebook.hpp>
#include <capgap/survey/survey.hpp>
#include <capgap/training/recommend.hpp>

#include <cstdint>
#include <map>
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
/// Blank where there is no text.
[[nodiscard]] ReportCell report_cell(ReportCell::Kind kind, std::string text, std::string detail = {});

struct ReportColumn {
    std::string title;
    std::string group;                ///< columns that follow each other with one group share a heading; may be empty
    std::string note;                 ///< printed small below the title
    bool upright = false;             ///< a long title over narrow cells: written from bottom to top
    std::string term = {};            ///< id of the definition that the title leads to; may be empty
    std::string interval_title = {};  ///< what the small print of its cells is, where a cell is shown by itself; may be empty
    std::string interval_term = {};
    std::optional<std::size_t> figure = {};  ///< the cells of rows with a group are the first of this figure of theirs
    std::string language = {};               ///< of the title, where it is another than that of the report
};

struct ReportRow {
    std::string title;
    std::string note;      ///< behind the title, as "own staff"
    int depth = 0;         ///< in a tree
    bool heading = false;  ///< heads the rows that follow; has no cells
    std::vector<ReportCell> cells;
    std::optional<std::size_t> group = {};  ///< index into ReportFigures::groups: what else is said of these people
    std::string language = {};              ///< of the title, where it is another than that of the report
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
    std::string term = {};    ///< id of the definition of its figures, where the columns name none; may be empty
    std::string footer = {};  ///< where it is not that of the document
};

struct ReportParagraph {
    std::string text;
};

/// Points of a list.
struct ReportPoints {
    std::vector<std::string> points;
    bool ordered = false;
};

/// A share of people as printed, and its bar.
struct ReportShare {
    std::string text;      ///< empty: not shown
    double width_0_1 = 0;  ///< 0 where the share is a bound
};

/// How people are spread over the same few possibilities, in their order: over answers, or over levels.
struct ReportDistribution {
    struct Row {
        std::string title;
        std::string note;
        std::vector<ReportShare> shares;  ///< one for each option
        bool heading = false;             ///< heads the rows that follow; has no shares
        std::string language = {};        ///< of the title, where it is another than that of the report
    };

    std::string id;  ///< unique in the document
    std::string caption;
    std::string head;  ///< of the column of row titles
    std::vector<std::string> options;
    std::vector<Row> rows;
    std::vector<LegendEntry> legend;
    std::string term = {};  ///< id of the definition of its shares
};

/// A number used in the report: what it is, how it is reckoned, where that is from.
struct ReportTerm {
    std::string id;  ///< unique in the document; what leads to it names it
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

/// What is said of one group of people in one competency.
struct ReportFigure {
    std::vector<ReportCell> cells;     ///< as ReportFigures::columns; empty where there is no target
    std::vector<std::string> remarks;  ///< how to read them, in words
    std::vector<ReportShare> levels;   ///< the share at each level; empty where none may be shown
};

/// People of whom figures are shown: an institution, those of a profile or of a category.
struct ReportGroup {
    std::string institution;  ///< its id in the files, `<id>/own` for own staff: it has a page of its own. Empty for other groups
    std::string title;
    std::string note;  ///< behind the title, as "own staff"
    int depth = 0;     ///< in the tree
    std::string answered;
    std::string protection;             ///< why nothing is shown, in words; empty where something is
    std::string footer = {};            ///< of its page
    std::vector<ReportFigure> figures;  ///< as ReportFigures::competencies
    std::vector<ReportBlock> blocks;    ///< what else its page says
};

/// Everything that is said of groups beyond the cells of tables: what a cell tells when asked, and the pages of institutions.
struct ReportFigures {
    std::string title;
    std::string caption;
    std::string head;
    std::vector<ReportColumn> columns;
    std::vector<ReportColumn> competencies;
    std::vector<LegendEntry> legend;
    std::vector<std::string> notes;
    std::string levels_title;
    ReportDistribution levels;  ///< without rows: what those of each group have in common
    std::string below_title;
    std::string below_caption;  ///< of the table of the institutions below one
    std::string together;       ///< "all together": the first group
    std::vector<ReportGroup> groups;
};

struct ReportFact {
    std::string label;
    std::string value;
};

struct ReportBanner {
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
    ReportFigures figures;
    std::string footer = {};                   ///< of the page, and of each table that has no other
    std::map<std::string, std::string> words;  ///< of the page itself ("close"), by their ids in the texts below `page`
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

/// What people were told before they answered, as far as the settings say it.
struct NoticeStatement {
    std::string sha256;                ///< of the notice that the settings make; empty: they make none
    std::vector<std::string> missing;  ///< settings that a notice needs: "notice.contact"
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
    const std::vector<Catalogue>* catalogues = nullptr;   ///< null where nothing can be recommended
    const std::vector<Recommendation>* advice = nullptr;  ///< likewise
    NoticeStatement notice = {};
    const std::vector<ChangedSetting>* changed = nullptr;  ///< since the round was opened; null or empty: nothing
};

/// The report of a round. It ranks no institution and grades no person: institutions stand in the order of their tree, one hue says how much and not
/// how good, sentences from self-ratings say "report that", and what the data cannot fill is left out. The same document for the same input.
[[nodiscard]] ReportDocument make_report(const ReportInput& input, const Texts& texts);

}  // namespace capgap
