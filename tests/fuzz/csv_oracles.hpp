#pragma once

#include <array>
#include <cstddef>
#include <string>

struct CsvInput {
    unsigned what = 0;  ///< of the following is tried
    char delimiter = ',';
    unsigned how = 0;  ///< another choice of each
    std::size_t block_bytes = 4;
    std::string text;
};

constexpr std::array csv_delimiters{',', ';', '\t', '|'};

/// Any bytes as a CSV file. What must hold, beside that nothing breaks:
/// - the size of the blocks in which the file is read changes nothing (short blocks send through libcsv what long ones cut in place);
/// - a plain automaton over the whole text reads the same;
/// - the first fields of each row are the same where the reader is told that no more are needed;
/// - the lines on which rows begin rise, rows have as many fields as the header, and every field is UTF-8 without NUL (of whatever is read);
/// - what was read, written and read again is the same;
/// - text that another encoding has is read from it as from UTF-8, and any bytes end well in any encoding;
/// - what is assumed of a file, or guessed, is a delimiter and an encoding that there are, with a word for each that is not the usual one;
/// - lists of institutions and population tables end well;
/// - as responses, with a header of their own or with one of ours, every row is in a batch, set aside or left out, and every column of a batch has as
///   many entries as the batch has rows; repeated ids are those that a count finds.
void check_csv(const CsvInput& input);
