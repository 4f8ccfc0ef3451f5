#include <capgap/gaps/gap_counts.hpp>

#include <capgap/gaps/gap_counter.hpp>

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
    : standings_(layout.levels + other_outcomes),
      options_(most_options(layout)),
      first_wanted_(layout.competencies * standings_),
      first_attitude_(first_wanted_ + layout.competencies),
      people_(first_attitude_ + layout.attitude_items.size() * options_),
      scores_(layout.competencies) {}

std::uint32_t SlotCounts::with_level(std::size_t competency) const {
    const auto levels = at_level(competency);
    return std::accumulate(levels.begin(), levels.end(), std::uint32_t{0});
}

void SlotCounts::add(const CountedPerson& person) {
    ++respondents;
    wanted_answered += person.wanted.empty() ? 0U : 1U;
    for (std::size_t c = 0; c < scores_.size(); ++c) {
        ++people_[c * standings_ + person.standing[c]];
        scores_[c].add_units(person.score_units[c]);
    }
    for (const std::uint16_t competency : person.wanted) ++people_[first_wanted_ + competency];
    for (std::size_t item = 0; item < person.attitude.size(); ++item) {
        if (person.attitude[item] >= 0) ++people_[first_attitude_ + item * options_ + static_cast<std::size_t>(person.attitude[item])];
    }
}

void SlotCounts::merge(const SlotCounts& other) {
    respondents += other.respondents;
    wanted_answered += other.wanted_answered;
    std::transform(people_.begin(), people_.end(), other.people_.begin(), people_.begin(), std::plus<>());
    for (std::size_t c = 0; c < scores_.size(); ++c) scores_[c].add(other.scores_[c]);
}

void SlotCounts::subtract(const SlotCounts& other) {
    respondents -= other.respondents;
    wanted_answered -= other.wanted_answered;
    std::transform(people_.begin(), people_.end(), other.people_.begin(), people_.begin(), std::minus<>());
    for (std::size_t c = 0; c < scores_.size(); ++c) scores_[c].subtract(other.scores_[c]);
}

void GapCounts::add(const Batch& batch, const ScoredBatch& scored) {
    GapCounter counter(std::move(*this));
    counter.add(batch, scored);
    *this = std::move(counter).finish();
}

namespace {

/// Adds `times` the people of `from`.
void add_moved(const ClassCounts& from, std::uint32_t times, ClassCounts& to) {
    if (to.below_moved.size() < from.below_moved.size()) to.below_moved.resize(from.below_moved.size());
    for (std::size_t c = 0; c < from.below_moved.size(); ++c) {
        for (std::size_t way = 0; way < MovedCuts::ways; ++way) to.below_moved[c][way] += times * from.below_moved[c][way];
    }
}

}  // namespace

void GapCounts::merge_class(const ClassKey& key, const ClassCounts& from) {
    ClassCounts& to = classes_[key];
    add_moved(from, 1, to);
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
    GapCounts out = *this;
    out.respondents_ -= part.respondents_;
    for (const auto& [key, gone] : part.classes_) {
        ClassCounts& from = out.classes_.at(key);
        for (const auto& [index, slot] : gone.slots) {
            const auto found = from.slots.find(index);
            found->second.subtract(slot);
            if (found->second.respondents == 0) from.slots.erase(found);
        }
        from.pairs.subtract(gone.pairs);
        add_moved(gone, static_cast<std::uint32_t>(-1), from);  // modulo 2^32
        if (from.slots.empty()) out.classes_.erase(key);
    }
    return out;
}

}  // namespace capgap
