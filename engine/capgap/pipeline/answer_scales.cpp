#include <capgap/pipeline/answer_scales.hpp>

#include <capgap/pipeline/round_counts.hpp>
#include <capgap/scoring/response_flags.hpp>

#include <algorithm>
#include <set>
#include <utility>

namespace capgap {

namespace {

/// The options of an item by what they are worth: each worth is a category.
void add_item(AnswerScale& scale, const Survey& survey, const ScoringKey& key, std::size_t item) {
    ItemDesign& design = scale.design.items.emplace_back();
    design.id = survey.items()[item].id.text();
    std::set<std::int64_t> worths;
    for (const std::int64_t one : key.points(item)) {
        if (one != ScoringKey::no_points) worths.insert(one);
    }
    for (const std::int64_t one : worths) design.categories.push_back({one, {}});
    const auto& options = survey.scale_of(item).options;
    std::vector<std::uint8_t>& category = scale.category.emplace_back();
    for (std::size_t option = 0; option < key.points(item).size(); ++option) {
        const std::int64_t points = key.points(item, option);
        const auto at = static_cast<std::size_t>(std::distance(worths.begin(), worths.lower_bound(points)));
        category.push_back(points == ScoringKey::no_points ? AnswerTable::missing : static_cast<std::uint8_t>(at));
        if (points != ScoringKey::no_points) design.categories[at].options.push_back(options[option].id.text());
    }
}

class AnswerReading {
public:
    AnswerReading(const AssessInput& input, const ScoringKey& key, std::vector<AnswerScale>& scales, AnswerTable* together,
                  std::optional<std::size_t> groups_by)
        : input_(input),
          scales_(scales),
          together_(together),
          groups_by_(groups_by),
          scorer_(input.instrument.survey, key, input.instrument.codebook, scales.size()),
          flags_(input.instrument.survey) {}

    Result<std::uint64_t> run() {
        Batch batch;
        ScoredBatch scored;
        std::vector<RowFlags> flags;
        FlagCounts counts;
        for (;;) {
            const auto read = input_.responses.next(batch);
            if (read.has_error()) return read.error();
            if (batch.rows == 0) return respondents_;
            scorer_.score(batch, scored);
            flags_.find(batch, scored, flags);
            count_flags(flags, input_.leave_out, scored, counts);
            add(batch, scored);
        }
    }

private:
    void add(const Batch& batch, const ScoredBatch& scored) {
        for (std::size_t row = 0; row < scored.rows; ++row) {
            if (scored.respondent[row] == 0) continue;
            ++respondents_;
            const double weight = batch.weight.empty() ? 1 : batch.weight[row];
            const std::uint16_t group = group_of(batch, row);
            of_all_.clear();
            bool answered = false;
            for (AnswerScale& scale : scales_) answered = add(scale, weight, group, row, scored) || answered;
            if (together_ != nullptr && answered) together_->add(of_all_, weight);
        }
    }

    std::uint16_t group_of(const Batch& batch, std::size_t row) const {
        if (!groups_by_) return 0;
        const std::vector<std::uint16_t>& column = batch.background[*groups_by_];
        return column.empty() ? Batch::unknown_category : column[row];
    }

    bool add(AnswerScale& scale, double weight, std::uint16_t group, std::size_t row, const ScoredBatch& scored) {
        codes_.assign(scale.items.size(), AnswerTable::missing);
        bool answered = false;
        for (std::size_t i = 0; i < scale.items.size(); ++i) {
            const std::int8_t option = scored.answer[scale.items[i]][row];
            if (option < 0) continue;
            codes_[i] = scale.category[i][static_cast<std::size_t>(option)];
            answered = answered || codes_[i] != AnswerTable::missing;
        }
        if (together_ != nullptr) of_all_.insert(of_all_.end(), codes_.begin(), codes_.end());
        if (!answered) return false;
        if (group == Batch::unknown_category) {
            ++scale.ungrouped;
        } else {
            scale.answers.add(codes_, weight, group);
        }
        return true;
    }

    const AssessInput& input_;
    std::vector<AnswerScale>& scales_;
    AnswerTable* together_;
    std::optional<std::size_t> groups_by_;
    Scorer scorer_;
    ResponseFlags flags_;
    std::vector<std::uint8_t> codes_;
    std::vector<std::uint8_t> of_all_;
    std::uint64_t respondents_ = 0;
};

}  // namespace

std::vector<AnswerScale> answer_scales(const Instrument& instrument, const ScoringKey& key, const std::vector<bool>& asked) {
    std::vector<AnswerScale> out;
    const auto& competencies = instrument.framework.competencies();
    for (const auto& items : items_by_competency(instrument.survey, competencies.size(), asked)) {
        const std::size_t competency = out.size();
        AnswerScale& scale = out.emplace_back();
        scale.design.competency = competencies[competency].id.text();
        scale.design.points_per_item = key.points_per_item(competency);
        scale.items = items;
        std::vector<std::size_t> categories;
        for (const std::size_t item : items) {
            add_item(scale, instrument.survey, key, item);
            categories.push_back(scale.design.items.back().categories.size());
        }
        scale.answers = AnswerTable(std::move(categories));
    }
    return out;
}

Result<std::uint64_t> read_answers(const AssessInput& input, const ScoringKey& key, std::vector<AnswerScale>& scales, AnswerTable* together,
                                   std::optional<std::size_t> groups_by) {
    return AnswerReading(input, key, scales, together, groups_by).run();
}

AnswerTable table_of_all(const std::vector<AnswerScale>& scales) {
    std::vector<std::size_t> categories;
    for (const AnswerScale& scale : scales) {
        for (std::size_t i = 0; i < scale.items.size(); ++i) categories.push_back(scale.answers.categories(i));
    }
    return AnswerTable(std::move(categories));
}

std::vector<std::size_t> keep_groups(AnswerScale& scale, std::int64_t least) {
    const AnswerTable& before = scale.answers;
    std::vector<std::vector<std::size_t>> people(before.groups());
    for (std::size_t p = 0; p < before.people(); ++p) people[before.group(p)].push_back(p);
    std::vector<std::size_t> categories;
    for (std::size_t i = 0; i < before.items(); ++i) categories.push_back(before.categories(i));
    AnswerTable after(std::move(categories));
    std::vector<std::size_t> kept;
    for (std::size_t g = 0; g < people.size(); ++g) {
        if (std::ssize(people[g]) < least) {
            scale.ungrouped += std::ssize(people[g]);
            continue;
        }
        for (const std::size_t p : people[g]) after.add(before.person(p), before.weight(p), static_cast<std::uint16_t>(kept.size()));
        kept.push_back(g);
    }
    scale.answers = std::move(after);
    return kept;
}

}  // namespace capgap
