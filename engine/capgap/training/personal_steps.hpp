#pragma once

#include <capgap/training/catalogue.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace capgap {

/// What somebody can take part in, as one person's next step: a remedy of the catalogues of a round that teaches and is still offered.
struct PersonalRemedy {
    struct Module {
        std::size_t competency = 0;  ///< index into the framework
        int from = 0;
        int to = 0;
        std::optional<double> hours;  ///< of the module, else of the remedy

        friend bool operator==(const Module&, const Module&) = default;
    };

    std::string id;
    RemedyKind kind = RemedyKind::course;
    Text title;
    std::string provider;
    std::vector<std::string> languages;  ///< BCP 47; none: any
    std::string mode;                    ///< may be empty
    std::optional<double> hours;
    double expected_share = 0;               ///< completion x success
    std::vector<std::size_t> prerequisites;  ///< indices into the list of remedies
    std::vector<Module> modules;
};

/// Without remedies that do not teach, are over by `day` (YYYY-MM-DD) or not offered, or need one of which that holds. In the order of the
/// catalogues.
[[nodiscard]] std::vector<PersonalRemedy> personal_remedies(const std::vector<Catalogue>& catalogues, std::string_view day);

/// What one person is known to need in a competency in which their role has a target.
struct PersonalNeed {
    std::size_t competency = 0;
    int target = 0;  ///< 1..L
    int low = 0;     ///< of the range of levels
    int high = 0;
    std::vector<double> prob_of_level;  ///< by level - 1

    /// The whole range lies under the target; else only a part of it does, if any.
    bool surely_below() const { return high < target; }
    bool maybe_below() const { return low < target; }
};

/// A next step: a remedy, or a level to practise.
struct PersonalStep {
    std::optional<std::size_t> remedy;      ///< index into the list
    std::vector<std::size_t> competencies;  ///< that it serves, in the order of the framework
    std::vector<std::size_t> before;        ///< remedies that it expects and that are no step of their own
    int level = 0;                          ///< to practise

    friend bool operator==(const PersonalStep&, const PersonalStep&) = default;
};

struct PersonalStepsInput {
    const std::vector<PersonalRemedy>& remedies;
    std::vector<PersonalNeed> needs;     ///< in the order of the framework
    std::vector<std::string> languages;  ///< in which the person works or reads
    std::size_t most = 3;
};

/// The next steps of one person. A module reaches a level of the range with from <= level < min(to, target); over these,
///
///     closure = completion * success * sum prob_of_level (min(to, target) - level)          order = closure / hours, no hours counting as 1
///
/// as in recommendations (methods.md, 10 and 13), for one person in place of a group. Remedies in none of the languages are left out, with what needs
/// them. Those for competencies whose whole range lies under the target come before those for a range that reaches it; then by order (to 1e-9), id.
/// A remedy stands once, for all that it reaches; what it expects stands before it, if it reaches something, or else in `before`, unless the range
/// lies at or above where it leads. If steps are left, a level to practise in each competency that no step serves: the next above the range, at most
/// the target; by what is expected to be missing.
[[nodiscard]] std::vector<PersonalStep> personal_steps(const PersonalStepsInput& input);

}  // namespace capgap
