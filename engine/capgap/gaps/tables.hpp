#pragma once

#include <capgap/base/small_numbers.hpp>
#include <capgap/gaps/pools.hpp>
#include <capgap/statistics/two_phase.hpp>
#include <capgap/statistics/weighted_distribution.hpp>

#include <boost/container/deque.hpp>

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace capgap {

class InstitutionTree;

/// Rows of a table: in blocks, so that those that are no longer needed can be let go from the front.
template <class Row>
using TableRows = boost::container::deque<Row, void, boost::container::deque_options_t<boost::container::block_size<4096>>>;

/// The people a row speaks of.
struct Group {
    static constexpr int everyone = -1;

    int institution = everyone;  ///< index in the tree; everyone: all roots together
    bool own_staff = false;      ///< without the descendants
    int dimension = everyone;    ///< index into the breakdowns
    int category = everyone;     ///< code; the number of categories stands for `unknown`
    int profile = everyone;      ///< code; the number of profiles stands for `none`

    std::int64_t respondents = 0;
    std::optional<std::int64_t> headcount;
    int pool = 0;  ///< from 1: that pool of small offices among the children of `institution`, and not the institution itself

    friend bool operator==(const Group&, const Group&) = default;
};

/// A line of the tree: an institution with its descendants, its own staff alone, or a pool of small offices.
struct Place {
    int institution = Group::everyone;
    bool own_staff = false;
    int pool = 0;                            ///< as in Group
    std::optional<std::size_t> parent = {};  ///< index of the place whose children it adds to; nothing for the first
    std::optional<std::size_t> pooled = {};  ///< index of the pool that it is a member of
};

/// One row of gaps.csv before protection; engine/docs/methods.md defines each number.
struct GapRow {
    Index32 group = 0;  ///< index into Tables::groups
    Index32 competency = 0;
    Optional<std::int64_t> headcount;
    Count32 respondents = 0;
    Count32 scored = 0;
    Count32 not_applicable = 0;
    Count32 do_not_know = 0;
    Count32 below = 0;  ///< k, people under their target; never written
    Optional<double> n_effective;
    Optional<int> target_level;
    Optional<double> mean_score_0_100;
    Estimate below_target_share;
    Optional<Interval> possible;
    Estimate mean_shortfall_levels;
    Optional<double> person_levels_missing;
    Optional<std::int64_t> not_covered;
    double largest_three_share = 0;  ///< of sum u, of the three people who stand for most
    double represented = 0;          ///< sum u of those scored
};

struct LevelRow {
    Index32 group = 0;
    Index16 competency = 0;
    Narrow<int, std::int16_t> level = 0;  ///< 1..L
    Count32 respondents = 0;              ///< at the level
    Count32 scored = 0;                   ///< at any
    Optional<double> share;
    double largest_three_share = 0;
    double represented = 0;  ///< sum u at the level
};

struct AttitudeRow {
    Index32 group = 0;
    Index16 item = 0;  ///< index in the survey
    Index16 option = 0;
    Count32 respondents = 0;  ///< who chose the option
    Count32 answered = 0;     ///< who answered the item
    Optional<double> share;
    double largest_three_share = 0;
};

struct WantedRow {
    Index32 group = 0;
    Index16 competency = 0;
    Count32 respondents = 0;  ///< who named it
    Count32 answered = 0;     ///< who named any
    Optional<double> share;
    double largest_three_share = 0;
};

/// An office's answer, not a person's.
struct EnvironmentRow {
    std::size_t instrument = 0;  ///< which of the round's instruments for institutions
    std::size_t institution = 0;
    std::size_t element = 0;
    int level = 0;  ///< 1..L; 0: too little was answered
    std::optional<int> target_level;
    std::optional<int> shortfall_levels;
    std::optional<double> score_0_100;
};

/// What tests of some say of all: of a place with its descendants, in one competency. A figure of its own kind: it enters no other table.
struct TestedRow {
    std::size_t group = 0;
    std::size_t competency = 0;
    TwoPhaseEstimate mean_result_0_100;
    TwoPhaseEstimate below_target_share;
};

/// The own staff of an institution, as far as they have a level and a target in one competency: what tells whom a row of those tested speaks of.
struct TestedStaff {
    struct Result {
        std::int64_t millionths = 0;  ///< of the score, 0 to 100
        bool below = false;           ///< under the person's target

        friend auto operator<=>(const Result&, const Result&) = default;
    };

    std::size_t institution = 0;
    std::size_t competency = 0;
    std::int64_t rated = 0;
    std::vector<Result> results;  ///< of those tested, sorted
};

struct QualityRow {
    std::string kind;
    std::string id;
    std::string statistic;
    std::optional<double> value;
    std::optional<std::int64_t> n;
    std::string flag;
    std::optional<std::size_t> competency = {};  ///< of a row that is hidden with the whole's in this competency
    std::optional<Group> of = {};                ///< whose number of people it tells, by keys; nothing: everybody's
};

/// A competency's place among the gaps of the whole. Those of one tie group cannot be told apart from its first.
struct OrderedGap {
    std::size_t competency = 0;
    double below_target_share = 0;
    int tie_group = 1;  ///< 1 is the highest
};

/// Everything the engine found, before protection. Only disclosure may read it on the way to a report.
struct Tables {
    std::vector<Group> groups;
    std::vector<Place>
        places;  ///< how groups add up: a place is the sum of those that name it their parent, and of its pools instead of their members
    std::vector<Pool> pools;
    TableRows<GapRow> gaps;
    TableRows<LevelRow> levels;
    TableRows<AttitudeRow> attitudes;
    TableRows<WantedRow> wanted;
    std::vector<EnvironmentRow> environment;
    std::vector<QualityRow> quality;
    std::vector<OrderedGap> order;
    std::vector<TestedRow> tested;  ///< by group, then competency; empty where nobody was tested
    std::vector<TestedStaff> tested_staff;
};

/// The id of a group's place: `*`, `registry`, `registry/own`, `registry/pool-1`.
[[nodiscard]] std::string place_id(const Group& group, const InstitutionTree& tree);

}  // namespace capgap
