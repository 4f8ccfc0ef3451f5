#pragma once

#include <capgap/base/diagnostic.hpp>
#include <capgap/files/references.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace capgap {

/// `builtin:NAME/VERSION` as an argument means every file of it.
[[nodiscard]] std::vector<std::filesystem::path> files_of_builtin(const std::string& name, const Places& places, Diagnostics& found);

}  // namespace capgap
