#pragma once

#include <capgap/report/document.hpp>
#include <capgap/report/result_table.hpp>

#include <ostream>
#include <string>

namespace capgap {

/// What results.json is made from.
struct ResultsContent {
    const ReportInput& report;
    const ResultSource& source;
    std::string program;  ///< version
};

/// results.json, `capgap: results/1` as engine/capgap/formats/schemas/results.schema.json describes it: what the round is, the names behind all ids
/// in every language, and every table as its columns and an array of rows. Keys stand in one order, rows one to a line, one row at a time in memory;
/// numbers are those of the CSV files, to the digit; no value is null, a bound {"less_than": 0.05} or {"more_than": 0.95}.
void write_results_json(std::ostream& out, const ResultsContent& content);

}  // namespace capgap
