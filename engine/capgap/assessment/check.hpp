#pragma once

#include <capgap/assessment/assessment.hpp>
#include <capgap/assessment/institution_tree.hpp>
#include <capgap/base/diagnostic.hpp>
#include <capgap/framework/profiles.hpp>
#include <capgap/survey/survey.hpp>

#include <string>
#include <vector>

namespace capgap {

// An assessment ties files together, and each of its statements is checked as soon as the files are there that it speaks of. All problems, by place.

/// With the smallest cell of a table below this, people could be recognised.
inline constexpr int least_min_cell = 5;

/// What the file alone tells: dates, privacy, weighting, formats.
[[nodiscard]] Diagnostics check(const AssessmentContent& content);

/// Exactly one instrument asks persons. `units`: those of the instruments' surveys, in order.
[[nodiscard]] Diagnostics check_instruments(const AssessmentContent& content, const std::vector<Unit>& units);

/// Margins cross institution, profile and columns of the population. `population_background`: the background questions that are columns of it.
[[nodiscard]] Diagnostics check_margins(const AssessmentContent& content, const std::vector<std::string>& population_background);

/// A pool holds two or more siblings, each in one pool.
[[nodiscard]] Diagnostics check_pools(const AssessmentContent& content, const InstitutionTree& tree);

/// Breakdowns are background questions that tables may be broken down by. To name one that is not active is to switch it on, which is remarked.
[[nodiscard]] Diagnostics check_breakdowns(const InstrumentContent& instrument, const Survey& survey);
/// Items are compared by what tables are broken down by, and only of persons.
[[nodiscard]] Diagnostics check_comparisons(const InstrumentContent& instrument, const Survey& survey);

/// Institutions are compared with one set of targets: they have no profiles.
[[nodiscard]] Diagnostics check_targets(const InstrumentContent& instrument, const Survey& survey, const Profiles& profiles);

}  // namespace capgap
