#pragma once

/// Diagnostic codes of JSON files; engine/docs/diagnostics.md lists them.
namespace capgap::codes {

inline constexpr const char* manifest_malformed = "CG2101";  ///< manifest.json is not one of capgap's
inline constexpr const char* results_malformed = "CG2102";   ///< results.json is damaged, or not of this version
inline constexpr const char* basis_malformed = "CG2110";     ///< restricted/basis.json is not one of capgap's

// CG2160: calibration over several sites
inline constexpr const char* joint_file_malformed = "CG2160";  ///< counts of a site, or parameters for sites, that are not as capgap wrote them

}  // namespace capgap::codes
