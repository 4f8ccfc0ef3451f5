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

SlotCounts::SlotCounts(const CountLayout& layout)
    : wanted(layout.competencies), competencies(layout.competencies), at_level(layout.competencies, std::vector<std::uint32_t>(layout.levels)) {
    for (const CountLayout::AttitudeItem& item : layout.attitude_items) attitude.emplace_back(item.options);
}

std::uint32_t SlotCounts::with_level(std::size_t competency) const {
    return std::accumulate(at_level[competency].begin(), at_level[competency].end(), std::uint32_t{0});
}

namespace {

void add_all(std::vector<std::uint32_t>& to, const std::vector<std::uint32_t>& from) {
    std::transform(to.begin(), to.end(), from.begin(), to.begin(), std::plus<>());
}

void subtract_all(std::vector<std::uint32_t>& from, const std::vector<std::uint32_t>& part) {
    std::transform(from.begin(), from.end(), part.begin(), from.begin(), std::minus<>());
}

}  // namespace

void SlotCounts::merge(const SlotCounts& other) {
    respondents += other.respondents;
    wanted_answered += other.wanted_answered;
    add_all(wanted, other.wanted);
    for (std::size_t c = 0; c < competencies.size(); ++c) {
        competencies[c].not_applicable += other.competencies[c].not_applicable;
        competencies[c].do_not_know += other.competencies[c].do_not_know;
        competencies[c].missing += other.competencies[c].missing;
        competencies[c].score_0_100.add(other.competencies[c].score_0_100);
        add_all(at_level[c], other.at_level[c]);
    }
    for (std::size_t item = 0; item < attitude.size(); ++item) add_all(attitude[item], other.attitude[item]);
}

void SlotCounts::subtract(const SlotCounts& other) {
    respondents -= other.respondents;
    wanted_answered -= other.wanted_answered;
    subtract_all(wanted, other.wanted);
    for (std::size_t c = 0; c < competencies.size(); ++c) {
        competencies[c].not_applicable -= other.competencies[c].not_applicable;
        competencies[c].do_not_know -= other.competencies[c].do_not_know;
        competencies[c].missing -= other.competencies[c].missing;
        competencies[c].score_0_100.subtract(other.competencies[c].score_0_100);
        subtract_all(at_level[c], other.at_level[c]);
    }
    for (std::size_t item = 0; item < attitude.size(); ++item) subtract_all(attitude[item], other.attitude[item]);
}

void GapCounts::add(const Batch& batch, const ScoredBatch& scored) {
    for (std::size_t row = 0; row < batch.rows; ++row) {
        if (scored.respondent[row] == 0) {
            ++empty_rows_;
        } else {
            ++respondents_;
            add_person(batch, scored, row);
        }
    }
}

void GapCounts::add_person(const Batch& batch, const ScoredBatch& scored, std::size_t row) {
    const auto category = [&](std::size_t question) {
        return batch.background[question].empty() ? Batch::unknown_category : batch.background[question][row];
    };
    ClassKey key;
    key.institution = batch.institution[row];
    key.profile = batch.profile[row];
    for (const std::size_t question : layout_.margin_questions) key.margin_categories.push_back(category(question));
    if (!batch.weight.empty()) key.base_weight = batch.weight[row];
    if (!batch.cluster.empty()) key.cluster = batch.cluster[row];

    ClassCounts& counts = classes_.try_emplace(std::move(key)).first->second;
    const auto slot = [&](std::size_t index) -> SlotCounts& { return counts.slots.try_emplace(index, layout_).first->second; };
    add_to_slot(slot(0), batch, scored, row);
    for (std::size_t breakdown = 0; breakdown < layout_.breakdowns.size(); ++breakdown) {
        add_to_slot(slot(layout_.slot(breakdown, category(layout_.breakdowns[breakdown]))), batch, scored, row);
    }
    add_pairs(counts, batch.profile[row], scored, row);
}

void GapCounts::add_to_slot(SlotCounts& slot, const Batch& batch, const ScoredBatch& scored, std::size_t row) const {
    ++slot.respondents;
    bool any_wanted = false;
    for (const auto& column : batch.wanted) {
        if (column[row] == Batch::none_wanted) continue;
        any_wanted = true;
        ++slot.wanted[column[row]];
    }
    slot.wanted_answered += any_wanted ? 1 : 0;
    for (std::size_t c = 0; c < layout_.competencies; ++c) {
        const ScoredBatch::Competency& column = scored.competencies[c];
        SlotCounts::Competency& count = slot.competencies[c];
        switch (column.outcome[row]) {
            case Outcome::scored:
                ++slot.at_level[c][static_cast<std::size_t>(column.level[row] - 1)];
                count.score_0_100.add(column.score_0_100[row]);
                break;
            case Outcome::not_applicable: ++count.not_applicable; break;
            case Outcome::do_not_know: ++count.do_not_know; break;
            case Outcome::missing: ++count.missing; break;
        }
    }
    for (std::size_t item = 0; item < layout_.attitude_items.size(); ++item) {
        const std::int8_t answer = scored.answer[layout_.attitude_items[item].item][row];
        if (answer >= 0) ++slot.attitude[item][static_cast<std::size_t>(answer)];
    }
}

void GapCounts::add_pairs(ClassCounts& counts, std::uint16_t profile, const ScoredBatch& scored, std::size_t row) const {
    if (profile == Batch::no_profile) return;
    const std::size_t n = layout_.competencies;
    counts.pairs.resize(n * (n - 1) / 2);
    const std::vector<int>& targets = layout_.targets[profile];
    const auto level = [&](std::size_t c) -> int { return targets[c] == 0 ? 0 : scored.competencies[c].level[row]; };
    std::size_t pair = 0;
    for (std::size_t a = 0; a < n; ++a) {
        const int level_a = level(a);
        for (std::size_t b = a + 1; b < n; ++b, ++pair) {
            const int level_b = level(b);
            if (level_a == 0 || level_b == 0) continue;
            const bool below_a = level_a < targets[a];
            const bool below_b = level_b < targets[b];
            ++counts.pairs[pair].both;
            if (below_a && !below_b) ++counts.pairs[pair].only_first;
            if (below_b && !below_a) ++counts.pairs[pair].only_second;
        }
    }
}

void GapCounts::merge_class(const ClassKey& key, const ClassCounts& from) {
    ClassCounts& to = classes_.try_emplace(key).first->second;
    for (const auto& [index, slot] : from.slots) to.slots.try_emplace(index, layout_).first->second.merge(slot);
    to.pairs.resize(std::max(to.pairs.size(), from.pairs.size()));
    for (std::size_t pair = 0; pair < from.pairs.size(); ++pair) {
        to.pairs[pair].both += from.pairs[pair].both;
        to.pairs[pair].only_first += from.pairs[pair].only_first;
        to.pairs[pair].only_second += from.pairs[pair].only_second;
    }
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
    GapCounts out = *this;
    out.respondents_ -= part.respondents_;
    for (const auto& [key, gone] : part.classes_) {
        ClassCounts& from = out.classes_.at(key);
        for (const auto& [index, slot] : gone.slots) {
            const auto found = from.slots.find(index);
            found->second.subtract(slot);
            if (found->second.respondents == 0) from.slots.erase(found);
        }
        for (std::size_t pair = 0; pair < gone.pairs.size(); ++pair) {
            from.pairs[pair].both -= gone.pairs[pair].both;
            from.pairs[pair].only_first -= gone.pairs[pair].only_first;
            from.pairs[pair].only_second -= gone.pairs[pair].only_second;
        }
        if (from.slots.empty()) out.classes_.erase(key);
    }
    return out;
}

}  // namespace capgap
