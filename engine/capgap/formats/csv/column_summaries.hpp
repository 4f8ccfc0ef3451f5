#pragma once

#include <capgap/base/result.hpp>
#include <capgap/formats/csv/assumed_form.hpp>
#include <capgap/responses/column_summary.hpp>

#include <istream>
#include <string>
#include <vector>

namespace capgap {

/// Reads a foreign file to its end and says what each column holds. Rows that cannot be read are passed over: reading them as answers reports them.
/// Memory: the different texts of each column, 64 MiB of them at most over all columns; behind that columns have too_many_values.
Result<std::vector<ColumnSummary>> summarise_columns(std::istream& in, const std::string& file, const AssumedForm& form);

}  // namespace capgap
