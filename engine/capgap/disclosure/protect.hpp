#pragma once

#include <capgap/disclosure/disclosed.hpp>
#include <capgap/disclosure/policy.hpp>
#include <capgap/gaps/tables.hpp>

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace capgap {

/// Why a row looks as it does: the first that holds.
enum class Status : std::uint8_t {
    suppressed,    ///< too few people, or too few of them answered, or they could be computed from others: only keys, headcount and target are shown
    pooled,        ///< counted in a pool of small offices; as suppressed
    bounded,       ///< fewer than three people on one side of the target, or they could be computed: the share is shown as a bound, or not at all
    low_response,  ///< fewer than half answered: in no comparison
    indicative,    ///< fewer than thirty answers
    ok,
};

[[nodiscard]] std::string_view to_string(Status status);

/// A share as it may be shown.
struct ShownShare {
    enum class Kind : std::uint8_t { undefined, value, less_than, more_than };
    Kind kind = Kind::undefined;
    double share = 0;

    friend bool operator==(const ShownShare&, const ShownShare&) = default;
};

struct ShownGap {
    Index32 group = 0;
    Index32 competency = 0;
    Status status = Status::suppressed;
    Optional<std::int64_t> headcount;
    Optional<int> target_level;
    OptionalCount32 respondents;
    OptionalCount32 scored;
    OptionalCount32 not_applicable;
    OptionalCount32 do_not_know;
    Optional<double> n_effective;
    Optional<double> mean_score_0_100;
    ShownShare below_target_share;
    Optional<Interval> below_target;
    Optional<Interval> possible;
    Optional<double> mean_shortfall_levels;
    Optional<Interval> mean_shortfall;
    Optional<double> person_levels_missing;
    Optional<std::int64_t> not_covered;
    Optional<double> represented;  ///< sum u of those scored, where the share is shown as a value; in no file
};

/// A share of people who chose something: a level, an option, a wish.
struct ShownChoice {
    Index32 group = 0;
    Index16 of = 0;      ///< competency, or item
    Index16 choice = 0;  ///< level - 1, option, or 0
    Status status = Status::suppressed;
    OptionalCount32 respondents;
    ShownShare share;
    Optional<double> represented = {};  ///< of a level: sum u of those at it, where `respondents` is shown; in no file
};

/// What tests of some say of all of a place: a row for each statistic. Stands in no other table, and nothing of other tables in it.
struct ShownTested {
    enum class Statistic : std::uint8_t { mean_result_0_100, below_target_share };

    Index32 group = 0;
    Index32 competency = 0;
    Statistic statistic = Statistic::mean_result_0_100;
    Status status = Status::suppressed;
    std::optional<double> test_corrected;
    std::optional<double> standard_error;
    std::optional<Interval> interval;
    std::optional<std::int64_t> rated;
    std::optional<std::int64_t> tested;
    std::optional<double> correlation;  ///< of rating and result
};

/// A group as it may be shown: how many answered is hidden where everything is.
struct ShownGroup {
    Group keys;                           ///< respondents 0 where suppressed
    bool suppressed = false;              ///< or pooled
    std::optional<std::size_t> shown_in;  ///< pooled: the place that counts these people too, an index of ShownTables::places
};

struct ShownTables {
    std::vector<Place> places;
    std::vector<Pool> pools;
    std::vector<ShownGroup> groups;
    TableRows<ShownGap> gaps;
    TableRows<ShownChoice> levels;
    TableRows<ShownChoice> attitudes;
    TableRows<ShownChoice> wanted;
    std::vector<EnvironmentRow> environment;
    std::vector<QualityRow> quality;
    std::vector<OrderedGap> order;    ///< empty where the whole is suppressed
    std::vector<ShownTested> tested;  ///< empty where nobody was tested
};

/// Protection as engine/docs/methods.md section 7 defines it: what speaks of too few people is hidden, and so are rows and numbers from which it
/// could be computed, over all tables together (GroupMask, CellMask). The same for any number of threads.
Disclosed<ShownTables> protect(Tables tables, const Policy& policy, unsigned threads = 1);

}  // namespace capgap
