#pragma once

#include <capgap/formats/csv/reader.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

/// What the reader makes of a text. Two of them are the same if every field, line and word is.
struct Reading {
    std::size_t width = 0;             ///< fields of the header, and of every row
    std::string fields;                ///< one behind the other, the header first
    std::vector<std::size_t> ends;     ///< where in `fields` each of them ends
    std::vector<std::uint32_t> lines;  ///< on which rows begin
    std::vector<std::string> said;
    bool failed = false;

    bool operator==(const Reading&) const = default;
};

constexpr std::size_t one_block = std::size_t{64} << 10U;  ///< a text of the fuzzer at once

/// Checks on its way what must hold of any row.
Reading read_csv(const std::string& text, const capgap::CsvReaderOptions& options);

/// By the writer, as a file that the reader should read as the same.
std::string written(const Reading& reading, char delimiter);
