#pragma once

#include <capgap/report/brief.hpp>

#include <string>

namespace capgap {

/// A brief as one self-contained page of two sheets of A4: real headings and tables, as a word processor takes them over. The same bytes for the same
/// brief.
[[nodiscard]] std::string render_html(const Brief& brief);

}  // namespace capgap
