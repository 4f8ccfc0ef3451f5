#pragma once

#include <capgap/formats/csv/reader.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// What the reader makes of a text. Two of them are the same if every field, line and word is.
struct Reading {
    std::size_t width = 0;             ///< fields of each row, as of the header
    std::string fields;                ///< one behind the other, the header first
    std::vector<std::size_t> ends;     ///< where in `fields` each of them ends
    std::vector<std::uint32_t> lines;  ///< on which rows begin
    std::vector<std::string> said;
    bool failed = false;

    bool operator==(const Reading&) const = default;
};

inline std::string_view field(const Reading& reading, std::size_t row, std::size_t column) {
    const std::size_t which = row * reading.width + column;
    const std::size_t begin = which == 0 ? 0 : reading.ends[which - 1];
    return std::string_view(reading.fields).substr(begin, reading.ends[which] - begin);
}

constexpr std::size_t one_block = std::size_t{64} << 10U;  ///< a text of the fuzzer at once

/// Checks on its way what must hold of any row.
Reading read_csv(const std::string& text, const capgap::CsvReaderOptions& options);

/// The first `fields` of each row, and which of them are there. Either the reader is told that no more are needed, or the rest is dropped here.
enum class Cut { by_reader, afterwards };
Reading read_first_fields(const std::string& text, const capgap::CsvReaderOptions& options, std::size_t fields, Cut cut);

/// By the writer, as a file that the reader should read as the same.
std::string written(const Reading& reading, char delimiter);
