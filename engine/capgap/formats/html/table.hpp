#pragma once

#include <capgap/report/document.hpp>

#include <string>

namespace capgap::html {

/// A table in a container of its own that scrolls where the page is too narrow, with its legend and notes below. `prefix` makes its ids unique.
void write_table(const ReportTable& table, const std::string& prefix, const std::string& legend_title, std::string& out);

/// A bar for the eye, and the same as a list for everybody.
void write_distribution(const ReportDistribution& distribution, std::string& out);

}  // namespace capgap::html
