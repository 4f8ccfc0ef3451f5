#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace capgap::csv {

/// Whether `text` is well-formed UTF-8 as the Unicode Standard defines it (table 3-7): no overlong forms, no surrogates, nothing above U+10FFFF.
[[nodiscard]] bool is_utf8(std::string_view text) noexcept;

/// Where `text` ceases to be UTF-8; nothing if it does not.
[[nodiscard]] std::optional<std::size_t> first_not_utf8(std::string_view text) noexcept;

/// "0xE9".
[[nodiscard]] std::string hexadecimal(char byte);

/// Whether `text` has only the bytes 1 to 127. One pass without branches: the common case costs little.
[[nodiscard]] bool is_ascii_without_nul(std::string_view text) noexcept;

/// U+FEFF, which Windows programs put in front of files, and some in front of labels.
inline constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// Without white space of ASCII and byte-order marks at both ends.
[[nodiscard]] std::string_view trimmed(std::string_view text) noexcept;

}  // namespace capgap::csv
