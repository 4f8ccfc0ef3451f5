#pragma once

#include <capgap/base/location.hpp>

#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace capgap {

/// How a file of text writes its characters as bytes. utf_16: in the byte order that its beginning tells.
enum class Encoding { utf_8, utf_16, windows_1252, gb18030 };

/// As files write them: "utf-8", "windows-1252".
inline constexpr std::array<std::pair<std::string_view, Encoding>, 4> encoding_names{
    {{"utf-8", Encoding::utf_8}, {"utf-16", Encoding::utf_16}, {"windows-1252", Encoding::windows_1252}, {"gb18030", Encoding::gb18030}}};

/// As files write them, with the character itself.
inline constexpr std::array<std::pair<std::string_view, char>, 3> delimiter_names{{{"comma", ','}, {"semicolon", ';'}, {"tab", '\t'}}};

/// How a file of responses is written, as far as somebody said so. What was not said is found out.
struct FileForm {
    std::optional<Encoding> encoding;
    std::optional<char> delimiter;
    bool decimal_comma = false;  ///< numbers are written 0,75
    Location at;                 ///< where it was said; for messages
    bool stated = false;         ///< there is such a key at all
};

}  // namespace capgap
