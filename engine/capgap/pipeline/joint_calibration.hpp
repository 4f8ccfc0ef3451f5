#pragma once

#include <capgap/base/result.hpp>
#include <capgap/measurement/instrument_calibration.hpp>
#include <capgap/measurement/joint_calibration.hpp>
#include <capgap/pipeline/assess.hpp>
#include <capgap/responses/source.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace capgap {

/// All items of the survey, asked here or not: the same at every site.
[[nodiscard]] CalibrationDesign joint_design(const AssessInput& input, ItemModel model);

struct CountedSite {
    SiteCounts counts;   ///< without ids of assessment and program
    SourceSummary read;  ///< of the answers
    std::uint64_t respondents = 0;
};

/// The part of one site. Without `parameters` it counts who chose each category; with them it makes the E-step of every competency that wants one.
/// Errors: items that the model is not of; parameters of another framework, survey or wording, or that cannot be; answers with weights; a competency
/// of two items or more with one to 99 people, whose answers its tables would tell.
[[nodiscard]] Result<CountedSite> count_site(const AssessInput& input, const CalibrationDesign& design,
                                             const std::optional<JointParameters>& parameters);

/// What comes of the counts of all sites: parameters for the next exchange, or the calibration.
struct JointStep {
    std::optional<JointParameters> next;
    std::optional<InstrumentCalibration> found;  ///< without the program that made it; it has no standard errors
};

/// The part of the centre: adds up the counts of all sites in the order in which they are given, and makes the M-step of every competency. Errors,
/// each naming the site: another exchange, other parameters, another framework, survey, wording or model than the first; other lists than the design
/// has; sums that are not those of the people of exchange 0, as where a site is left out or its answers have changed.
[[nodiscard]] Result<Checked<JointStep>> join_sites(const std::vector<SiteCounts>& sites);

}  // namespace capgap
