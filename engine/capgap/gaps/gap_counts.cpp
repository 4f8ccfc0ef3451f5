#include <capgap/gaps/gap_counts.hpp>

#include <algorithm>
#include <functional>
#include <numeric>

namespace capgap {

std::size_t CountLayout::slot(std::size_t breakdown, std::uint16_t category) const {
    std::size_t first = 1;
    for (std::size_t earlier = 0; earlier < breakdown; ++earlier) first += breakdown_sizes[earlier] + 1;
    return first + std::min<std::size_t>(category, breakdown_sizes[breakdown]);
}

std::size_t CountLayout::slots() const {
    return std::accumulate(breakdown_sizes.begin(), breakdown_sizes.end(), std::size_t{1},
                           [](std::size_t sum, std::size_t size) { return sum + size + 1; });
}

namespace {

std::size_t most_options(const CountLayout& layout) {
    std::size_t most = 0;
    for (const CountLayout::AttitudeItem& item : layout.attitude_items) most = std::max(most, item.options);
    return most;
}

}  // namespace

SlotCounts::SlotCounts(const CountLayout& layout)
    : competencies(layout.competencies),
      levels_(layout.levels),
      options_(most_options(layout)),
      first_wanted_(layout.competencies * layout.levels),
      first_attitude_(first_wanted_ + layout.competencies),
      people_(first_attitude_ + layout.attitude_items.size() * options_) {}

std::uint32_t SlotCounts::with_level(std::size_t competency) const {
    const auto levels = at_level(competency);
    return std::accumulate(levels.begin(), levels.end(), std::uint32_t{0});
}

void SlotCounts::merge(const SlotCounts& other) {
    respondents += other.respondents;
    wanted_answered += other.wanted_answered;
    std::transform(people_.begin(), people_.end(), other.people_.begin(), people_.begin(), std::plus<>());
    for (std::size_t c = 0; c < competencies.size(); ++c) {
        competencies[c].not_applicable += other.competencies[c].not_applicable;
        competencies[c].do_not_know += other.competencies[c].do_not_know;
        competencies[c].missing += other.competencies[c].missing;
        competencies[c].score_0_100.add(other.competencies[c].score_0_100);
    }
}

void SlotCounts::subtract(const SlotCounts& other) {
    respondents -= other.respondents;
    wanted_answered -= other.wanted_answered;
    std::transform(people_.begin(), people_.end(), other.people_.begin(), people_.begin(), std::minus<>());
    for (std::size_t c = 0; c < competencies.size(); ++c) {
        competencies[c].not_applicable -= other.competencies[c].not_applicable;
        competencies[c].do_not_know -= other.competencies[c].do_not_know;
        competencies[c].missing -= other.competencies[c].missing;
        competencies[c].score_0_100.subtract(other.competencies[c].score_0_100);
    }
}

namespace {

/// Which of several parts counts the class. Whatever else distinguishes classes, those of a cell stay together.
std::size_t share_of(std::uint32_t institution, std::uint16_t profile, std::size_t shares) {
    return (institution * std::size_t{31} + profile) % shares;
}

}  // namespace

void GapCounts::add(const Batch& batch, const ScoredBatch& scored, Share share) {
    Person person;
    person.key.margin_categories.resize(layout_.margin_questions.size());
    for (std::size_t row = 0; row < batch.rows; ++row) {
        if (share.of > 1 && share_of(batch.institution[row], batch.profile[row], share.of) != share.index) continue;
        if (scored.respondent[row] == 0) {
            ++empty_rows_;
            continue;
        }
        ++respondents_;
        take(batch, scored, row, person);
        add_person(batch, row, person);
    }
}

std::uint16_t GapCounts::category(const Batch& batch, std::size_t question, std::size_t row) {
    return batch.background[question].empty() ? Batch::unknown_category : batch.background[question][row];
}

void GapCounts::take(const Batch& batch, const ScoredBatch& scored, std::size_t row, Person& person) const {
    ClassKey& key = person.key;
    key.institution = batch.institution[row];
    key.profile = batch.profile[row];
    for (std::size_t m = 0; m < key.margin_categories.size(); ++m) key.margin_categories[m] = category(batch, layout_.margin_questions[m], row);
    if (!batch.weight.empty()) key.base_weight = batch.weight[row];
    if (!batch.cluster.empty()) key.cluster = batch.cluster[row];

    person.outcome.resize(layout_.competencies);
    person.level.resize(layout_.competencies);
    person.score.resize(layout_.competencies);
    for (std::size_t c = 0; c < layout_.competencies; ++c) {
        const ScoredBatch::Competency& column = scored.competencies[c];
        person.outcome[c] = column.outcome[row];
        person.level[c] = column.level[row];
        person.score[c] = ScoreSum::of(column.score_0_100[row]);
    }
    person.attitude.resize(layout_.attitude_items.size());
    for (std::size_t item = 0; item < person.attitude.size(); ++item) person.attitude[item] = scored.answer[layout_.attitude_items[item].item][row];
    person.wanted.clear();
    for (const auto& column : batch.wanted) {
        if (column[row] != Batch::none_wanted) person.wanted.push_back(column[row]);
    }
}

SlotCounts& GapCounts::slot_of(ClassIndex<ClassCounts, SlotCounts>::Entry& entry, std::size_t slot) const {
    if (entry.slots.empty()) entry.slots.resize(layout_.slots());
    SlotCounts*& found = entry.slots[slot];
    if (found == nullptr) found = &entry.counts->slots.try_emplace(slot, layout_).first->second;
    return *found;
}

void GapCounts::add_person(const Batch& batch, std::size_t row, Person& person) {
    auto& entry = index_.find(person.key, classes_);
    add_to_slot(person, slot_of(entry, 0));
    for (std::size_t breakdown = 0; breakdown < layout_.breakdowns.size(); ++breakdown)
        add_to_slot(person, slot_of(entry, layout_.slot(breakdown, category(batch, layout_.breakdowns[breakdown], row))));
    if (person.key.profile != Batch::no_profile) add_pairs(person, *entry.counts);
}

void GapCounts::add_to_slot(const Person& person, SlotCounts& slot) {
    ++slot.respondents;
    slot.wanted_answered += person.wanted.empty() ? 0U : 1U;
    for (const std::uint16_t competency : person.wanted) slot.add_wanted(competency);
    for (std::size_t c = 0; c < person.outcome.size(); ++c) {
        SlotCounts::Competency& count = slot.competencies[c];
        switch (person.outcome[c]) {
            case Outcome::scored:
                slot.add_at_level(c, static_cast<std::size_t>(person.level[c]));
                count.score_0_100.add(person.score[c]);
                break;
            case Outcome::not_applicable: ++count.not_applicable; break;
            case Outcome::do_not_know: ++count.do_not_know; break;
            case Outcome::missing: ++count.missing; break;
        }
    }
    for (std::size_t item = 0; item < person.attitude.size(); ++item) {
        if (person.attitude[item] >= 0) slot.add_attitude(item, static_cast<std::size_t>(person.attitude[item]));
    }
}

void GapCounts::add_pairs(Person& person, ClassCounts& counts) const {
    using Standing = PairCounts::Standing;
    const std::vector<int>& targets = layout_.targets[person.key.profile];
    person.standing.resize(layout_.competencies);
    for (std::size_t c = 0; c < layout_.competencies; ++c) {
        const int level = targets[c] == 0 ? 0 : person.level[c];
        person.standing[c] = level == 0 ? Standing::unknown : level < targets[c] ? Standing::below : Standing::reached;
    }
    counts.pairs.add(person.standing);
}

void GapCounts::merge_class(const ClassKey& key, const ClassCounts& from) {
    ClassCounts& to = class_of(key);
    for (const auto& [index, slot] : from.slots) to.slots.try_emplace(index, layout_).first->second.merge(slot);
    to.pairs.merge(from.pairs);
}

bool GapCounts::merge(GapCounts other) {
    if (!(other.layout_ == layout_)) return false;
    empty_rows_ += other.empty_rows_;
    respondents_ += other.respondents_;
    classes_.merge(other.classes_);
    for (const auto& [key, from] : other.classes_) merge_class(key, from);  // those that both have
    return true;
}

std::pair<GapCounts, std::vector<GapCounts>> GapCounts::fold_clusters(const std::map<std::uint32_t, std::size_t>& group_of,
                                                                      std::size_t groups) const {
    std::pair<GapCounts, std::vector<GapCounts>> out{GapCounts(layout_), std::vector<GapCounts>(groups, GapCounts(layout_))};
    out.first.empty_rows_ = empty_rows_;
    for (const auto& [key, counts] : classes_) {
        ClassKey folded = key;
        folded.cluster = 0;
        for (GapCounts* to : {&out.first, &out.second[group_of.at(key.cluster)]}) {
            to->merge_class(folded, counts);
            to->respondents_ += counts.slots.at(0).respondents;
        }
    }
    return out;
}

GapCounts GapCounts::without(const GapCounts& part) const {
    GapCounts out = *this;  // without its index
    out.respondents_ -= part.respondents_;
    for (const auto& [key, gone] : part.classes_) {
        ClassCounts& from = out.classes_.at(key);
        for (const auto& [index, slot] : gone.slots) {
            const auto found = from.slots.find(index);
            found->second.subtract(slot);
            if (found->second.respondents == 0) from.slots.erase(found);
        }
        from.pairs.subtract(gone.pairs);
        if (from.slots.empty()) out.classes_.erase(key);
    }
    return out;
}

}  // namespace capgap
