#pragma once

#include <capgap/training/catalogue.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace capgap {

/// From which level to which a module leads, in somebody's judgement. The same level twice: it raises nobody.
struct LevelRange {
    int from = 1;
    int to = 1;

    friend bool operator==(const LevelRange&, const LevelRange&) = default;
};

/// What two people, each for themselves, say of a module, and what was decided where they differ.
struct ModuleRating {
    std::size_t remedy = 0;  ///< index into the catalogue
    std::size_t module = 0;  ///< of the remedy
    Location at;
    std::optional<LevelRange> first;
    std::optional<LevelRange> second;
    std::optional<LevelRange> decision;
    std::string decided_by;
    std::string decided_on;  ///< YYYY-MM-DD; may be empty
    std::string note;
};

enum class RatingStatus {
    unrated,    ///< by one of the two, or by both
    agreed,     ///< both say the same
    undecided,  ///< they differ, and there is no decision with its author and date
    decided,
};

[[nodiscard]] RatingStatus status_of(const ModuleRating& rating);
[[nodiscard]] std::string_view to_string(RatingStatus status);

/// "privacy-basics#1": the first module of the remedy.
[[nodiscard]] std::string module_name(const Catalogue& catalogue, std::size_t remedy, std::size_t module);

/// A row for each module of the catalogue, in its order: as it was rated, or still to be rated. No module twice in `ratings`.
[[nodiscard]] std::vector<ModuleRating> with_unrated(const Catalogue& catalogue, std::vector<ModuleRating> ratings);

/// What is wrong with ratings that were read: an error where two people differ and nobody decided, a warning where the catalogue says other levels
/// than what was agreed or decided.
[[nodiscard]] Diagnostics check_ratings(const Catalogue& catalogue, const std::vector<ModuleRating>& ratings);

/// How far the two agree on where modules begin, or lead to: see weighted_kappa().
struct Agreement {
    std::string measure;      ///< "from", "to"
    std::string weights;      ///< "linear", "quadratic"
    std::size_t modules = 0;  ///< rated by both
    std::optional<double> observed;
    std::optional<double> expected;
    std::optional<double> kappa;
    std::optional<double> kappa_se;
    std::string reason;  ///< why there is no kappa: "no_pairs", "no_variation"; empty where there is one
};

}  // namespace capgap
