#pragma once

#include <capgap/framework/differences.hpp>

#include <string>

namespace capgap {

/// Differences as one JSON object: `kind`, `old`, `new`, `relation`, `changes`, `of_what`, `competencies`.
[[nodiscard]] std::string render_differences(const Differences& differences);

}  // namespace capgap
