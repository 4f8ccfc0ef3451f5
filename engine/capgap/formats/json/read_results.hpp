#pragma once

#include <capgap/base/result.hpp>
#include <capgap/report/finished_round.hpp>

#include <istream>
#include <string>

namespace capgap {

/// results.json, as far as papers need it; of each table only the rows that they show are kept in memory. `file`: its name in messages. Errors: it is
/// damaged, of another version, or not of a round. `sha256` is left to the caller.
Result<FinishedRound> read_results_json(std::istream& in, const std::string& file);

}  // namespace capgap
