#pragma once

#include <capgap/report/coverage_page.hpp>
#include <capgap/report/syllabus.hpp>

#include <string>

namespace capgap {

/// One self-contained page: no script, nothing loaded, readable when printed.
[[nodiscard]] std::string render_html(const CoveragePage& page);

/// The syllabus with plain headings and lists, as a word processor takes it over.
[[nodiscard]] std::string render_html(const Syllabus& syllabus);

}  // namespace capgap
