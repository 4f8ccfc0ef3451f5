#pragma once

#include <capgap/report/document.hpp>

#include <string>
#include <vector>

namespace capgap {

/// What the report page shows, in every language given, as one JSON object; engine/web/src/data.ts is its other side. Compact: what is empty is left
/// out, a cell is as short as what it holds. No text in it can end the element of a page that it stands in: "<" is written \\u003c. Bytes that are no
/// UTF-8 are replaced. The same bytes for the same documents.
[[nodiscard]] std::string render_page_data(const std::vector<ReportDocument>& languages);

}  // namespace capgap
