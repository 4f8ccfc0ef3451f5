#pragma once

#include <capgap/report/syllabus.hpp>

#include <string>

namespace capgap {

/// CommonMark. What the texts hold stays text: characters with a meaning there are escaped, line ends become spaces.
[[nodiscard]] std::string render_markdown(const Syllabus& syllabus);

}  // namespace capgap
