#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace capgap {

/// One thing that two files have differently.
struct Change {
    enum class Kind {
        added,
        removed,
        reworded,    ///< other words in one language
        relevelled,  ///< the same at another level
        raised,      ///< of a target
        lowered,
        changed,  ///< anything else
    };

    Kind kind = Kind::changed;
    std::string what;           ///< "competency", "item"; "framework" for the file as a whole
    std::string id;             ///< empty for the file as a whole
    std::string part = {};      ///< "title"; empty for the thing as a whole
    std::string language = {};  ///< of words
    std::string was = {};
    std::string is = {};

    friend bool operator==(const Change&, const Change&) = default;
};
[[nodiscard]] std::string_view to_string(Change::Kind kind);

/// Whether numbers of one competency from before and after may be set side by side.
enum class Comparability { comparable, with_care, not_comparable };
[[nodiscard]] std::string_view to_string(Comparability comparability);  ///< "comparable", "comparable with care", "not comparable"

struct Verdict {
    std::string competency;
    Comparability comparability = Comparability::comparable;
    std::vector<std::string> reasons = {};

    /// The worse of what it was and of this; each reason once.
    void add(Comparability one, const std::string& reason);

    friend bool operator==(const Verdict&, const Verdict&) = default;
};

/// Two files of one kind set side by side.
struct Differences {
    std::string kind;      ///< "framework", "survey", "profiles"
    std::string was;       ///< "unesco-dcf 2022"
    std::string is;        ///< likewise
    std::string relation;  ///< how the two belong together, in words; may be empty
    std::vector<Change> changes;
    std::string of_what;  ///< what the verdicts are on: "scores and levels"
    std::vector<Verdict> verdicts;
};

/// As `capgap diff` prints it: a line for each change, old and new words below it, a line for each competency.
[[nodiscard]] std::string to_text(const Differences& differences);

}  // namespace capgap
