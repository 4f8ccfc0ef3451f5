#pragma once

#include <capgap/base/progress.hpp>
#include <capgap/base/result.hpp>
#include <capgap/files/references.hpp>
#include <capgap/pipeline/calibrate_round.hpp>

#include <filesystem>
#include <optional>

namespace capgap {

struct CalibrateRequest {
    std::filesystem::path assessment;
    std::filesystem::path out;   ///< an earlier calibration there is replaced, a file of the round is not
    std::filesystem::path link;  ///< a calibration on whose scales the new one shall be; may be empty
    ItemModel model = ItemModel::graded;
    std::optional<Structure> structure;  ///< nothing: the usual one
    unsigned threads = 1;
    Progress progress;
};

/// `capgap calibrate`: an item response model of each competency of a round, from its answers, written as a file.
[[nodiscard]] Result<Checked<RoundCalibration>> calibrate_file(const CalibrateRequest& request, const Places& places);

}  // namespace capgap
