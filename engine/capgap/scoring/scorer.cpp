#include <capgap/scoring/scorer.hpp>

#include <capgap/survey/scoring_key.hpp>

#include <algorithm>
#include <cstring>

namespace capgap {

Scorer::Scorer(const Survey& survey, const ScoringKey& key, const Codebook& codebook, std::size_t competencies)
    : survey_(survey), key_(key), items_of_(competencies) {
    for (std::size_t item = 0; item < survey.items().size(); ++item) {
        routing_.push_back(compile(survey.items()[item], codebook));
        if (const auto competency = survey.competency_of(item)) items_of_[*competency].push_back(item);
        gains_.push_back(gains_of(item));
    }
    for (std::size_t competency = 0; competency < competencies; ++competency) tables_.push_back(score_table(competency));
}

namespace {

/// Codes begin at this one.
constexpr int first_code = ScoredBatch::not_asked;

std::size_t place_of(std::int8_t code) {
    return static_cast<std::size_t>(code - first_code);
}

}  // namespace

std::vector<Scorer::Gain> Scorer::gains_of(std::size_t item) const {
    const std::vector<Option>& options = survey_.scale_of(item).options;
    std::vector<Gain> out(static_cast<std::size_t>(-first_code) + options.size(), Gain{0, 1, 0, 0});
    out[place_of(ScoredBatch::not_asked)].asked = 0;
    out[place_of(Batch::not_applicable)].asked = 0;
    out[place_of(Batch::do_not_know)].unknown = 1;
    for (std::size_t option = 0; option < options.size(); ++option) {
        Gain& gain = out[static_cast<std::size_t>(-first_code) + option];
        if (!options[option].score) continue;
        gain.answered = survey_.is_vignette(item) ? 0 : 1;                   // what is said of others makes nobody a respondent
        gain.points = std::max(key_.points(item, option), std::int64_t{0});  // none on an attitude
    }
    return out;
}

Scorer::Score Scorer::score_of(std::size_t competency, std::int64_t points, std::int64_t answered) const {
    return {static_cast<std::int8_t>(key_.level(competency, points, answered).value_or(0)), key_.score_0_100(competency, points, answered)};
}

Scorer::ScoreTable Scorer::score_table(std::size_t competency) const {
    constexpr std::int64_t most_scores = 1 << 14;
    ScoreTable out;
    const auto items = static_cast<std::int64_t>(items_of_[competency].size());
    for (std::int64_t asked = 0; asked <= items; ++asked) {
        std::int64_t least = 1;
        while (least <= asked && !key_.enough(least, asked)) ++least;
        out.least_answered.push_back(static_cast<std::uint16_t>(least));
    }
    const std::int64_t sums = items * key_.points_per_item(competency) + 1;  // at most 2^47
    if (sums * (items + 1) > most_scores) return out;
    out.sums = static_cast<std::size_t>(sums);
    out.scores.resize(out.sums);  // of nobody
    for (std::int64_t answered = 1; answered <= items; ++answered) {
        for (std::int64_t points = 0; points < sums; ++points) out.scores.push_back(score_of(competency, points, answered));
    }
    return out;
}

Scorer::Routing Scorer::compile(const Item& item, const Codebook& codebook) const {
    Routing routing;
    if (!item.ask_if) return routing;
    const StringIndex* categories = nullptr;
    if (item.ask_if->question == "profile") {
        routing.question = Routing::Question::profile;
        categories = &codebook.profiles;
    } else if (const auto earlier = survey_.item_index(item.ask_if->question)) {
        routing.question = Routing::Question::item;
        routing.index = *earlier;
        categories = &codebook.items[*earlier].categories;
    } else {
        routing.question = Routing::Question::background;
        const auto found = std::find_if(codebook.background.begin(), codebook.background.end(),
                                        [&](const Codebook::Question& question) { return question.id == item.ask_if->question; });
        if (found == codebook.background.end()) return routing;  // an inactive question is never answered: nothing is marked
        routing.index = static_cast<std::size_t>(found - codebook.background.begin());
        categories = &found->categories;
    }
    routing.shows.assign(categories->size(), false);
    for (const std::string& option : item.ask_if->any_of) {
        if (const auto code = categories->find(option)) routing.shows[*code] = true;
    }
    return routing;
}

bool Scorer::shown(const Routing& routing, const Batch& batch, const ScoredBatch& out, std::size_t row) const {
    const auto marked = [&](std::size_t code) { return code < routing.shows.size() && routing.shows[code]; };
    switch (routing.question) {
        case Routing::Question::none: return true;
        case Routing::Question::profile: return marked(batch.profile[row]);
        case Routing::Question::background:
            return !routing.shows.empty() && !batch.background[routing.index].empty() && marked(batch.background[routing.index][row]);
        case Routing::Question::item: {
            const std::int8_t answer = out.answer[routing.index][row];
            return answer >= 0 && marked(static_cast<std::size_t>(answer));
        }
    }
    return true;
}

void Scorer::take_answers(std::size_t item, const Batch& batch, ScoredBatch& out) const {
    std::vector<std::int8_t>& answers = out.answer[item];
    if (batch.item[item].empty()) {
        answers.assign(batch.rows, ScoredBatch::not_asked);
        return;
    }
    answers = batch.item[item];
    const Routing& routing = routing_[item];
    for (std::size_t row = 0; row < batch.rows && routing.question != Routing::Question::none; ++row) {
        if (!shown(routing, batch, out, row)) answers[row] = ScoredBatch::not_asked;
    }
    // After a few items nearly everybody has answered something.
    if (std::memchr(out.respondent.data(), 0, batch.rows) == nullptr) return;
    for (std::size_t row = 0; row < batch.rows; ++row)
        out.respondent[row] |= static_cast<std::uint8_t>(gains_[item][place_of(answers[row])].answered);
}

void Scorer::score_competency(std::size_t competency, ScoredBatch& out) const {
    ScoredBatch::Competency& column = out.competencies[competency];
    column.outcome.assign(out.rows, Outcome::not_applicable);
    column.level.assign(out.rows, 0);
    column.score_0_100.assign(out.rows, 0);
    column.items_answered.assign(out.rows, 0);
    column.items_asked.assign(out.rows, 0);
    for (std::size_t row = 0; row < out.rows; ++row) {
        Gain sum;
        for (const std::size_t item : items_of_[competency]) {
            const Gain& gain = gains_[item][place_of(out.answer[item][row])];
            sum.points += gain.points;
            sum.asked = static_cast<std::uint16_t>(sum.asked + gain.asked);
            sum.answered = static_cast<std::uint16_t>(sum.answered + gain.answered);
            sum.unknown = static_cast<std::uint16_t>(sum.unknown + gain.unknown);
        }
        set_outcome(competency, sum, row, column);
    }
}

void Scorer::set_outcome(std::size_t competency, const Gain& sum, std::size_t row, ScoredBatch::Competency& column) const {
    column.items_asked[row] = sum.asked;
    column.items_answered[row] = sum.answered;
    if (sum.asked == 0) return;
    const ScoreTable& table = tables_[competency];
    if (sum.answered < table.least_answered[sum.asked]) {
        column.outcome[row] = sum.unknown > 0 ? Outcome::do_not_know : Outcome::missing;
        return;
    }
    const Score score = table.sums == 0 ? score_of(competency, sum.points, sum.answered)
                                        : table.scores[sum.answered * table.sums + static_cast<std::size_t>(sum.points)];
    column.outcome[row] = Outcome::scored;
    column.level[row] = score.level;
    column.score_0_100[row] = score.score_0_100;
}

void Scorer::score(const Batch& batch, ScoredBatch& out) const {
    out.rows = batch.rows;
    out.respondent.assign(batch.rows, 0);
    out.answer.resize(survey_.items().size());
    out.competencies.resize(items_of_.size());
    for (std::size_t item = 0; item < out.answer.size(); ++item) take_answers(item, batch, out);
    for (std::size_t competency = 0; competency < items_of_.size(); ++competency) score_competency(competency, out);
}

}  // namespace capgap
