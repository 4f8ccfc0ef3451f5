#pragma once

#include <capgap/pipeline/assess.hpp>

#include <utility>
#include <vector>

namespace capgap {

/// What would be visible if so many of everybody answered.
struct Visibility {
    int percent = 0;
    std::size_t institutions = 0;                                      ///< where somebody works
    std::size_t alone = 0;                                             ///< of them, those with a row of their own
    std::size_t together = 0;                                          ///< counted in a pool that is shown
    std::size_t with_profiles = 0;                                     ///< at least one profile of the institution is shown
    std::vector<std::pair<std::size_t, std::size_t>> with_categories;  ///< question of the codebook, institutions with a category that is shown
};

/// Pools and hides as protect() does, for a share of the headcount of every group, rounded to whole people, in place of its respondents: what a round
/// can show is known before anybody is asked. Numbers within rows that are hidden for few people on one side are not foreseen: they depend on
/// answers. Needs a population.
Result<Visibility> forecast_visibility(const AssessInput& input, int percent);

/// A background question by which few people would be alone.
struct LonelyCategory {
    std::size_t question = 0;      ///< of the codebook
    std::size_t institutions = 0;  ///< with a category of one or two people among their own staff
};

/// Of the questions that are columns of the population, those with such institutions.
[[nodiscard]] std::vector<LonelyCategory> lonely_categories(const Population& population);

}  // namespace capgap
