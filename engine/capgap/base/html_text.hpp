#pragma once

#include <string>
#include <string_view>

namespace capgap {

/// `text` as the text of an element or of a quoted attribute of a page: nothing in it is markup.
[[nodiscard]] std::string html_text(std::string_view text);

}  // namespace capgap
