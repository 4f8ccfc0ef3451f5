#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace capgap {

/// A file of results: `<name>.csv`. The first `keys` columns say whom or what a row is about. Columns are only ever appended.
struct ResultFile {
    std::string_view name;
    std::size_t keys = 0;
    std::vector<std::string_view> columns;
};

/// The files that a run writes, with their columns in order.
[[nodiscard]] const std::vector<ResultFile>& result_files();
[[nodiscard]] const ResultFile* result_file(std::string_view name);

}  // namespace capgap
