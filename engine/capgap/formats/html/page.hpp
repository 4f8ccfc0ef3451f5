#pragma once

#include <capgap/report/document.hpp>

#include <string>
#include <vector>

namespace capgap {

/// One static HTML file that needs nothing else: no script, no network, the style inside. Holds the report in every language given, the first one
/// shown; readers choose another without a script, by radio buttons. Well-formed as XML, everything from outside escaped; the same bytes for the same
/// documents.
[[nodiscard]] std::string render_page(const std::vector<ReportDocument>& languages);

}  // namespace capgap
