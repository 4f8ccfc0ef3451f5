#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace capgap {

/// What a column of a foreign file holds: all that a mapping can be proposed from.
struct ColumnSummary {
    /// No question has as many options; a column with more different texts may still hold names of institutions.
    static constexpr std::size_t max_values = 5'000;

    std::size_t position = 0;  ///< 1-based
    std::string header;        ///< without white space and byte-order marks around it
    std::string code;          ///< by which a mapping names the column: the header, or what stands in it before the question
    std::string text;          ///< the question in the header, where it holds more than a code
    bool code_is_unique = false;
    bool header_is_unique = false;

    std::uint64_t rows = 0;
    std::uint64_t filled = 0;                                   ///< rows with a text in it
    std::vector<std::pair<std::string, std::uint64_t>> values;  ///< different texts, trimmed, in the order in which they occur, with their number
    bool too_many_values = false;                               ///< `values` does not hold all
    bool rising_numbers = true;                                 ///< every text is a whole number, above the one before it
    std::uint64_t whole_numbers = 0;
    std::uint64_t point_numbers = 0;        ///< 12.5
    std::uint64_t comma_numbers = 0;        ///< 12,5
    std::uint64_t comma_not_thousands = 0;  ///< of these, those that cannot be read as 12,500
};

}  // namespace capgap
