#pragma once

/// Diagnostic codes of weighting; engine/docs/diagnostics.md lists them.
namespace capgap::codes {

inline constexpr const char* cell_not_in_population = "CG1901";       ///< people answered who are in no cell of the population
inline constexpr const char* more_respondents_than_staff = "CG1902";  ///< warning: the headcount is taken as the respondents
inline constexpr const char* raking_did_not_converge = "CG1903";
inline constexpr const char* margin_category_without_headcount = "CG1904";  ///< warning: the margin leaves them alone
inline constexpr const char* replicate_did_not_converge = "CG1905";         ///< warning: no intervals, as raking fails without one group of clusters
inline constexpr const char* profiles_unlike_staff =
    "CG1906";  ///< warning: a profile's share of respondents and of staff are more than 10 points apart

}  // namespace capgap::codes
