#pragma once

#include <capgap/training/catalogue.hpp>
#include <capgap/training/needs.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace capgap {

/// The people whom a module reaches, and the steps that they lack up to where it ends: from <= level < min(to, target).
struct Reach {
    double people = 0;     ///< sum u
    double steps = 0;      ///< sum u (min(to, target) - level)
    double estimated = 0;  ///< of the people
    double guessed = 0;    ///< of the people: Need::guessed
    bool exact = true;
};

/// Those of a need, with their steps to their targets or to `to`.
void add(Reach& reach, const Need& need, int to);

/// Whether more than half of `whole` is guessed: such a number is not said. What is within 1e-9 of a half counts as one.
[[nodiscard]] bool mostly_guessed(double guessed, double whole);

[[nodiscard]] bool reaches(const ModuleContent& module, const Need& need);
[[nodiscard]] Reach reach_of(const ModuleContent& module, std::size_t competency, std::span<const Need> needs);

/// Not only before the day (YYYY-MM-DD).
[[nodiscard]] bool is_offered(const RemedyContent& remedy, std::string_view day);
/// completion x success: what becomes of a person who begins.
[[nodiscard]] double expected_share(const RemedyContent& remedy);
/// Hours of the module for each person, else those of the remedy.
[[nodiscard]] std::optional<double> hours_of(const RemedyContent& remedy, const ModuleContent& module);
/// Of `people` who take part in full sessions; nothing where no cost is known.
[[nodiscard]] std::optional<double> cost_of(const RemedyContent& remedy, std::int64_t people);

/// Fewer people than this are not named in a line.
inline constexpr std::int64_t least_people_of_a_line = 3;

/// Half up, what is within 1e-6 of a half counting as one: sums of weights like 5/2 must not fall to either side by their last bit.
[[nodiscard]] std::int64_t whole_people(double people);
/// Likewise, to one decimal.
[[nodiscard]] double one_decimal(double value);

}  // namespace capgap
