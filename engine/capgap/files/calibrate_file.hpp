#pragma once

#include <capgap/base/progress.hpp>
#include <capgap/base/result.hpp>
#include <capgap/files/references.hpp>
#include <capgap/pipeline/calibrate_round.hpp>

#include <filesystem>
#include <optional>
#include <string>

namespace capgap {

/// How scales are brought onto those of an earlier calibration.
enum class LinkBy {
    stocking_lord,  ///< linked_calibration(): each calibration by itself, then the curves of common items
    fixed,          ///< RoundCalibrationOptions::fixed_to: common items keep their parameters
};

struct CalibrateRequest {
    std::filesystem::path assessment;
    std::filesystem::path out;   ///< an earlier calibration there is replaced, a file of the round is not
    std::filesystem::path link;  ///< a calibration on whose scales the new one shall be; may be empty
    ItemModel model = ItemModel::graded;
    std::optional<Structure> structure;  ///< nothing: the usual one
    unsigned threads = 1;
    Progress progress;
    LinkBy link_by = LinkBy::stocking_lord;
    std::string groups_by;      ///< id of a background question whose categories are groups; may be empty
    std::filesystem::path log;  ///< where each step of each model is written, as CSV; may be empty
};

/// `capgap calibrate`: an item response model of each competency of a round, from its answers, written as a file.
[[nodiscard]] Result<Checked<RoundCalibration>> calibrate_file(const CalibrateRequest& request, const Places& places);

}  // namespace capgap
