#pragma once

#include <string>
#include <vector>

namespace capgap::html {

/// The style sheet of a page, which stands inside it. `languages` are the ids of its documents: the chosen one is shown.
[[nodiscard]] std::string page_style(const std::vector<std::string>& languages);

}  // namespace capgap::html
