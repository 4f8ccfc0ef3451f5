#include <capgap/gaps/gap_counter.hpp>

#include <utility>

namespace capgap {

namespace {

/// Which of several parts counts the class. Whatever else distinguishes classes, those of a cell stay together.
std::size_t share_of(std::uint32_t institution, std::uint16_t profile, std::size_t shares) {
    return (institution * std::size_t{31} + profile) % shares;
}

std::uint16_t category(const Batch& batch, std::size_t question, std::size_t row) {
    return batch.background[question].empty() ? Batch::unknown_category : batch.background[question][row];
}

}  // namespace

void set_class_key(const Batch& batch, std::size_t row, const CountLayout& layout, ClassKey& key) {
    key.institution = batch.institution[row];
    key.profile = batch.profile[row];
    key.margin_categories.resize(layout.margin_questions.size());
    for (std::size_t m = 0; m < key.margin_categories.size(); ++m) key.margin_categories[m] = category(batch, layout.margin_questions[m], row);
    key.base_weight = batch.weight.empty() ? 1 : batch.weight[row];
    key.cluster = batch.cluster.empty() ? 0 : batch.cluster[row];
}

void GapCounter::Waiting::clear() {
    before.clear();
    slots.clear();
    standing.clear();
    score_units.clear();
    below_moved.clear();
    attitude.clear();
    wanted.clear();
    wanted_end.clear();
}

void GapCounter::add(const Batch& batch, const ScoredBatch& scored, Share share) {
    for (std::size_t row = 0; row < batch.rows; ++row) {
        if (share.of > 1 && share_of(batch.institution[row], batch.profile[row], share.of) != share.index) continue;
        if (scored.respondent[row] == 0) {
            ++counts_.empty_rows_;
            continue;
        }
        ++counts_.respondents_;
        take(batch, scored, row);
        if (waiting_.before.size() == most_waiting) count_waiting();
    }
}

GapCounts GapCounter::finish() && {
    count_waiting();
    return std::move(counts_);
}

std::uint32_t GapCounter::class_of(const Batch& batch, std::size_t row) {
    const CountLayout& layout = counts_.layout_;
    set_class_key(batch, row, layout, key_);
    const auto [found, is_new] = numbers_.try_emplace(key_, static_cast<std::uint32_t>(classes_.size()));
    if (is_new) classes_.push_back({&counts_.classes_[key_], std::vector<SlotCounts*>(layout.slots()), nobody, key_.profile});
    return found->second;
}

/// Puts a person among those who wait.
void GapCounter::take(const Batch& batch, const ScoredBatch& scored, std::size_t row) {
    const CountLayout& layout = counts_.layout_;
    const std::uint32_t number = class_of(batch, row);
    if (classes_[number].last == nobody) open_.push_back(number);
    waiting_.before.push_back(std::exchange(classes_[number].last, static_cast<std::uint32_t>(waiting_.before.size())));
    for (std::size_t b = 0; b < layout.breakdowns.size(); ++b)
        waiting_.slots.push_back(static_cast<std::uint32_t>(layout.slot(b, category(batch, layout.breakdowns[b], row))));
    for (std::size_t c = 0; c < layout.competencies; ++c) {
        const ScoredBatch::Competency& column = scored.competencies[c];
        const bool has_level = column.outcome[row] == Outcome::scored;
        waiting_.standing.push_back(SlotCounts::standing(column.outcome[row], column.level[row], layout.levels));
        waiting_.score_units.push_back(has_level ? ScoreSum::units_of(column.score_0_100[row]) : 0);
        const bool has_target = has_level && key_.profile != Batch::no_profile;
        waiting_.below_moved.push_back(has_target ? below_moved(column, row, layout.targets[key_.profile][c]) : std::uint8_t{0});
    }
    for (const CountLayout::AttitudeItem& item : layout.attitude_items) waiting_.attitude.push_back(scored.answer[item.item][row]);
    for (const auto& column : batch.wanted) {
        if (column[row] != Batch::none_wanted) waiting_.wanted.push_back(column[row]);
    }
    waiting_.wanted_end.push_back(waiting_.wanted.size());
}

void GapCounter::count_waiting() {
    for (const std::uint32_t number : open_) {
        Class& of = classes_[number];
        for (std::uint32_t person = std::exchange(of.last, nobody); person != nobody; person = waiting_.before[person]) count_person(of, person);
    }
    open_.clear();
    waiting_.clear();
}

void GapCounter::count_person(Class& of, std::size_t person) {
    const CountLayout& layout = counts_.layout_;
    const std::size_t competencies = layout.competencies;
    const std::size_t breakdowns = layout.breakdowns.size();
    const std::size_t items = layout.attitude_items.size();
    const std::size_t first_wanted = person == 0 ? 0 : waiting_.wanted_end[person - 1];
    const CountedPerson counted{{waiting_.standing.data() + person * competencies, competencies},
                                {waiting_.score_units.data() + person * competencies, competencies},
                                {waiting_.below_moved.data() + person * competencies, competencies},
                                {waiting_.attitude.data() + person * items, items},
                                {waiting_.wanted.data() + first_wanted, waiting_.wanted_end[person] - first_wanted}};
    slot_of(of, 0).add(counted);
    for (std::size_t b = 0; b < breakdowns; ++b) slot_of(of, waiting_.slots[person * breakdowns + b]).add(counted);
    if (of.profile == Batch::no_profile) return;
    add_pairs(of, counted);
    add_moved(of, counted);
}

/// The lowest level has no cut.
std::uint8_t GapCounter::below_moved(const ScoredBatch::Competency& column, std::size_t row, int target) const {
    if (target < 2) return 0;
    if (!column.below_moved.empty()) return column.below_moved[row];
    const std::vector<double>& cuts = counts_.layout_.cuts;
    if (cuts.empty()) return 0;
    const double cut = cuts[static_cast<std::size_t>(target) - 2];
    return MovedCuts::below(column.score_0_100[row], std::array{cut - MovedCuts::by, cut + MovedCuts::by});
}

void GapCounter::add_moved(Class& of, const CountedPerson& person) {
    auto& below = of.counts->below_moved;
    below.resize(person.below_moved.size());
    for (std::size_t c = 0; c < below.size(); ++c) {
        for (std::size_t way = 0; way < MovedCuts::ways; ++way) below[c][way] += (person.below_moved[c] >> way) & 1U;
    }
}

SlotCounts& GapCounter::slot_of(Class& of, std::size_t slot) {
    SlotCounts*& found = of.slots[slot];
    if (found == nullptr) found = &of.counts->slots.try_emplace(slot, counts_.layout_).first->second;
    return *found;
}

void GapCounter::add_pairs(Class& of, const CountedPerson& person) {
    using Standing = PairCounts::Standing;
    const std::vector<int>& targets = counts_.layout_.targets[of.profile];
    pair_standing_.resize(targets.size());
    for (std::size_t c = 0; c < targets.size(); ++c) {
        const std::size_t level = person.standing[c] + std::size_t{1};
        const bool known = targets[c] != 0 && level <= counts_.layout_.levels;
        pair_standing_[c] = !known ? Standing::unknown : static_cast<int>(level) < targets[c] ? Standing::below : Standing::reached;
    }
    of.counts->pairs.add(pair_standing_);
}

}  // namespace capgap
