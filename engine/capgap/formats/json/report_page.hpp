#pragma once

#include <capgap/report/document.hpp>

#include <string>
#include <vector>

namespace capgap {

/// Whether this program was built with the page (CAPGAP_WEB).
[[nodiscard]] bool has_report_page();

/// One HTML file that needs nothing else, no network either: the page of engine/web with its style and script inside, and the report in every
/// language given as data. The first language is that of the file itself. Only where has_report_page(). The same bytes for the same documents.
[[nodiscard]] std::string render_report_page(const std::vector<ReportDocument>& languages);

}  // namespace capgap
