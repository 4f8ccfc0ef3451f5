#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace capgap::html {

/// Text as it may stand between tags and in quoted attributes, in HTML and in XML: & < > " ' as entities; control characters, which no page may hold,
/// as U+FFFD. `text` is UTF-8.
[[nodiscard]] std::string escaped(std::string_view text);

/// Names and values; an attribute without a value is left out.
using Attributes = std::vector<std::pair<std::string_view, std::string>>;

/// `<name attribute="value">`, values escaped.
[[nodiscard]] std::string tag(std::string_view name, const Attributes& attributes = {});
/// `<name attribute="value" />`, of an element that has no content.
[[nodiscard]] std::string void_tag(std::string_view name, const Attributes& attributes = {});
/// `<name attribute="value">text</name>`, all escaped.
[[nodiscard]] std::string element(std::string_view name, const Attributes& attributes, std::string_view text);

}  // namespace capgap::html
