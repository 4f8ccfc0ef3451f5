#pragma once

#include <capgap/base/diagnostic.hpp>

#include <filesystem>

namespace capgap {

/// An error where `path` is there already: what a person goes on with is never overwritten.
void refuse_if_there(const std::filesystem::path& path, Diagnostics& found);

}  // namespace capgap
