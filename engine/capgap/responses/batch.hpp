#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace capgap {

/// Answers of at most `max_rows` respondents in columns of small codes: the only currency between sources of responses and what consumes them. Codes
/// are those of the Codebook. Every column has `rows` entries; a column that the data do not have is empty.
struct Batch {
    static constexpr std::size_t max_rows = 4096;

    /// Answer codes of items: 0..K-1 is an option, below 0 there is none.
    static constexpr std::int8_t empty = -1;
    static constexpr std::int8_t not_applicable = -2;
    static constexpr std::int8_t do_not_know = -3;
    static constexpr std::int8_t refused = -4;

    static constexpr std::uint16_t no_profile = 0xffff;
    static constexpr std::uint16_t unknown_category = 0xffff;
    static constexpr std::uint16_t none_wanted = 0xffff;
    static constexpr double unknown_seconds = -1;

    std::size_t rows = 0;
    std::vector<std::string> respondent;  ///< ids; only for the list of persons, scoring never reads them
    std::vector<std::uint32_t> institution;
    std::vector<std::uint16_t> profile;                  ///< or no_profile
    std::vector<std::vector<std::uint16_t>> background;  ///< [question][row], or unknown_category
    std::vector<std::vector<std::int8_t>> item;          ///< [item][row]; an item that the source never asks: empty column
    std::vector<std::vector<std::uint16_t>> wanted;      ///< [slot][row], competency or none_wanted; as many slots as wanted_max
    std::vector<double> weight;                          ///< base weights, above 0; empty: all 1
    std::vector<std::uint32_t> cluster;                  ///< code in the source's Clusters; empty: no clusters

    std::vector<double> seconds;  ///< how long answering took, or unknown_seconds; empty: nobody's is known

    /// No rows, columns kept.
    void clear();
};

}  // namespace capgap
