#pragma once

#include <capgap/files/paper.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace capgap {

/// The charts of a round as `<id>.svg`, and with `png` as `<id>.png` too, by rsvg-convert or Chromium.
struct ChartFiles {
    std::vector<std::string> names;
    PaperWritten pictures = PaperWritten::done;  ///< the .png
};

/// The folder is made where it is not there; files of these names in it are replaced.
ChartFiles write_charts(const FinishedRound& round, const PaperWords& words, const std::filesystem::path& folder, bool png);

}  // namespace capgap
