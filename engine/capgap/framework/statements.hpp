#pragma once

#include <capgap/framework/parts.hpp>

#include <vector>

namespace capgap {

/// The statements of each level, one after the other, as the descriptors of a competency that has no others: one text per level, empty where a level
/// has no statement. A language is there if every statement of the level has it; the status is the weakest of theirs.
[[nodiscard]] std::vector<Text> descriptors_of_statements(const Competency& competency, const std::vector<Level>& levels);

}  // namespace capgap
