#pragma once

#include <capgap/report/notice.hpp>

#include <string>
#include <string_view>

namespace capgap::html {

/// The beginning of a page up to the opened body: its language, its title, its style. It loads nothing and runs nothing.
[[nodiscard]] std::string head(std::string_view language, std::string_view title, std::string_view style);

/// `<p>...</p>`; nothing for an empty text.
[[nodiscard]] std::string paragraph(std::string_view text);

/// ` name="value"`; nothing for an empty value.
[[nodiscard]] std::string attribute(std::string_view name, std::string_view value);
/// `<tag attributes lang="...">...</tag>`; `attributes` begin with a blank.
[[nodiscard]] std::string element(std::string_view tag, const NoticeText& words, std::string_view attributes = "");

}  // namespace capgap::html
