#pragma once

#include <capgap/report/coverage_study.hpp>
#include <capgap/report/texts.hpp>

#include <string>
#include <vector>

namespace capgap {

/// A cell of the matrix of competencies and steps.
struct CoverageCell {
    std::string text;   ///< "12 h", "no course"
    std::string note;   ///< "2 courses"; may be empty
    std::string link;   ///< id of the part of the page that lists the courses; empty where there is none
    bool open = false;  ///< no course that can be begun
};

struct CoverageRow {
    std::string title;
    bool is_domain = false;  ///< a heading over the rows that follow; no cells
    std::vector<CoverageCell> cells;
};

/// The courses of a competency, step by step.
struct CoverageDetail {
    struct Step {
        std::string id;
        std::string title;
        std::vector<std::string> lines;
    };
    std::string title;
    std::vector<Step> steps;
};

/// A heading, a sentence, and lines below it.
struct CoverageList {
    std::string title;
    std::string lead;
    std::vector<std::string> lines;
};

/// All words of the page, ready.
struct CoveragePage {
    std::string language;
    std::string skip;
    std::string title;
    std::vector<std::string> lead;
    std::string matrix_title;
    std::string matrix_caption;
    std::string legend;
    std::vector<std::string> columns;  ///< the first names the competencies
    std::vector<CoverageRow> rows;
    std::vector<CoverageList> lists;
    std::string details_title;
    std::vector<CoverageDetail> details;
    std::vector<std::string> rights;
    std::string footer;
};

[[nodiscard]] CoveragePage make_coverage_page(const CoverageStudy& study, const Texts& texts);

}  // namespace capgap
