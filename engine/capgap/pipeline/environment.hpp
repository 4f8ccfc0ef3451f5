#pragma once

#include <capgap/pipeline/assess.hpp>

#include <vector>

namespace capgap {

/// Scores what institutions say of themselves: one row per institution that answered (in tree order) and element with a level. The target is that of
/// the file's only profile, or of the answer's own. Counts rows and row errors into `summary`.
Result<std::vector<EnvironmentRow>> environment_rows(const EnvironmentInput& input, std::size_t instrument, const InstitutionTree& tree,
                                                     AssessSummary& summary);

}  // namespace capgap
