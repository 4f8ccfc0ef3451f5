#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace capgap {

/// Every sentence that readers see, in one language, by dotted id ("opening.finding.single"). A sentence may have places to fill: "{name}". What
/// depends on a count has two forms, `<id>.one` and `<id>.other`; what depends on how many of how many has a third one, `<id>.only`.
///
/// The ids are fixed by the program: an id that is not there is a bug (std::logic_error), and so is a place without a value. A file of sentences that
/// somebody else wrote is compared with a complete one by unlike() before it is used.
class Texts {
public:
    using Values = std::vector<std::pair<std::string, std::string>>;

    Texts(std::string language, std::map<std::string, std::string> sentences, bool draft = false);

    /// BCP 47, "en".
    const std::string& language() const noexcept { return language_; }
    const std::map<std::string, std::string>& sentences() const noexcept { return sentences_; }

    /// Nobody has reviewed the sentences.
    bool draft() const noexcept { return draft_; }

    bool has(std::string_view id) const;
    std::string say(std::string_view id, const Values& values = {}) const;
    /// The form for `count` people or things; {count} is filled with the number as the language writes it.
    std::string say_count(std::string_view id, std::int64_t count, Values values = {}) const;
    /// As say_count for `count` of `all`, which fills {all}; where there is only one in all, that is said instead of "1 of 1".
    std::string say_part(std::string_view id, std::int64_t count, std::int64_t all, Values values = {}) const;

    /// What this file has other than `reference`: ids missing or too many, places missing or too many. Empty if the two can stand in for each other.
    std::vector<std::string> unlike(const Texts& reference) const;

    /// How a file differs from a reference, by ids in their order.
    struct Differences {
        std::vector<std::string> missing;
        std::vector<std::string> unused;        ///< that the reference does not have
        std::vector<std::string> other_places;  ///< in words: "opening.who has {count} where there should be {count} {all}"
    };
    Differences differences_from(const Texts& reference) const;

    /// With the sentences of `reference` that are missing here, without those that it does not have.
    Texts completed_by(const Texts& reference) const;

private:
    const std::string& sentence(std::string_view id) const;

    std::string language_;
    std::map<std::string, std::string> sentences_;
    bool draft_ = false;
};

/// The names of the places to fill: {"low", "high"} of "{low} to {high}".
[[nodiscard]] std::set<std::string> places_of(std::string_view sentence);

}  // namespace capgap
