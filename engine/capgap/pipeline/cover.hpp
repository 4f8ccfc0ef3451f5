#pragma once

#include <capgap/report/coverage_study.hpp>

namespace capgap {

/// `capgap coverage` without a survey: which steps the courses of a catalogue cover, and how far two people agree on what its modules lead to. All
/// must outlive the study. `ratings` may be empty.
[[nodiscard]] CoverageStudy cover(const Framework& framework, const Catalogue& catalogue, std::vector<ModuleRating> ratings);

}  // namespace capgap
