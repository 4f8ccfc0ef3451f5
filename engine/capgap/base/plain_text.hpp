#pragma once

#include <string>
#include <string_view>

namespace capgap {

/// Text that a web editor wrote, as a reader sees it: tags and what stands in <script> and <style> taken out, character references of HTML replaced,
/// white space of any kind as single blanks, none at the ends; control characters and byte-order marks taken out. "< 18" is no tag and stays.
[[nodiscard]] std::string plain_text(std::string_view html);

/// What two texts have in common that differ only in how they were typed: plain_text() in lower case (Latin, Greek, Cyrillic), one form of quotes,
/// apostrophes and dashes, without the marks that end a question. For comparing, never for showing.
[[nodiscard]] std::string folded(std::string_view text);

/// Whether a file that people write may hold `text` (engine/docs/formats.md): UTF-8 without control characters other than tab and line feed, and
/// without marks of byte order.
[[nodiscard]] bool can_be_written(std::string_view text);

}  // namespace capgap
