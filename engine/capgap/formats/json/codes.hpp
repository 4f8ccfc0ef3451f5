#pragma once

/// Diagnostic codes of JSON files; engine/docs/diagnostics.md lists them.
namespace capgap::codes {

inline constexpr const char* manifest_malformed = "CG2101";  ///< manifest.json is not one of capgap's

}  // namespace capgap::codes
