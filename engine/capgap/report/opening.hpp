#pragma once

#include <capgap/report/view.hpp>

#include <vector>

namespace capgap {

/// The competencies that the opening page may name: those of the first tie group with a share that can be shown, people enough
/// behind it, and questions that hang together.
struct NamedGaps {
    std::vector<std::size_t> first;
    std::vector<std::size_t> next;        ///< the tie group after it
    std::vector<std::size_t> unreliable;  ///< left out on the way, for their alpha
    std::vector<std::size_t> few;         ///< likewise, as fewer people have a level than a row needs to be shown
    bool first_is_highest = true;         ///< nothing that stands above or beside it was left out
};

[[nodiscard]] NamedGaps named_gaps(const ReportView& view);

/// Who spoke; the finding with its weakest case; where training comes second; what the page does not say. What the data cannot fill is left out or
/// replaced; the last is always there.
[[nodiscard]] std::vector<OpeningSentence> opening_sentences(const ReportView& view);

}  // namespace capgap
