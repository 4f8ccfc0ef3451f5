#pragma once

#include <capgap/framework/framework.hpp>
#include <capgap/report/result_cell.hpp>
#include <capgap/training/coverage.hpp>
#include <capgap/training/ratings.hpp>

#include <string>
#include <vector>

namespace capgap {

/// A catalogue laid beside its framework. Framework and catalogue must outlive it.
struct CoverageStudy {
    const Framework& framework;
    const Catalogue& catalogue;
    Coverage coverage;
    std::vector<ModuleRating> ratings;  ///< a row for each module
    std::vector<Agreement> agreement;
};

/// A table of a folder of coverage: its columns, and its rows cell by cell.
struct CoverageTable {
    std::string name;  ///< "coverage"
    std::vector<std::string> columns;
    std::vector<std::vector<ResultCell>> rows;
};

/// coverage, overlaps, prerequisites, agreement, ratings. Lists in a cell have semicolons between them.
[[nodiscard]] std::vector<CoverageTable> coverage_tables(const CoverageStudy& study);

/// Each course once, though it have several modules there.
[[nodiscard]] std::vector<std::size_t> courses_of(const std::vector<ModuleIndex>& modules);

}  // namespace capgap
