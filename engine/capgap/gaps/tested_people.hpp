#pragma once

#include <capgap/base/decimal.hpp>
#include <capgap/gaps/gap_counts.hpp>
#include <capgap/gaps/tables.hpp>
#include <capgap/gaps/tabulate.hpp>
#include <capgap/responses/test_results.hpp>

#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

namespace capgap {

/// Those respondents of a round who were tested, as far as they count: with a score of their own and a target in the competency.
class TestedPeople {
public:
    /// `cuts`: of level 2, 3, ... on the result of the test, 0 to 100. What it is given must outlive it.
    TestedPeople(const TestResults& results, const CountLayout& layout, std::vector<Decimal> cuts)
        : results_(results), layout_(layout), cuts_(std::move(cuts)), by_competency_(layout.competencies) {}

    /// In any order. `batch` holds the ids of respondents. Cost: a look-up for each row.
    void keep(const Batch& batch, const ScoredBatch& scored);

    struct Person {
        std::uint32_t of_class = 0;  ///< as classes() numbers them
        double rating_0_100 = 0;
        TestedStaff::Result result;
    };
    [[nodiscard]] const std::vector<Person>& in(std::size_t competency) const { return by_competency_[competency]; }
    /// Weighting classes, without their clusters.
    [[nodiscard]] const std::map<ClassKey, std::uint32_t>& classes() const noexcept { return classes_; }
    [[nodiscard]] const TestResults& results() const noexcept { return results_; }

private:
    const TestResults& results_;
    const CountLayout& layout_;
    std::vector<Decimal> cuts_;
    std::map<ClassKey, std::uint32_t> classes_;
    std::vector<std::vector<Person>> by_competency_;
};

/// Fills Tables::tested and tested_staff of `to`, whose weights are those of `counts`: for the whole round, and each institution with its descendants
/// of whom at least two_phase_least_tested were tested, in every competency with results. Ratings are scores 0 to 100 of those with a level and a
/// target, weights their u (methods.md, section 3); N is the sum of u where weights are calibrated. Sums are exact: the same bits in any order of
/// people. Memory: about 1 kB an institution. Cost: a pass over the classes for each competency.
void tabulate_tested(const TestedPeople& people, const GapCounts& counts, const TabulationInput& input, Tabulated& to);

}  // namespace capgap
