#pragma once

#include <string>
#include <string_view>

namespace capgap::html {

/// Text as it may stand between tags and in quoted attributes, in HTML and in XML: & < > " ' as entities; control characters, which no page may hold,
/// as U+FFFD. `text` is UTF-8.
[[nodiscard]] std::string escaped(std::string_view text);

}  // namespace capgap::html
