#pragma once

#include <string_view>

namespace capgap {

/// engine/web as one HTML file, with places for what report_page.cpp puts in; empty where this program was built without it. The source is made by
/// the build.
[[nodiscard]] std::string_view page_template();

}  // namespace capgap
