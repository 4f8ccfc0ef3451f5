#pragma once

#include <capgap/report/finished_round.hpp>

#include <string>
#include <vector>

namespace capgap {

/// Two pages for somebody who decides: what was found, what is asked, and the institutions. Everything is ready to be printed.
struct Brief {
    std::string language;
    std::string title;
    std::string kind;
    std::vector<ReportBanner> banners;
    std::vector<ReportFact> facts;
    std::string opening_title;
    std::vector<OpeningSentence> opening;
    std::string asked_title;  ///< empty: nothing is asked
    std::vector<std::string> asked;
    ReportTable asked_table;
    std::vector<int> asked_widths;  ///< of its columns, that of the titles first: parts of 100
    std::vector<std::string> asked_notes;
    std::string institutions_title;
    ReportTable institutions;
    std::vector<int> institution_widths;
    std::vector<std::string> institution_notes;
    std::vector<std::string> footer;
};

/// Institutions in the table of a brief: with its notes it fits on one page.
inline constexpr std::size_t most_institutions_of_a_brief = 24;

/// Made of protected tables alone. `head`: that of the language of `texts`.
[[nodiscard]] Brief make_brief(const FinishedRound& round, const ReportHead& head, const Texts& texts);

}  // namespace capgap
