#pragma once

#include <string>
#include <string_view>

namespace capgap::html {

/// The beginning of a page up to the opened body: its language, its title, its style. It loads nothing and runs nothing.
[[nodiscard]] std::string head(std::string_view language, std::string_view title, std::string_view style);

/// `<p>...</p>`; nothing for an empty text.
[[nodiscard]] std::string paragraph(std::string_view text);

}  // namespace capgap::html
