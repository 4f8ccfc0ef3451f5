#pragma once

#include <capgap/assessment/assessment.hpp>
#include <capgap/assessment/institution_tree.hpp>
#include <capgap/base/progress.hpp>
#include <capgap/disclosure/protect.hpp>
#include <capgap/framework/profiles.hpp>
#include <capgap/gaps/tabulate.hpp>
#include <capgap/measurement/level_range.hpp>
#include <capgap/pipeline/calibrated_scales.hpp>
#include <capgap/pipeline/instrument.hpp>
#include <capgap/pipeline/scale_quality.hpp>
#include <capgap/responses/codebook.hpp>
#include <capgap/responses/source.hpp>
#include <capgap/responses/test_results.hpp>
#include <capgap/scoring/scorer.hpp>
#include <capgap/survey/survey.hpp>

#include <functional>
#include <optional>
#include <vector>

namespace capgap {

/// Answers of institutions about themselves, and what they are measured with.
struct EnvironmentInput {
    Instrument instrument;
    ResponseSource& responses;
};

/// Takes persons as they are scored, in the order of the file. The only way that one person's row leaves the engine.
using PersonSink = std::function<void(const Batch& batch, const ScoredBatch& scored)>;

/// All that one round consists of.
struct AssessInput {
    Instrument instrument;
    ResponseSource& responses;
    const InstitutionTree& tree;
    const Population* population = nullptr;
    Location population_at;
    WeightSettings weighting;
    std::vector<std::size_t> breakdowns;  ///< background questions, as indices of the codebook
    std::vector<EnvironmentInput> environments;
    DuplicateRows duplicates = DuplicateRows::set_aside;  ///< what `responses` does with them
    LeaveOut leave_out;
    std::vector<std::size_t> compare_items_by;  ///< background questions, as indices of the codebook: whether their groups answer items alike
    std::vector<bool> asked_items;              ///< by item of the survey: whether the responses can hold it
    Policy policy;
    std::vector<std::vector<std::size_t>> named_pools;  ///< institutions of the pools that the assessment names
    CalibratedScales scales;                            ///< by competency; empty: scores and levels are those of classical scoring
    unsigned threads = 1;
    PersonSink persons;                  ///< may be empty
    Progress progress;                   ///< of tabulating and protecting; the source tells of itself
    const TestResults* tests = nullptr;  ///< of some of the respondents; then batches hold the ids of respondents
};

/// What a run says beside its tables.
struct AssessSummary {
    std::uint64_t rows_read = 0;
    std::uint64_t rows_set_aside = 0;
    std::uint64_t institution_rows_set_aside = 0;  ///< of the instruments for institutions
    std::uint64_t rows_left_out = 0;               ///< because the assessment says so: of a repeated id, or flagged
    std::uint64_t duplicated_ids = 0;
    std::uint64_t rows_of_duplicates = 0;  ///< in which these ids stand
    std::uint64_t posts_and_profiles = 0;  ///< accepted rows with a post and a profile
    std::uint64_t posts_differ = 0;        ///< of these, with another profile than that of the post
    std::uint64_t empty_rows = 0;
    std::uint64_t respondents = 0;
    std::int64_t headcount = 0;  ///< 0 without a population
    std::size_t replicate_groups = 0;
    std::vector<ScorePrecision> precision;            ///< of one person's score, per competency
    std::vector<std::optional<ScaleQuality>> scales;  ///< of calibrated scales, per competency; empty without any
    Diagnostics row_errors;                           ///< the first of them, of all instruments
    std::uint64_t row_errors_total = 0;
};

struct Assessed {
    Disclosed<ShownTables> tables;
    AssessSummary summary;
};

/// Scores a round, finds its gaps and protects what may be shown. Memory grows with weighting classes, not with respondents; with calibrated scales
/// it holds all answers, and where items are compared a byte for each item and person. The same bits for any number of threads.
Result<Checked<Assessed>> assess(const AssessInput& input);

/// What a round counts.
[[nodiscard]] CountLayout count_layout(const AssessInput& input);

/// As assess(), before protection: for tests that compare with another program's numbers.
Result<Checked<Tables>> tabulate_round(const AssessInput& input, AssessSummary& summary);

}  // namespace capgap
