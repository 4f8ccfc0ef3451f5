#pragma once

#include <capgap/files/paper.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace capgap {

/// As the address of a file: what is more than itself there is written in hexadecimal.
[[nodiscard]] std::string address_of_file(const std::filesystem::path& file);

/// Chromium without a window, with a profile of its own in `scratch`, which is to write `made`.
PaperWritten run_browser(const std::vector<std::string>& words, const std::filesystem::path& made, const std::filesystem::path& scratch);

}  // namespace capgap
