#pragma once

#include <capgap/assessment/population.hpp>
#include <capgap/base/result.hpp>
#include <capgap/gaps/gap_counts.hpp>
#include <capgap/responses/codebook.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace capgap {

/// Own staff of one institution in one profile: where weights and non-response are reckoned.
struct Cell {
    std::uint32_t institution = 0;
    std::uint16_t profile = Batch::no_profile;
    std::int64_t respondents = 0;
    bool in_population = false;
    std::optional<std::int64_t> headcount;  ///< at least the respondents; nothing without a population
    std::int64_t written_headcount = 0;     ///< as the population file has it
    /// [breakdown][category, unknown last]; nothing where the population cannot tell. At least the respondents of the category.
    std::vector<std::vector<std::optional<std::int64_t>>> category_headcount;
};

/// All cells that have staff or respondents, in order of institution and profile (no profile last), and the cell of each weighting class.
struct Cells {
    std::vector<Cell> cells;
    std::map<std::pair<std::uint32_t, std::uint16_t>, std::size_t> index;

    std::size_t of(const ClassKey& key) const { return index.at({key.institution, key.profile}); }
};

/// Lays the answers over the population. Errors: people answered in a cell that the population lacks. Warnings: more respondents than headcount. A
/// blank profile is no cell of a personnel list: where the population has no row for it, its headcount is its respondents.
Result<Checked<Cells>> make_cells(const GapCounts& counts, const Population* population, const Codebook& codebook, const Location& population_at);

}  // namespace capgap
