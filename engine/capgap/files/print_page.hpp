#pragma once

#include <capgap/files/paper.hpp>

#include <filesystem>
#include <string>

namespace capgap {

/// The report page of a folder of results, printed by Chromium in one of its languages. Replaces the file as a whole, or leaves it as it is. Its
/// bytes are the other program's, which writes the time into them.
PaperWritten print_report(const std::filesystem::path& folder, const std::string& language, const std::filesystem::path& pdf);

}  // namespace capgap
