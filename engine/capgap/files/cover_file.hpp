#pragma once

#include <capgap/base/result.hpp>
#include <capgap/files/references.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace capgap {

/// What `capgap coverage` is asked for. References are as on the command line: paths, or builtin:NAME/VERSION.
struct CoverRequest {
    std::string assessment;  ///< a round: then its framework, and who has which step before them; empty: without a survey
    std::string framework;   ///< without an assessment
    std::string catalogue;   ///< empty: the one that the assessment names
    std::string ratings;     ///< a table; empty: the sheet Ratings of the catalogue's workbook, if it has one
    std::string language;    ///< of the page and the syllabus; empty: the catalogue's first for which there are sentences, else English
    bool docx = false;       ///< the syllabus for a word processor too, by another program where there is one
    std::filesystem::path out;
};

struct CoverOutcome {
    std::vector<std::string> sentences;  ///< what was found
    Diagnostics undecided;               ///< errors of the ratings that leave the coverage as it is: the folder was written
};

/// Writes the folder as a whole: tables, the page, the syllabus.
Result<Checked<CoverOutcome>> cover_file(const CoverRequest& request, const Places& places);

}  // namespace capgap
