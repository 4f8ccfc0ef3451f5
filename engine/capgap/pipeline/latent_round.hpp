#pragma once

#include <capgap/measurement/plausible_values.hpp>
#include <capgap/pipeline/assess.hpp>
#include <capgap/pipeline/scale_quality.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace capgap {

/// The answers of a round whose scales are calibrated. It holds them, since what a person's answers mean for a group is known only when all are
/// read. Persons get theta and a level from their answers alone; groups are counted from plausible values, which are drawn from all that the round
/// is broken down by: institution within institution, profile within institution, profile, and each background question; of competencies that were
/// calibrated together, together.
class LatentRound {
public:
    /// `input` must outlive it.
    LatentRound(const AssessInput& input, const CountLayout& layout) : input_(input), layout_(layout), quality_(layout.competencies) {}

    /// In the order of the file.
    void keep(Batch batch, ScoredBatch scored);
    /// Estimates persons and draws the sets. Side by side by competency; the same bits for any number of threads.
    void estimate();
    /// Hands over persons with theta and level.
    void tell_persons() const;
    /// The counts of each set: those of the answers, but for the levels of calibrated scales.
    [[nodiscard]] std::vector<GapCounts> sets() const;
    /// By competency.
    [[nodiscard]] const std::vector<std::optional<ScaleQuality>>& quality() const noexcept { return quality_; }

private:
    struct Kept {
        Batch batch;
        ScoredBatch scored;
        std::vector<std::size_t> person;  ///< by row: the number of a respondent; without meaning in an empty row
    };

    /// What people of the round answered of one competency.
    struct Answered {
        PatternLikelihoods likelihoods;
        std::vector<std::uint32_t> pattern;  ///< by person
    };

    [[nodiscard]] Conditioning conditioning() const;
    /// Estimates persons, and the quality of the scale.
    [[nodiscard]] Answered estimate_persons_of(std::size_t competency);
    void draw_apart(std::size_t competency, const Conditioning& conditioning, const Answered& answered);
    void draw_those_together(const std::vector<std::size_t>& competencies, const Conditioning& conditioning, const std::vector<Answered>& answered);
    void take_set(std::size_t competency, std::size_t set, std::span<const double> theta);
    [[nodiscard]] GapCounts count_set(std::size_t set) const;

    const AssessInput& input_;
    const CountLayout& layout_;
    std::vector<Kept> kept_;
    std::size_t people_ = 0;
    std::vector<std::uint16_t> profile_;                  ///< by person
    std::vector<std::vector<std::int8_t>> levels_;        ///< [competency][set x person]; empty without a model
    std::vector<std::vector<std::uint8_t>> below_moved_;  ///< likewise: as to the target of the person's profile
    std::vector<std::optional<ScaleQuality>> quality_;
};

}  // namespace capgap
