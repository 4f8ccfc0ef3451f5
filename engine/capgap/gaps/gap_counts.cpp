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

void GapCounts::add(const Batch& batch, const ScoredBatch& scored) {
    Adding adding = begin(batch, scored);
    for (std::size_t row = 0; row < batch.rows; ++row) {
        if (scored.respondent[row] == 0) {
            ++empty_rows_;
        } else {
            ++respondents_;
            add_person(adding, row);
        }
    }
}

GapCounts::Adding GapCounts::begin(const Batch& batch, const ScoredBatch& scored) const {
    Adding adding{batch, {}, {}, {}, {}};
    for (const ScoredBatch::Competency& column : scored.competencies)
        adding.competencies.push_back({column.outcome.data(), column.level.data(), column.score_0_100.data()});
    for (const CountLayout::AttitudeItem& item : layout_.attitude_items) adding.attitudes.push_back(scored.answer[item.item].data());
    adding.key.margin_categories.resize(layout_.margin_questions.size());
    adding.standing.resize(layout_.competencies);
    return adding;
}

ClassCounts& GapCounts::class_of(const ClassKey& key) {
    return index_.find(key, classes_);
}

void GapCounts::add_person(Adding& adding, std::size_t row) {
    const Batch& batch = adding.batch;
    const auto category = [&](std::size_t question) {
        return batch.background[question].empty() ? Batch::unknown_category : batch.background[question][row];
    };
    ClassKey& key = adding.key;
    key.institution = batch.institution[row];
    key.profile = batch.profile[row];
    for (std::size_t m = 0; m < key.margin_categories.size(); ++m) key.margin_categories[m] = category(layout_.margin_questions[m]);
    if (!batch.weight.empty()) key.base_weight = batch.weight[row];
    if (!batch.cluster.empty()) key.cluster = batch.cluster[row];

    ClassCounts& counts = class_of(key);
    const auto slot = [&](std::size_t index) -> SlotCounts& { return counts.slots.try_emplace(index, layout_).first->second; };
    add_to_slot(adding, row, slot(0));
    for (std::size_t breakdown = 0; breakdown < layout_.breakdowns.size(); ++breakdown)
        add_to_slot(adding, row, slot(layout_.slot(breakdown, category(layout_.breakdowns[breakdown]))));
    if (key.profile != Batch::no_profile) add_pairs(adding, row, counts);
}

void GapCounts::add_to_slot(const Adding& adding, std::size_t row, SlotCounts& slot) {
    ++slot.respondents;
    bool any_wanted = false;
    for (const auto& column : adding.batch.wanted) {
        if (column[row] == Batch::none_wanted) continue;
        any_wanted = true;
        slot.add_wanted(column[row]);
    }
    slot.wanted_answered += any_wanted ? 1 : 0;
    for (std::size_t c = 0; c < adding.competencies.size(); ++c) {
        const Adding::Column& column = adding.competencies[c];
        SlotCounts::Competency& count = slot.competencies[c];
        switch (column.outcome[row]) {
            case Outcome::scored:
                slot.add_at_level(c, static_cast<std::size_t>(column.level[row]));
                count.score_0_100.add(column.score_0_100[row]);
                break;
            case Outcome::not_applicable: ++count.not_applicable; break;
            case Outcome::do_not_know: ++count.do_not_know; break;
            case Outcome::missing: ++count.missing; break;
        }
    }
    for (std::size_t item = 0; item < adding.attitudes.size(); ++item) {
        if (adding.attitudes[item][row] >= 0) slot.add_attitude(item, static_cast<std::size_t>(adding.attitudes[item][row]));
    }
}

void GapCounts::add_pairs(Adding& adding, std::size_t row, ClassCounts& counts) const {
    using Standing = PairCounts::Standing;
    const std::vector<int>& targets = layout_.targets[adding.key.profile];
    for (std::size_t c = 0; c < layout_.competencies; ++c) {
        const int level = targets[c] == 0 ? 0 : adding.competencies[c].level[row];
        adding.standing[c] = level == 0 ? Standing::unknown : level < targets[c] ? Standing::below : Standing::reached;
    }
    counts.pairs.add(adding.standing);
}

void GapCounts::merge_class(const ClassKey& key, const ClassCounts& from) {
    ClassCounts& to = class_of(key);
    for (const auto& [index, slot] : from.slots) to.slots.try_emplace(index, layout_).first->second.merge(slot);
    to.pairs.merge(from.pairs);
}

bool GapCounts::merge(const GapCounts& other) {
    if (!(other.layout_ == layout_)) return false;
    empty_rows_ += other.empty_rows_;
    respondents_ += other.respondents_;
    for (const auto& [key, from] : other.classes_) merge_class(key, from);
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
