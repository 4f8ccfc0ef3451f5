#pragma once

#include <capgap/report/document.hpp>
#include <capgap/report/head.hpp>
#include <capgap/report/result_table.hpp>

#include <ostream>
#include <string>

namespace capgap {

/// What results.json is made from.
struct ResultsContent {
    const ReportInput& report;
    const ResultSource& source;
    std::string program;         ///< version
    ReportSummary summary = {};  ///< left out where it has no head
};

/// results.json, `capgap: results/1` as engine/capgap/formats/schemas/results.schema.json describes it: what the round is, the names behind all ids
/// in every language, and every table (see JsonTable). Keys stand in one order; numbers are those of the CSV files, to the digit; no value is null, a
/// bound {"less_than": 0.05} or {"more_than": 0.95}.
void write_results_json(std::ostream& out, const ResultsContent& content);

/// The same in pieces: this, for each of tables_of() its name and JsonTable, and the end.
std::string begin_results_json(const ResultsContent& content);
std::string name_in_results_json(const ResultTable& table);
std::string end_results_json();

}  // namespace capgap
