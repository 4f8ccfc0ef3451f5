#pragma once

#include <capgap/assessment/institution_tree.hpp>
#include <capgap/disclosure/protect.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace capgap {

/// The people of one group who have a step from one level to the next before them: they stand below it, and the target of their own profile is at or
/// above it. Who lacks two levels has two steps before them, and is counted in both.
struct StepDemand {
    std::size_t group = 0;  ///< index of ShownTables::groups
    std::size_t competency = 0;
    int to = 2;  ///< from `to` - 1
    std::optional<std::int64_t>
        people;  ///< sum u of those at or below `to` - 1; nothing where the tables show only a bound, or more than half is guessed
    std::optional<std::int64_t> at_from;  ///< of them those at `to` - 1, who could begin; nothing under three people
    std::string estimated;                ///< the part of `people` that is dealt out among hidden profiles, "0.25"; empty where none is
    bool mostly_estimated = false;        ///< more than half of `people` is
    bool nearly_everyone = false;         ///< the tables show only that more than so many are under their target
};

/// For every group of all profiles without breakdown that is shown, competency by competency, each step that at least three people have before them;
/// of a competency with a bound only, one row with `to` 0. From shown tables and nothing else, as recommendations are: methods.md, section 10.
[[nodiscard]] std::vector<StepDemand> demand_of(const Disclosed<ShownTables>& tables, const InstitutionTree& institutions, std::size_t levels);

}  // namespace capgap
