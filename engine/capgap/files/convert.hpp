#pragma once

#include <capgap/base/result.hpp>
#include <capgap/files/references.hpp>

#include <filesystem>
#include <string>

namespace capgap {

/// What `capgap convert SOURCE -o OUT` is asked for.
struct ConvertRequest {
    std::string source;  ///< as on the command line; "-" is standard input
    std::filesystem::path out;
    char delimiter = ',';
    bool decimal_comma = false;  ///< numbers are written 0,75
    /// A byte-order mark in front, and an apostrophe in front of what a spreadsheet would take for a formula.
    bool for_spreadsheet = false;
};

/// Writes a table, CSV or a sheet of a workbook, as CSV. The value is how many rows were written, without the header.
Result<Checked<std::uint64_t>> convert_table(const ConvertRequest& request, const Places& places);

}  // namespace capgap
