#pragma once

#include <capgap/assessment/file_form.hpp>
#include <capgap/base/result.hpp>

#include <istream>
#include <string>

namespace capgap {

/// How a file is read.
struct AssumedForm {
    Encoding encoding = Encoding::utf_8;
    char delimiter = ',';
    bool decimal_comma = false;
};

/// What `stated` says of a file, and where it says nothing what the first mebibyte of `in` tells (engine/docs/formats.md, "CSV files"): the encoding
/// by its mark or by the zero bytes of UTF-16, else UTF-8; the delimiter by which most rows have as many fields as the header. A remark says what was
/// found, unless it is UTF-8 with commas. Error: a mark of another encoding than the stated one.
Result<Checked<AssumedForm>> assume_form(std::istream& in, const std::string& file, const FileForm& stated);

/// For a file that turned out not to be UTF-8, of which nobody said what it is: Windows-1252 or GB18030, where all bytes of `in` fit one of them and
/// not as well the other; `form` otherwise is kept. The warning shows a word as it is read, so that people can judge. Error: neither, or either.
Result<Checked<AssumedForm>> guess_encoding(std::istream& in, const std::string& file, const AssumedForm& form);

}  // namespace capgap
