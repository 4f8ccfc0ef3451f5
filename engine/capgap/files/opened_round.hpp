#pragma once

#include <capgap/files/references.hpp>
#include <capgap/files/round.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace capgap {

/// What is said of a round that was opened: an error for each setting that is not what was fixed and that no re-analysis names. Puts what a
/// re-analysis changes into the round.
Diagnostics compare_with_opening(Round& round);

struct OpenRequest {
    std::filesystem::path assessment;
    std::filesystem::path out;  ///< beside the assessment, not there yet
    std::string on;             ///< the day, YYYY-MM-DD
    bool accept_drafts = false;
};

/// `capgap open`: writes the assessment once more, as it is, with what is fixed from now on at its end. The answers need not be there. Errors: a
/// notice with holes; texts that nobody has reviewed, unless they are accepted; a round that is opened already.
Result<Checked<Opening>> open_round(const OpenRequest& request, const Places& places);

}  // namespace capgap
