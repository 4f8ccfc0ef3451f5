#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace capgap {

/// A statistic that would follow a chi-square distribution if the model held.
struct FitStatistic {
    double statistic = 0;
    std::size_t degrees_of_freedom = 1;
    double p = 1;          ///< of so large a statistic, or a larger one
    double rmsea = 0;      ///< root mean square error of approximation, sqrt(max(0, statistic / df - 1) / (n - 1)) [Steiger1990]
    double rmsea_low = 0;  ///< of its 90 % interval, from the noncentral distribution: sqrt(lambda / (n df))
    double rmsea_high = 0;
};

/// Why there is no test.
enum class NoTest {
    few_people,             ///< fewer than two answered all items
    weighted,               ///< people have different weights: the statistic has another distribution
    no_degrees_of_freedom,  ///< not more numbers are compared than parameters estimated
    singular,               ///< the numbers compared depend on each other
};
/// "few_people", "weighted", "no_degrees_of_freedom", "singular".
[[nodiscard]] std::string_view to_string(NoTest reason);

/// A test, or why there is none.
struct FitTest {
    std::optional<FitStatistic> test;
    std::optional<NoTest> undefined;
    std::int64_t people = 0;  ///< complete cases
};

/// At least one degree of freedom and two people.
[[nodiscard]] FitStatistic fit_statistic(double statistic, std::size_t degrees_of_freedom, std::int64_t people);

}  // namespace capgap
