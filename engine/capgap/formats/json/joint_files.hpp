#pragma once

#include <capgap/base/result.hpp>
#include <capgap/measurement/joint_calibration.hpp>

#include <string>
#include <string_view>

namespace capgap {

/// What goes between sites and centre, each on one line; doubles as they are, to the last bit.
[[nodiscard]] std::string render_joint_parameters(const JointParameters& parameters);
[[nodiscard]] std::string render_site_counts(const SiteCounts& counts);

/// Whatever the bytes are: an error, or numbers that are finite and counts that are not negative. Whether lists are as long as the design says, is
/// for is_sound() and join_sites() to say.
[[nodiscard]] Result<JointParameters> parse_joint_parameters(std::string_view bytes, const std::string& file);
[[nodiscard]] Result<SiteCounts> parse_site_counts(std::string_view bytes, const std::string& file);

}  // namespace capgap
