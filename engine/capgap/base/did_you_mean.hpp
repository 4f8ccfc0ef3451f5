#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace capgap {

/// Insertions, deletions, replacements and exchanges of neighbours (each letter in at most one of them) that turn `a` into `b`, counted in bytes;
/// `most + 1` where more than `most` are needed: Damerau's and Levenshtein's distance in its restricted form. Cost: |a| x (2 most + 1), nothing where
/// the lengths alone differ by more.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t most);

/// Hints for ids that were written and do not exist: "did you mean 'region'?". Nearest is what differs in upper and lower case only, then what takes
/// the fewest edits, at most a third of the letters (and always one). Up to three that are equally near are all named; where nothing is near, a short
/// list is given whole ("known are 'a', 'b' and 'c'"). Only the first questions are answered, the fewer the longer the list: a file of a million
/// wrong ids costs what a few cost.
class DidYouMean {
public:
    static constexpr std::size_t most_hints = 100;
    static constexpr std::size_t most_compared = 2'000'000;

    explicit DidYouMean(std::vector<std::string> known) : known_(std::move(known)) {}

    /// Empty where there is nothing helpful to say.
    [[nodiscard]] std::string operator()(std::string_view written);

private:
    std::vector<std::string> nearest(std::string_view written) const;

    std::vector<std::string> known_;
    std::size_t hints_ = 0;
    std::size_t compared_ = 0;
};

}  // namespace capgap
