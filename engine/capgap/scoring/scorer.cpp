#include <capgap/scoring/scorer.hpp>

#include <capgap/survey/scoring_key.hpp>

#include <algorithm>

namespace capgap {

Scorer::Scorer(const Survey& survey, const ScoringKey& key, const Codebook& codebook, std::size_t competencies)
    : survey_(survey), key_(key), items_of_(competencies) {
    for (std::size_t item = 0; item < survey.items().size(); ++item) {
        routing_.push_back(compile(survey.items()[item], codebook));
        if (const auto competency = survey.competency_of(item)) items_of_[*competency].push_back(item);
        std::vector<bool> scores;
        for (const Option& option : survey.scale_of(item).options) scores.push_back(option.score.has_value());
        has_score_.push_back(std::move(scores));
    }
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
    for (std::size_t row = 0; row < batch.rows; ++row) {
        if (routing.question != Routing::Question::none && !shown(routing, batch, out, row)) answers[row] = ScoredBatch::not_asked;
        if (answers[row] >= 0 && has_score_[item][static_cast<std::size_t>(answers[row])]) out.respondent[row] = 1;
    }
}

void Scorer::score_competency(std::size_t competency, ScoredBatch& out) const {
    ScoredBatch::Competency& column = out.competencies[competency];
    column.outcome.assign(out.rows, Outcome::not_applicable);
    column.level.assign(out.rows, 0);
    column.score_0_100.assign(out.rows, 0);
    column.items_answered.assign(out.rows, 0);
    column.items_asked.assign(out.rows, 0);
    for (std::size_t row = 0; row < out.rows; ++row) {
        std::int64_t points = 0;
        std::uint16_t asked = 0;
        std::uint16_t answered = 0;
        bool said_unknown = false;
        for (const std::size_t item : items_of_[competency]) {
            const std::int8_t code = out.answer[item][row];
            if (code == ScoredBatch::not_asked || code == Batch::not_applicable) continue;
            ++asked;
            said_unknown |= code == Batch::do_not_know;
            if (code < 0) continue;
            const std::int64_t gained = key_.points(item, static_cast<std::size_t>(code));
            if (gained < 0) continue;
            ++answered;
            points += gained;
        }
        column.items_asked[row] = asked;
        column.items_answered[row] = answered;
        if (asked == 0) continue;
        if (answered == 0 || !key_.enough(answered, asked)) {
            column.outcome[row] = said_unknown ? Outcome::do_not_know : Outcome::missing;
            continue;
        }
        column.outcome[row] = Outcome::scored;
        column.level[row] = static_cast<std::int8_t>(key_.level(competency, points, answered).value_or(0));
        column.score_0_100[row] = key_.score_0_100(competency, points, answered);
    }
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
