#pragma once

#include <capgap/formats/csv/problem_list.hpp>
#include <capgap/formats/csv/reader.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace capgap::csv {

/// A column that a kind of file may have.
struct KnownColumn {
    std::string name;
    bool required = false;
    /// Not empty: the column exists in other files of the kind, and this says why not in this one.
    std::string not_here = {};
};

struct ColumnCodes {
    const char* unknown;
    const char* missing;
    const char* twice;
};

/// A header that is one field with semicolons or tabs in it comes from a spreadsheet that does not write commas.
std::optional<Diagnostic> another_delimiter(const CsvReader& reader);

/// Where each of `known` stands in the header. Reports all columns that are unknown, missing or there twice, or, in their place, that the whole file
/// is separated by another character. True if every required column was found once, that is, if rows can be read.
bool find_columns(const CsvReader& reader, const std::vector<KnownColumn>& known, const ColumnCodes& codes, ProblemList& problems,
                  std::vector<std::optional<std::size_t>>& found);

}  // namespace capgap::csv
