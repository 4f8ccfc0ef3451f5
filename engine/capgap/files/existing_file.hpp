#pragma once

#include <capgap/base/diagnostic.hpp>
#include <capgap/files/round.hpp>

#include <filesystem>

namespace capgap {

/// An error where `path` is there already: what a person goes on with is never overwritten.
void refuse_if_there(const std::filesystem::path& path, Diagnostics& found);

/// An error where `out` is a file of the round, which nobody means to overwrite.
[[nodiscard]] Diagnostics refuse_input(const Round& round, const std::filesystem::path& out);

}  // namespace capgap
