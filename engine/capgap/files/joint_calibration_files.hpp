#pragma once

#include <capgap/base/progress.hpp>
#include <capgap/base/result.hpp>
#include <capgap/files/references.hpp>
#include <capgap/pipeline/joint_calibration.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace capgap {

struct CountSiteRequest {
    std::filesystem::path assessment;
    std::string parameters;               ///< a file; "start": counts of categories, with which a calibration begins
    std::filesystem::path out;            ///< earlier counts there are replaced, a file of the round is not
    ItemModel model = ItemModel::graded;  ///< at the start; later that of the parameters
    unsigned threads = 1;
    Progress progress;
};

/// `capgap calibrate --estep`: the sums that a site gives to the centre, written as a file.
[[nodiscard]] Result<Checked<CountedSite>> count_site_file(const CountSiteRequest& request, const Places& places);

/// `capgap calibrate --mstep`: what comes of the counts of all sites, written as a file: parameters for the next exchange, or the calibration. The
/// same bytes whatever the order of the sites.
[[nodiscard]] Result<Checked<JointStep>> join_site_files(const std::vector<std::filesystem::path>& sites, const std::filesystem::path& out);

}  // namespace capgap
