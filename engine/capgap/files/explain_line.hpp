#pragma once

#include <capgap/files/references.hpp>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace capgap {

/// A line of a file in a folder of results, and perhaps one of its columns.
struct LineToExplain {
    std::filesystem::path folder;
    std::string file;        ///< "gaps.csv"
    std::uint32_t line = 0;  ///< 1 is the header
    std::optional<std::string> column;
    std::string language = "en";
    std::filesystem::path texts = {};  ///< a file of sentences, for a language that does not come with the program
};

/// `capgap explain`: what the numbers of a line are, what enters them, and what they were made from. Errors: no folder of results, no such file,
/// line, column or language.
Result<std::string> explain_line(const LineToExplain& what, const Places& places);

}  // namespace capgap
