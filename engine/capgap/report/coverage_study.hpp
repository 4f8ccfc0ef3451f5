#pragma once

#include <capgap/assessment/assessment.hpp>
#include <capgap/framework/framework.hpp>
#include <capgap/report/result_cell.hpp>
#include <capgap/training/coverage.hpp>
#include <capgap/training/demand.hpp>
#include <capgap/training/ratings.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace capgap {

/// What a round says of who has which step before them. What it refers to must outlive it.
struct CoverageDemand {
    const AssessmentContent& round;
    const InstitutionTree& institutions;
    const ShownTables& tables;
    std::vector<StepDemand> steps;
};

/// A catalogue laid beside its framework. Framework and catalogue must outlive it.
struct CoverageStudy {
    const Framework& framework;
    const Catalogue& catalogue;
    Coverage coverage;
    std::vector<ModuleRating> ratings;  ///< a row for each module
    std::vector<Agreement> agreement;
    std::optional<CoverageDemand> demand = {};  ///< with a survey
};

/// A table of a folder of coverage: its columns, and its rows cell by cell.
struct CoverageTable {
    std::string name;  ///< "coverage"
    std::vector<std::string> columns;
    std::vector<std::vector<ResultCell>> rows;
};

/// coverage, overlaps, prerequisites, agreement, ratings; with a survey demand. Lists in a cell have semicolons between them.
[[nodiscard]] std::vector<CoverageTable> coverage_tables(const CoverageStudy& study);

/// How often one session of each course of a covered step must be held until everybody who could begin has had a seat; nothing where one of the two
/// is not known.
[[nodiscard]] std::optional<std::int64_t> sessions_for(const CoverageStep& step, const StepDemand& demand);

/// Each course once, though it have several modules there.
[[nodiscard]] std::vector<std::size_t> courses_of(const std::vector<ModuleIndex>& modules);

}  // namespace capgap
