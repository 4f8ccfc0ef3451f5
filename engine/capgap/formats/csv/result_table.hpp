#pragma once

#include <capgap/report/result_table.hpp>

#include <ostream>
#include <string>

namespace capgap {

class CsvWriter;

/// A table as CSV: the names of its columns, then its rows. Ids as they are, nothing as an empty cell, a bound as "<0.05" or ">0.95".
void write_csv(std::ostream& out, const ResultTable& table, const ResultSource& source);

/// The line of names.
std::string csv_header(const ResultFile& file);

void write_header(CsvWriter& csv, const ResultFile& file);
void write_row(CsvWriter& csv, ResultTable::Row cells);

}  // namespace capgap
