// The laws of a mergeable state (design, section 7), once for every state: identity, associativity and commutativity to the bit, any partition of the
// observations merges to the whole, other parameters are refused without a change.
#include <capgap/gaps/gap_counts.hpp>
#include <capgap/measurement/dif_tables.hpp>
#include <capgap/measurement/item_use.hpp>
#include <capgap/measurement/reliability.hpp>
#include <capgap/measurement/vignettes.hpp>
#include <capgap/scoring/response_flags.hpp>
#include <capgap/statistics/two_phase.hpp>
#include <capgap/statistics/weighted_distribution.hpp>

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <vector>

namespace capgap {
namespace {

double weight_between(int low, int high) {
    return *rc::gen::inRange(low, high) / 97.0;
}

/// Each suite says how to make an empty state, another's parameters, one observation, and how to add and merge.
struct ExactSumLaws {
    using State = ExactSum;
    struct Observation {
        double term;
        std::int64_t times;
    };
    static State empty() { return {}; }
    static Observation observe() { return {weight_between(-100'000'000, 100'000'000), *rc::gen::inRange(0, 5)}; }
    static void add(State& state, const Observation& one) { state.add(one.term, one.times); }
    static bool merge(State& state, const State& other) {
        state.add(other);
        return true;
    }
};

struct DistributionLaws {
    using State = WeightedDistribution;
    struct Observation {
        std::size_t value;
        std::int64_t people;
        double u;
    };
    static State empty() { return State(5); }
    static State other_parameters() { return State(4); }
    static Observation observe() { return {*rc::gen::inRange<std::size_t>(0, 5), *rc::gen::inRange(1, 4), weight_between(1, 10'000)}; }
    static void add(State& state, const Observation& one) { state.add(one.value, one.people, one.u, finite_population_correction(one.u)); }
    static bool merge(State& state, const State& other) { return state.merge(other); }
};

struct LargestThreeLaws {
    using State = LargestThree;
    struct Observation {
        std::int64_t people;
        double u;
    };
    static State empty() { return {}; }
    static Observation observe() { return {*rc::gen::inRange(1, 5), weight_between(1, 500)}; }
    static void add(State& state, const Observation& one) { state.add(one.people, one.u); }
    static bool merge(State& state, const State& other) {
        state.merge(other);
        return true;
    }
};

struct CovarianceLaws {
    using State = ItemCovariances;
    using Observation = std::vector<std::int64_t>;
    static State empty() { return State(3); }
    static State other_parameters() { return State(2); }
    static Observation observe() {
        return *rc::gen::container<std::vector<std::int64_t>>(3, rc::gen::inRange<std::int64_t>(0, std::int64_t{1} << 31));
    }
    static void add(State& state, const Observation& one) { state.add(one); }
    static bool merge(State& state, const State& other) { return state.merge(other); }
};

struct ItemUseLaws {
    using State = ItemUse;
    struct Observation {
        std::size_t item;
        std::int8_t code;
    };
    static State empty() { return State(std::vector<std::size_t>{3, 4}); }
    static State other_parameters() { return State(std::vector<std::size_t>{3, 5}); }
    static Observation observe() { return {*rc::gen::inRange<std::size_t>(0, 2), static_cast<std::int8_t>(*rc::gen::inRange(-5, 3))}; }
    static void add(State& state, const Observation& one) { state.add(one.item, one.code); }
    static bool merge(State& state, const State& other) { return state.merge(other); }
};

struct DifTablesLaws {
    using State = DifTables;
    struct Observation {
        std::vector<std::uint8_t> codes;
        std::size_t group;
    };
    static DifLayout layout() {
        DifLayout out;
        out.points = {{0, 1, 2}, {0, 2}, {2, 1, 0}};
        out.most_points = 2;
        out.matching = {true, true, false};
        return out;
    }
    static State empty() { return State(layout()); }
    static State other_parameters() {
        DifLayout other = layout();
        other.matching[1] = false;
        return State(other);
    }
    static Observation observe() {
        return {*rc::gen::container<std::vector<std::uint8_t>>(3, rc::gen::element<std::uint8_t>(0, 1, 2, AnswerTable::missing)),
                *rc::gen::inRange<std::size_t>(0, 2)};
    }
    static void add(State& state, const Observation& one) { state.add(one.codes, one.group); }
    static bool merge(State& state, const State& other) { return state.merge(other); }
};

struct VignetteCountsLaws {
    using State = VignetteCounts;
    using Observation = std::vector<std::uint8_t>;  ///< the own answer first
    static State empty() { return State(3); }
    static State other_parameters() { return State(2); }
    static Observation observe() { return *rc::gen::container<Observation>(4, rc::gen::element<std::uint8_t>(1, 2, 3, 4, AnswerTable::missing)); }
    static void add(State& state, const Observation& one) { state.add(one[0], std::span(one).subspan(1)); }
    static bool merge(State& state, const State& other) { return state.merge(other); }
};

struct TwoPhaseLaws {
    using State = TwoPhaseSums;
    struct Observation {
        double rating;
        std::optional<double> result;
        double weight;
    };
    static State empty() { return {}; }
    static Observation observe() {
        const bool tested = *rc::gen::arbitrary<bool>();
        return {weight_between(-500, 9700), tested ? std::optional(weight_between(-500, 9700)) : std::nullopt, weight_between(0, 500)};
    }
    static void add(State& state, const Observation& one) { state.add(one.rating, one.result, one.weight); }
    static bool merge(State& state, const State& other) {
        state.merge(other);
        return true;
    }
};

struct FlagCountsLaws {
    using State = FlagCounts;
    struct Observation {
        RowFlags flags;
        bool left_out;
    };
    static State empty() { return {}; }
    static Observation observe() {
        return {{*rc::gen::arbitrary<bool>(), *rc::gen::arbitrary<bool>(), *rc::gen::arbitrary<bool>(), *rc::gen::arbitrary<bool>()},
                *rc::gen::arbitrary<bool>()};
    }
    static void add(State& state, const Observation& one) { state.add(one.flags, one.left_out); }
    static bool merge(State& state, const State& other) {
        state.merge(other);
        return true;
    }
};

struct GapCountsLaws {
    using State = GapCounts;
    struct Observation {
        Batch batch;
        ScoredBatch scored;
    };
    static CountLayout layout() {
        CountLayout out;
        out.competencies = 2;
        out.levels = 3;
        out.targets = {{2, 3}, {0, 1}};
        out.breakdowns = {0};
        out.breakdown_sizes = {2};
        out.margin_questions = {0};
        out.attitude_items = {{2, 3}};
        return out;
    }
    static State empty() { return State(layout()); }
    static State other_parameters() {
        CountLayout other = layout();
        other.targets[0][0] = 1;
        return State(other);
    }
    static Observation observe() {
        Observation one;
        one.batch.rows = one.scored.rows = 1;
        one.batch.institution = {*rc::gen::inRange<std::uint32_t>(0, 3)};
        one.batch.profile = {*rc::gen::element<std::uint16_t>(0, 1, Batch::no_profile)};
        one.batch.background = {{*rc::gen::element<std::uint16_t>(0, 1, Batch::unknown_category)}};
        one.batch.wanted = {{*rc::gen::element<std::uint16_t>(0, 1, Batch::none_wanted)}};
        one.batch.weight = {weight_between(97, 100)};
        one.scored.respondent = {static_cast<std::uint8_t>(*rc::gen::inRange(0, 8) > 0 ? 1 : 0)};
        one.scored.answer = {{0}, {0}, {static_cast<std::int8_t>(*rc::gen::inRange(-5, 3))}};
        for (int c = 0; c < 2; ++c) {
            ScoredBatch::Competency column;
            column.outcome = {*rc::gen::element(Outcome::scored, Outcome::not_applicable, Outcome::do_not_know, Outcome::missing)};
            const bool scored = column.outcome[0] == Outcome::scored;
            column.level = {static_cast<std::int8_t>(scored ? *rc::gen::inRange(1, 4) : 0)};
            column.score_0_100 = {scored ? weight_between(0, 9700) : 0};
            one.scored.competencies.push_back(column);
        }
        return one;
    }
    static void add(State& state, const Observation& one) { state.add(one.batch, one.scored); }
    static bool merge(State& state, const State& other) { return state.merge(other); }
};

template <class Laws>
class MergeableState : public testing::Test {
protected:
    using State = typename Laws::State;
    using Observations = std::vector<typename Laws::Observation>;

    static Observations observations() {
        Observations out;
        const int n = *rc::gen::inRange(0, 12);
        for (int i = 0; i < n; ++i) out.push_back(Laws::observe());
        return out;
    }
    static State state_of(const Observations& observations) {
        State state = Laws::empty();
        for (const auto& one : observations) Laws::add(state, one);
        return state;
    }
    static State merged(State a, const State& b) {
        RC_ASSERT(Laws::merge(a, b));
        return a;
    }
};

using AllStates = testing::Types<ExactSumLaws, DistributionLaws, LargestThreeLaws, CovarianceLaws, ItemUseLaws, DifTablesLaws, VignetteCountsLaws,
                                 TwoPhaseLaws, FlagCountsLaws, GapCountsLaws>;
TYPED_TEST_SUITE(MergeableState, AllStates);

TYPED_TEST(MergeableState, has_an_identity) {
    EXPECT_TRUE(rc::check([] {
        const auto state = TestFixture::state_of(TestFixture::observations());
        RC_ASSERT(TestFixture::merged(state, TypeParam::empty()) == state);
        RC_ASSERT(TestFixture::merged(TypeParam::empty(), state) == state);
    }));
}

TYPED_TEST(MergeableState, is_associative_and_commutative) {
    EXPECT_TRUE(rc::check([] {
        const auto a = TestFixture::state_of(TestFixture::observations());
        const auto b = TestFixture::state_of(TestFixture::observations());
        const auto c = TestFixture::state_of(TestFixture::observations());
        RC_ASSERT(TestFixture::merged(TestFixture::merged(a, b), c) == TestFixture::merged(a, TestFixture::merged(b, c)));
        RC_ASSERT(TestFixture::merged(a, b) == TestFixture::merged(b, a));
    }));
}

TYPED_TEST(MergeableState, any_partition_and_order_merges_to_the_whole) {
    EXPECT_TRUE(rc::check([] {
        const auto observations = TestFixture::observations();
        auto parts = std::vector(3, TypeParam::empty());
        for (auto one = observations.rbegin(); one != observations.rend(); ++one) TypeParam::add(parts[*rc::gen::inRange<std::size_t>(0, 3)], *one);
        RC_ASSERT(TestFixture::merged(TestFixture::merged(parts[2], parts[0]), parts[1]) == TestFixture::state_of(observations));
    }));
}

template <class Laws>
concept HasParameters = requires {
    Laws::other_parameters();
};

TYPED_TEST(MergeableState, refuses_other_parameters_unchanged) {
    if constexpr (HasParameters<TypeParam>) {
        EXPECT_TRUE(rc::check([] {
            const auto state = TestFixture::state_of(TestFixture::observations());
            auto changed = state;
            RC_ASSERT(!TypeParam::merge(changed, TypeParam::other_parameters()));
            RC_ASSERT(changed == state);
        }));
    }
}

}  // namespace
}  // namespace capgap
