#pragma once

#include <capgap/responses/batch.hpp>
#include <capgap/responses/codebook.hpp>
#include <capgap/survey/survey.hpp>

#include <cstdint>
#include <vector>

namespace capgap {

class ScoringKey;

/// What became of one competency of one respondent. The first that holds.
enum class Outcome : std::uint8_t {
    scored,          ///< there is a score and a level
    not_applicable,  ///< none of its items was asked
    do_not_know,     ///< asked, no score, at least one asked item answered `dk`
    missing,         ///< asked, no score
};

/// A Batch after scoring, column by column.
struct ScoredBatch {
    /// Beside the codes of Batch: the item was not shown by the routing, or the source never asks it.
    static constexpr std::int8_t not_asked = -5;

    struct Competency {
        std::vector<Outcome> outcome;
        std::vector<std::int8_t> level;   ///< 1..L, 0 without one
        std::vector<double> score_0_100;  ///< 0 without one
        std::vector<std::uint16_t> items_answered;
        std::vector<std::uint16_t> items_asked;
        std::vector<double> theta = {};  ///< where the scale is calibrated: expected a posteriori; 0 without a level
        std::vector<double> theta_se = {};
        /// Where levels are plausible values: MovedCuts as to the target of the person; empty: the score tells.
        std::vector<std::uint8_t> below_moved = {};
    };

    std::size_t rows = 0;
    std::vector<std::uint8_t> respondent;          ///< 1: at least one asked item answered; 0: an empty row
    std::vector<std::vector<std::int8_t>> answer;  ///< [item][row]
    std::vector<Competency> competencies;
};

/// Answers -> scores and levels, as engine/docs/methods.md sections 1 and 2 define them. Sees codes only. Cost: one pass over the answers.
class Scorer {
public:
    Scorer(const Survey& survey, const ScoringKey& key, const Codebook& codebook, std::size_t competencies);

    void score(const Batch& batch, ScoredBatch& out) const;

private:
    /// `ask_if` as codes: the item is shown where the code of the question is marked.
    struct Routing {
        enum class Question { none, profile, background, item };
        Question question = Question::none;
        std::size_t index = 0;
        std::vector<bool> shows;  ///< by code
    };

    /// What an answer adds to the sums of its competency.
    struct Gain {
        std::int64_t points = 0;
        std::uint16_t asked = 0;
        std::uint16_t answered = 0;  ///< with a score
        std::uint16_t unknown = 0;   ///< `dk`
    };

    struct Score {
        std::int8_t level = 0;
        double score_0_100 = 0;
    };

    /// What ScoringKey says, looked up: from so many answers on there is a score, and which one, as far as the sums of points are few enough for a
    /// table.
    struct ScoreTable {
        std::vector<std::uint16_t> least_answered;  ///< by items asked
        std::size_t sums = 0;                       ///< how many sums of points there can be; 0: too many
        std::vector<Score> scores;                  ///< [answered][sum of points]
    };

    std::vector<Gain> gains_of(std::size_t item) const;
    Score score_of(std::size_t competency, std::int64_t points, std::int64_t answered) const;
    ScoreTable score_table(std::size_t competency) const;
    void set_outcome(std::size_t competency, const Gain& sum, std::size_t row, ScoredBatch::Competency& column) const;
    Routing compile(const Item& item, const Codebook& codebook) const;
    bool shown(const Routing& routing, const Batch& batch, const ScoredBatch& out, std::size_t row) const;
    void take_answers(std::size_t item, const Batch& batch, ScoredBatch& out) const;
    void score_competency(std::size_t competency, ScoredBatch& out) const;

    const Survey& survey_;
    const ScoringKey& key_;
    std::vector<Routing> routing_;                    ///< per item
    std::vector<std::vector<std::size_t>> items_of_;  ///< per competency
    std::vector<std::vector<Gain>> gains_;            ///< [item][code - ScoredBatch::not_asked]
    std::vector<ScoreTable> tables_;                  ///< per competency
};

}  // namespace capgap
