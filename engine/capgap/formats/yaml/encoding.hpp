#pragma once

#include <capgap/formats/yaml/places.hpp>
#include <capgap/formats/yaml/problems.hpp>

#include <string_view>

namespace capgap::yaml {

/// UTF-8's byte-order mark, which editors on Windows put at the beginning of a file.
inline constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

/// Whether a character may stand in a text: YAML's printable characters, less the byte-order mark. (So a text can be written into XML, too.)
[[nodiscard]] bool is_text_character(char32_t character);

/// Whether the bytes are text: UTF-8 of text characters, spaces, tabs and line ends (\n or \r\n). Every control character is a problem of its own; at
/// the first byte that is no UTF-8 the check ends, for the rest is in another encoding. `bytes` begins after a byte-order mark.
bool check_encoding(std::string_view bytes, const Places& places, Problems& problems);

}  // namespace capgap::yaml
