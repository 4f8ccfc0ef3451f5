#pragma once

#include <capgap/assessment/file_form.hpp>

#include <cstdint>
#include <istream>
#include <optional>
#include <string>

namespace capgap::csv {

/// What bytes that are not UTF-8 may be.
struct EncodingGuess {
    std::optional<Encoding> encoding;  ///< Windows-1252 or GB18030
    bool several = false;              ///< without an encoding: it may be either
    char byte = 0;                     ///< the first that is not ASCII
    std::uint32_t line = 1;            ///< where it stands
    std::string word;                  ///< with what stands around it, decoded
};

/// GB18030 if all bytes are well-formed in it and more than half of its characters are pairs of bytes from 0xA1, as the usual ones are: single
/// letters with accents among ASCII make few such pairs. Fewer than four such pairs prove nothing. Else Windows-1252, if none of the five bytes that
/// it does not have is there. Reads to the end of `in`, in memory of fixed size.
[[nodiscard]] EncodingGuess guess_of(std::istream& in);

}  // namespace capgap::csv
