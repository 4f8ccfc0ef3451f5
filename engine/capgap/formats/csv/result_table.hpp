#pragma once

#include <capgap/formats/csv/writer.hpp>
#include <capgap/report/result_table.hpp>

#include <ostream>
#include <string>

namespace capgap {

/// A table as CSV: the names of its columns, then its rows. Ids as they are, nothing as an empty cell, a bound as "<0.05" or ">0.95".
void write_csv(std::ostream& out, const ResultTable& table, const ResultSource& source);

/// The line of names.
std::string csv_header(const ResultFile& file);

/// Rows of a part of a table, one by one, behind what stands in `to`.
class CsvRows {
public:
    CsvRows(std::string& to, const ResultFile& file) : csv_(to), group_keys_(file.group_keys) {}

    void add(const ResultRows& row);

private:
    CsvWriter csv_;
    std::size_t group_keys_;
    std::string group_;  ///< the group_keys of the row before, as text
};

void write_header(CsvWriter& csv, const ResultFile& file);
void write_row(CsvWriter& csv, ResultTable::Row cells);

}  // namespace capgap
