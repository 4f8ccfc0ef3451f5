#pragma once

#include <capgap/report/document.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace capgap {

/// A line of what would help everybody together, in words.
struct AdvisedLine {
    bool condition = false;  ///< to be put in order first; else a remedy
    std::string title;
    std::string note;  ///< what it is: "course"
    std::string text;  ///< of a condition why, of a remedy for what
    std::string people;
    std::string hours;
    std::string cost;
    bool estimated = false;  ///< more than half of the people are
};

/// How offices that are shown together are called.
struct PoolTitle {
    std::string id;  ///< in the files: "mps/pool-1"
    std::string title;
    std::string members;
};

/// What stands at the top of a report, in one language: enough for papers that are made later of the files alone.
struct ReportHead {
    std::string language;  ///< BCP 47
    std::string title;
    std::string kind;
    std::vector<ReportBanner> banners;
    std::vector<ReportFact> facts;
    std::string opening_title;
    std::vector<OpeningSentence> opening;
    std::vector<AdvisedLine> advice;  ///< conditions first; none without a catalogue
    std::string currency;             ///< of `cost`
    std::vector<PoolTitle> pools;
    std::string footer;
};

/// What stands at the top of a report of which `input` is the round. The same head for the same input.
[[nodiscard]] ReportHead make_head(const ReportInput& input, const Texts& texts);

/// How many answered, of a line of the tree, as the report shows it.
struct PlaceCounts {
    std::string id;  ///< in the files
    std::optional<std::int64_t> headcount;
    std::optional<std::int64_t> respondents;  ///< nothing where it is hidden
};

/// The heads of a report, and what they have in common.
struct ReportSummary {
    std::vector<ReportHead> heads;    ///< a language each; none: no report was asked for
    std::vector<std::string> named;   ///< the competencies that the opening names first, by their ids
    std::vector<PlaceCounts> places;  ///< in the order of the tables
};

[[nodiscard]] ReportSummary make_summary(const ReportInput& input, const std::vector<Texts>& languages);

}  // namespace capgap
