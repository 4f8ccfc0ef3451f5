#include <capgap/pipeline/assess.hpp>

#include <capgap/base/parallel.hpp>
#include <capgap/disclosure/choose_pools.hpp>
#include <capgap/gaps/gap_counter.hpp>
#include <capgap/gaps/profile_mix.hpp>
#include <capgap/gaps/tested_people.hpp>
#include <capgap/pipeline/environment.hpp>
#include <capgap/pipeline/instrument_quality.hpp>
#include <capgap/pipeline/item_comparison.hpp>
#include <capgap/pipeline/latent_round.hpp>
#include <capgap/pipeline/quality.hpp>
#include <capgap/pipeline/round_counts.hpp>
#include <capgap/pipeline/tested_quality.hpp>
#include <capgap/pipeline/vignette_quality.hpp>
#include <capgap/survey/scoring_key.hpp>

#include <algorithm>
#include <iterator>
#include <mutex>
#include <set>

namespace capgap {

namespace {

/// Batches that are scored side by side.
struct Wave {
    std::vector<Batch> batches;
    std::size_t filled = 0;
    std::vector<ScoredBatch> scored;
    std::vector<std::vector<RowFlags>> flags;

    explicit Wave(std::size_t size) : batches(size), scored(size), flags(size) {}
};

/// States that threads take turns with: as many as there are threads, so that one is always free; and as many counters, each of one share of the
/// classes.
class States {
public:
    States(std::size_t count, const RoundCounts& empty) : all_(count, empty) {
        for (RoundCounts& state : all_) free_.push_back(&state);
        for (std::size_t i = 0; i < count; ++i) shares_.emplace_back(empty.gaps.layout());
    }

    std::size_t size() const { return all_.size(); }
    void count_share(std::size_t index, const Wave& wave) {
        for (std::size_t i = 0; i < wave.filled; ++i) shares_[index].add(wave.batches[i], wave.scored[i], {index, shares_.size()});
    }

    template <class Work>
    void with_one(Work work) {
        RoundCounts* const state = take();
        work(*state);
        const std::lock_guard lock(mutex_);
        free_.push_back(state);
    }

    RoundCounts merged(unsigned threads) && {
        parallel_for(all_.size(), threads, [this](std::size_t i) { all_[i].gaps = std::move(shares_[i]).finish(); });
        for (std::size_t i = 1; i < all_.size(); ++i) {
            if (!all_[0].merge(std::move(all_[i]))) break;  // they have one layout by construction
        }
        return std::move(all_[0]);
    }

private:
    RoundCounts* take() {
        const std::lock_guard lock(mutex_);
        RoundCounts* const state = free_.back();
        free_.pop_back();
        return state;
    }

    std::vector<RoundCounts> all_;
    std::vector<RoundCounts*> free_;
    std::vector<GapCounter> shares_;
    std::mutex mutex_;
};

/// Reads all responses in waves: while one is scored, the next is read, and the one before is counted, each class by one thread. Batches are read and
/// handed to the sink in their order; which state counts a batch makes no difference to their sum.
class Counting {
public:
    /// What keeps something of the people who are read, beside the counts; null: nothing is kept.
    struct Keepers {
        LatentRound* latent = nullptr;         ///< all of it, and tells of persons later
        ItemComparison* comparison = nullptr;  ///< the answers to items
        TestedPeople* tested = nullptr;        ///< the scores of those tested
    };

    Counting(const AssessInput& input, const Keepers& keepers)
        : input_(input),
          latent_(keepers.latent),
          comparison_(keepers.comparison),
          tested_(keepers.tested),
          key_(input.instrument.survey),
          items_of_(items_by_competency(input.instrument.survey, input.instrument.framework.competencies().size(), input.asked_items)),
          scorer_(input.instrument.survey, key_, input.instrument.codebook, items_of_.size()),
          flags_(input.instrument.survey),
          vignettes_(input.instrument.survey, key_) {}

    Result<RoundCounts> run() {
        const std::size_t threads = std::max(1U, input_.threads);
        States states(threads, empty_counts());
        const std::size_t size = std::max(threads, std::min(most_batches, batches_per_thread * threads));
        Wave next(size);
        Wave wave(size);
        Wave before(size);
        Result<bool> read = true;
        do {
            const std::size_t counts = before.filled > 0 ? states.size() : 0;
            parallel_for(1 + counts + wave.filled, input_.threads, [&](std::size_t task) {
                if (task == 0) {
                    read = fill(next);
                } else if (task <= counts) {
                    states.count_share(task - 1, before);
                } else {
                    states.with_one([&](RoundCounts& state) { score(wave, task - 1 - counts, state); });
                }
            });
            if (read.has_error()) return read.error();
            for (std::size_t i = 0; i < wave.filled && input_.persons && latent_ == nullptr; ++i) input_.persons(wave.batches[i], wave.scored[i]);
            for (std::size_t i = 0; i < wave.filled && comparison_ != nullptr; ++i) comparison_->keep(wave.batches[i], wave.scored[i]);
            for (std::size_t i = 0; i < wave.filled && tested_ != nullptr; ++i) tested_->keep(wave.batches[i], wave.scored[i]);
            for (std::size_t i = 0; i < before.filled && latent_ != nullptr; ++i) latent_->keep(before.batches[i], before.scored[i]);
            std::swap(before, wave);
            std::swap(wave, next);
        } while (wave.filled > 0 || before.filled > 0);
        return std::move(states).merged(input_.threads);
    }

private:
    /// Enough that the threads do not wait long for each other at its end.
    static constexpr std::size_t batches_per_thread = 4;
    static constexpr std::size_t most_batches = 32;

    Result<bool> fill(Wave& wave) const {
        for (wave.filled = 0; wave.filled < wave.batches.size(); ++wave.filled) {
            auto read = input_.responses.next(wave.batches[wave.filled]);
            if (read.has_error()) return read.error();
            if (wave.batches[wave.filled].rows == 0) break;
        }
        return true;
    }

    void score(Wave& wave, std::size_t i, RoundCounts& state) const {
        scorer_.score(wave.batches[i], wave.scored[i]);
        flags_.find(wave.batches[i], wave.scored[i], wave.flags[i]);
        count_flags(wave.flags[i], input_.leave_out, wave.scored[i], state.flags);
        state.add_items(wave.scored[i], key_, items_of_);
        vignettes_.add(wave.scored[i], state.vignettes);
    }

    RoundCounts empty_counts() const {
        std::vector<std::size_t> options;
        for (std::size_t item = 0; item < input_.instrument.survey.items().size(); ++item)
            options.push_back(input_.instrument.survey.scale_of(item).options.size());
        std::vector<std::size_t> items;
        for (const auto& of : items_of_) items.push_back(of.size());
        RoundCounts out(count_layout(input_), options, items);
        out.vignettes = vignettes_.nobody();
        return out;
    }

    const AssessInput& input_;
    LatentRound* latent_;
    ItemComparison* comparison_;
    TestedPeople* tested_;
    ScoringKey key_;
    std::vector<std::vector<std::size_t>> items_of_;
    Scorer scorer_;
    ResponseFlags flags_;
    VignetteCounter vignettes_;
};

void summarise(const SourceSummary& read, const RoundCounts& counts, AssessSummary& summary) {
    summary.rows_read = read.rows_read;
    summary.rows_set_aside = read.rows_set_aside;
    summary.row_errors = read.row_errors;
    summary.row_errors_total = read.row_errors_total;
    summary.rows_left_out = read.rows_left_out + static_cast<std::uint64_t>(counts.flags.left_out);
    summary.duplicated_ids = read.duplicated_ids;
    summary.rows_of_duplicates = read.rows_of_duplicates;
    summary.posts_and_profiles = read.posts_and_profiles;
    summary.posts_differ = read.posts_differ;
    summary.empty_rows = counts.gaps.empty_rows() - static_cast<std::uint64_t>(counts.flags.left_out);
    summary.respondents = counts.gaps.respondents();
}

std::vector<ScorePrecision> precision_of(const Survey& survey, const std::vector<ItemCovariances>& covariances) {
    const ScoringKey key(survey);
    std::vector<ScorePrecision> out;
    for (std::size_t c = 0; c < covariances.size(); ++c) {
        const ItemCovariances& one = covariances[c];
        out.push_back({one.people(), static_cast<std::int64_t>(one.items()), cronbach_alpha(one), sd_of_score_0_100(one, key.points_per_item(c))});
    }
    return out;
}

void append_rows(std::vector<QualityRow> more, std::vector<QualityRow>& to) {
    to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

}  // namespace

CountLayout count_layout(const AssessInput& input) {
    const Instrument& instrument = input.instrument;
    CountLayout layout;
    layout.competencies = instrument.framework.competencies().size();
    layout.levels = instrument.framework.levels().size();
    for (std::size_t profile = 0; profile < instrument.profiles.size(); ++profile) {
        std::vector<int>& targets = layout.targets.emplace_back();
        for (std::size_t c = 0; c < layout.competencies; ++c) targets.push_back(instrument.profiles.target(profile, c));
    }
    for (const Decimal& cut : instrument.survey.content().scoring.cut_scores) layout.cuts.push_back(cut.to_double());
    layout.breakdowns = input.breakdowns;
    layout.asks_wanted = instrument.codebook.wanted_max > 0;
    for (const std::size_t question : input.breakdowns) layout.breakdown_sizes.push_back(instrument.codebook.background[question].categories.size());
    std::set<std::size_t> questions;
    for (const auto& margin : input.weighting.margins) {
        for (const MarginVariable& variable : margin) {
            if (variable.kind == MarginVariable::Kind::background) questions.insert(variable.question);
        }
    }
    layout.margin_questions.assign(questions.begin(), questions.end());
    for (std::size_t item = 0; item < instrument.survey.items().size(); ++item) {
        if (instrument.survey.attitude_of(item)) layout.attitude_items.push_back({item, instrument.survey.scale_of(item).options.size()});
    }
    // By attitude, as the rows of attitudes.csv stand.
    std::stable_sort(layout.attitude_items.begin(), layout.attitude_items.end(),
                     [&](const auto& a, const auto& b) { return instrument.survey.attitude_of(a.item) < instrument.survey.attitude_of(b.item); });
    return layout;
}

Result<Checked<Tables>> tabulate_round(const AssessInput& input, AssessSummary& summary) {
    const CountLayout layout = count_layout(input);
    std::optional<LatentRound> latent;
    if (std::any_of(input.scales.begin(), input.scales.end(), [](const auto& one) { return one.has_value(); })) latent.emplace(input, layout);
    const ScoringKey key(input.instrument.survey);
    std::optional<ItemComparison> comparison;
    if (!input.compare_items_by.empty()) comparison.emplace(input, key);
    std::optional<TestedPeople> tested;
    if (input.tests != nullptr) tested.emplace(*input.tests, layout, input.instrument.survey.content().scoring.cut_scores);
    auto counts = Counting(input, {latent ? &*latent : nullptr, comparison ? &*comparison : nullptr, tested ? &*tested : nullptr}).run();
    if (counts.has_error()) return counts.error();
    summarise(input.responses.summary(), *counts, summary);
    summary.precision = precision_of(input.instrument.survey, counts->covariances);
    tell(input.progress, Stage::tabulating);
    TabulationInput tabulation(counts->gaps, input.tree, input.instrument.codebook, input.population, input.responses.clusters(), input.weighting,
                               input.population_at, input.threads);
    const auto cells = make_cells(counts->gaps, input.population, input.instrument.codebook, input.population_at);
    if (cells.has_error()) return cells.error();
    tabulation.pools =
        choose_pools(input.tree, own_staff(cells->value, input.tree.size(), input.population != nullptr), input.named_pools, input.policy);
    if (latent) {
        latent->estimate();
        latent->tell_persons();
        tabulation.sets = latent->sets();
        for (const auto& scale : input.scales) tabulation.modelled.push_back(scale.has_value());
        summary.scales = latent->quality();
    }
    auto tabulated = tabulate(tabulation);
    if (tabulated.has_error()) return tabulated.error();
    summary.replicate_groups = tabulated->value.replicate_groups;
    if (tested) tabulate_tested(*tested, counts->gaps, tabulation, tabulated->value);
    if (input.population != nullptr)
        append(tabulated->remarks, report_profile_mix(tabulated->value.cells, input.instrument.codebook, input.population_at));
    for (const Cell& cell : tabulated->value.cells.cells) {
        if (cell.in_population) summary.headcount += *cell.headcount;
    }
    for (std::size_t i = 0; i < input.environments.size(); ++i) {
        auto rows = environment_rows(input.environments[i], i, input.tree, summary);
        if (rows.has_error()) return rows.error();
        auto& all = tabulated->value.tables.environment;
        all.insert(all.end(), rows->begin(), rows->end());
    }
    auto& quality = tabulated->value.tables.quality;
    quality = quality_rows(input, *counts, tabulated->value, summary);
    append_rows(instrument_rows(input, summary.scales), quality);
    if (comparison) append_rows(comparison->rows(), quality);
    append_rows(vignette_rows(input, counts->vignettes, static_cast<std::int64_t>(summary.respondents)), quality);
    if (tested) append_rows(tested_quality_rows(input, *tested), quality);
    return Checked<Tables>{std::move(tabulated->value.tables), std::move(tabulated->remarks)};
}

Result<Checked<Assessed>> assess(const AssessInput& input) {
    AssessSummary summary;
    auto tables = tabulate_round(input, summary);
    if (tables.has_error()) return tables.error();
    tell(input.progress, Stage::protecting);
    return Checked<Assessed>{{protect(std::move(tables->value), input.policy, input.threads), std::move(summary)}, std::move(tables->remarks)};
}

}  // namespace capgap
