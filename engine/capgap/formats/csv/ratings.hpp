#pragma once

#include <capgap/base/result.hpp>
#include <capgap/framework/framework.hpp>
#include <capgap/training/ratings.hpp>

#include <istream>
#include <string>
#include <vector>

namespace capgap {

/// Reads `module,competency,rater_1_from,rater_1_to,rater_2_from,rater_2_to,decision_from,decision_to,decided_by,decided_on,note` in any order;
/// `status`, which the program writes, is not read, and the last six may be left out. Every problem of the file at once, 200 at most.
Result<Checked<std::vector<ModuleRating>>> read_ratings(std::istream& in, const std::string& file, const Catalogue& catalogue,
                                                        const Framework& framework);

/// The names of these columns, in this order, with `status` behind them.
[[nodiscard]] const std::vector<std::string>& rating_columns();

}  // namespace capgap
