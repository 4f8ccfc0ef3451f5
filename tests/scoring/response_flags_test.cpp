#include "../survey/sample.hpp"

#include <capgap/scoring/response_flags.hpp>

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace capgap {
namespace {

constexpr std::int8_t none = Batch::empty;
constexpr std::int8_t na = Batch::not_applicable;
constexpr std::int8_t dk = Batch::do_not_know;
constexpr std::int8_t off = ScoredBatch::not_asked;

using Answers = std::vector<std::int8_t>;

/// A survey of so many items; `r` is a reversed one, `.` another, `x` one of another scale with the same options.
Survey survey_of(const std::string& kinds) {
    SurveyContent content = sample::survey_content();
    content.items.clear();
    content.scales.push_back(sample::scale("other", {"0", "1", "2", "3"}, 20));
    std::uint32_t line = 100;
    for (const char kind : kinds) {
        Item item = sample::item("i" + std::to_string(line), "1.1", kind == 'x' ? "other" : "four", line);
        item.reversed = kind == 'r';
        if (kind == 'v') {
            item.competency = CompetencyId();
            item.anchors = ItemId("i100");
        }
        content.items.push_back(std::move(item));
        ++line;
    }
    return Survey::make(std::move(content), sample::framework()).value().value;
}

RowFlags flags_of(const std::string& kinds, const Answers& answers, std::optional<double> seconds = std::nullopt) {
    const Survey survey = survey_of(kinds);
    Batch batch;
    batch.rows = 1;
    if (seconds) batch.seconds = {*seconds};
    ScoredBatch scored;
    scored.rows = 1;
    scored.respondent = {1};
    for (const std::int8_t answer : answers) scored.answer.push_back({answer});
    std::vector<RowFlags> out;
    ResponseFlags(survey).find(batch, scored, out);
    return out.at(0);
}

/// n answers, of which those at `places` are others.
Answers all(std::size_t n, std::int8_t code, const std::vector<std::pair<std::size_t, std::int8_t>>& others = {}) {
    Answers out(n, code);
    for (const auto& [place, other] : others) out[place] = other;
    return out;
}

const std::string twenty = "......r.............";
const std::string forty = twenty + twenty;

bool straight(const std::string& kinds, const Answers& answers) {
    return flags_of(kinds, answers).straightlining;
}

bool judged(const std::string& kinds, const Answers& answers) {
    return flags_of(kinds, answers).straightlining_judged;
}

TEST(Straightlining, one_option_on_twenty_items) {
    EXPECT_TRUE(straight(twenty, all(20, 2)));
    EXPECT_FALSE(straight(twenty, {0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3}));
    EXPECT_TRUE(judged(twenty, all(20, 2, {{0, 1}, {5, 0}})));
}

TEST(Straightlining, at_least_95_percent) {
    EXPECT_TRUE(straight(twenty, all(20, 2, {{3, 1}}))) << "19 of 20 are 95 %";
    EXPECT_FALSE(straight(twenty, all(20, 2, {{3, 1}, {9, 1}}))) << "18 of 20";
    EXPECT_TRUE(straight(forty, all(40, 2, {{1, 0}, {38, 0}}))) << "38 of 40";
    EXPECT_FALSE(straight(forty, all(40, 2, {{10, 0}, {15, 0}, {25, 0}, {30, 0}}))) << "36 of 40, and no 20 with 19";
    EXPECT_TRUE(straight(forty, all(40, 0, {{0, 1}, {1, 1}, {2, 1}, {3, 1}, {4, 1}, {5, 1}, {25, 1}}))) << "items 7 to 40: 33 of 34";
}

TEST(Straightlining, twenty_items_at_least) {
    EXPECT_FALSE(judged(twenty.substr(1), all(19, 2)));
    EXPECT_FALSE(straight(twenty.substr(1), all(19, 2)));
}

TEST(Straightlining, a_reversed_item_and_another_hold_the_option) {
    EXPECT_FALSE(judged(std::string(20, '.'), all(20, 2)));
    EXPECT_FALSE(judged(std::string(20, 'r'), all(20, 2)));
    EXPECT_FALSE(straight(twenty, all(20, 2, {{6, 1}}))) << "the one that differs is the reversed one: it was read";
    EXPECT_FALSE(straight(std::string(25, '.') + "r.........", all(35, 2, {{24, 0}, {25, 0}, {26, 0}})))
        << "straight only in front of the reversed item";
    EXPECT_FALSE(straight(std::string(19, 'r') + ".", all(20, 2, {{19, 1}})));
}

TEST(Straightlining, what_was_not_asked_is_passed_over) {
    EXPECT_TRUE(straight(twenty + "...", all(23, 2, {{0, na}, {6 + 1, off}, {20, na}})));
    EXPECT_FALSE(judged(twenty, all(20, 2, {{0, na}}))) << "19 asked";
    EXPECT_FALSE(judged(twenty, all(20, 2, {{6, off}}))) << "the reversed one was not asked";
    EXPECT_FALSE(straight(twenty + ".", all(21, na)));
}

TEST(Straightlining, what_is_missing_is_an_item_without_the_option) {
    EXPECT_TRUE(straight(twenty, all(20, 2, {{0, none}})));
    for (const std::int8_t missing : {none, dk, Batch::refused}) {
        EXPECT_FALSE(straight(twenty, all(20, 2, {{0, missing}, {1, missing}})));
        EXPECT_FALSE(straight(twenty, all(20, missing)));
        EXPECT_TRUE(judged(twenty, all(20, missing, {{0, 1}})));
    }
}

TEST(Straightlining, another_scale_ends_the_row_of_items) {
    EXPECT_TRUE(straight(twenty + "x" + twenty, all(41, 2, {{0, 1}, {1, 1}}))) << "the second twenty";
    EXPECT_FALSE(judged("......r...x..........", all(21, 2)));
    EXPECT_TRUE(straight("......r...x..........", all(21, 2, {{10, na}}))) << "it was not asked";
}

TEST(Straightlining, described_persons_are_passed_over) {
    const std::string with_vignettes = "...vvv" + twenty.substr(3);
    EXPECT_TRUE(straight(with_vignettes, all(23, 2, {{3, 0}, {4, 1}, {5, 3}})));
    EXPECT_TRUE(judged(with_vignettes, all(23, 2)));
    EXPECT_FALSE(judged("......r......" + std::string(7, 'v'), all(20, 2))) << "13 items of one's own";
}

TEST(Straightlining, agrees_with_the_definition_spelled_out) {
    EXPECT_TRUE(rc::check([] {
        const auto n = *rc::gen::inRange<std::size_t>(15, 60);
        std::string kinds;
        Answers answers;
        for (std::size_t i = 0; i < n; ++i) {
            kinds += *rc::gen::weightedElement<char>({{20, '.'}, {3, 'r'}, {1, 'x'}});
            answers.push_back(*rc::gen::weightedElement<std::int8_t>({{60, 1}, {2, 0}, {1, none}, {3, na}, {2, off}}));
        }
        std::string asked_kinds;
        Answers asked;
        for (std::size_t i = 0; i < n; ++i) {
            if (answers[i] == na || answers[i] == off) continue;
            asked_kinds += kinds[i];
            asked.push_back(answers[i]);
        }
        bool expected = false;
        for (std::size_t begin = 0; begin < asked.size(); ++begin) {
            for (std::size_t end = begin + 20; end <= asked.size(); ++end) {
                for (std::int8_t option = 0; option < 4; ++option) {
                    std::size_t with = 0, reversed = 0, plain = 0, others = 0;
                    for (std::size_t i = begin; i < end; ++i) {
                        others += asked_kinds[i] == 'x' ? 1U : 0U;
                        if (asked[i] != option) continue;
                        ++with;
                        ++(asked_kinds[i] == 'r' ? reversed : plain);
                    }
                    const bool one_scale = others == 0;
                    expected |= one_scale && 100 * with >= 95 * (end - begin) && reversed > 0 && plain > 0;
                }
            }
        }
        RC_CLASSIFY(expected);
        RC_ASSERT(straight(kinds, answers) == expected);
    }));
}

TEST(Speeding, under_two_seconds_for_each_item_ticked) {
    EXPECT_TRUE(flags_of("....", {0, 1, 2, 3}, 7.9).speeding);
    EXPECT_FALSE(flags_of("....", {0, 1, 2, 3}, 8.0).speeding);
    EXPECT_TRUE(flags_of("....", {0, na, dk, Batch::refused}, 7.9).speeding) << "ticked all the same";
    EXPECT_FALSE(flags_of("....", {0, none, off, none}, 2.0).speeding) << "one item was ticked";
    EXPECT_TRUE(flags_of("....", {0, 1, 2, 3}, 0.0).speeding);
}

TEST(Speeding, is_judged_where_a_time_is_known) {
    EXPECT_TRUE(flags_of(".", {0}, 100).speeding_judged);
    EXPECT_FALSE(flags_of(".", {0}, Batch::unknown_seconds).speeding_judged);
    EXPECT_FALSE(flags_of(".", {0}, Batch::unknown_seconds).speeding);
    EXPECT_FALSE(flags_of(".", {0}).speeding_judged);
}

TEST(ResponseFlags, empty_rows_and_no_rows_have_none) {
    const Survey survey = survey_of(twenty);
    ScoredBatch scored;
    scored.answer.resize(20);
    std::vector<RowFlags> out(7);
    ResponseFlags(survey).find({}, scored, out);
    EXPECT_TRUE(out.empty());
    scored.rows = 1;
    scored.respondent = {0};
    for (auto& answer : scored.answer) answer = {2};
    Batch batch;
    batch.rows = 1;
    batch.seconds = {0};
    ResponseFlags(survey).find(batch, scored, out);
    EXPECT_FALSE(out.at(0).straightlining_judged || out.at(0).speeding_judged || out.at(0).straightlining || out.at(0).speeding);
}

}  // namespace
}  // namespace capgap
