#include <capgap/report/finished_cells.hpp>

#include <capgap/report/gap_marks.hpp>
#include <capgap/report/phrases.hpp>

#include <algorithm>

namespace capgap {

namespace {

std::string bound_text(const ShownShare& share, const Texts& texts) {
    const bool less = share.kind == ShownShare::Kind::less_than;
    const int bound = less ? phrase::ceil_in_100(share.share) : phrase::floor_in_100(share.share);
    return texts.say(less ? "format.less_than" : "format.more_than", {{"number", std::to_string(bound)}});
}

/// Whether the gap can be named as a place's most frequent one, as the opening of the report names one of the whole: shown, people enough behind it,
/// and questions that hang together.
bool may_be_named(const FinishedRound& round, const FinishedPlace& place, std::size_t competency) {
    const auto& gap = place.gaps[competency];
    if (round.competencies[competency].unreliable() || !gap || gap->scored.value_or(0) < round.min_cell) return false;
    if (gap->status == Status::suppressed || gap->status == Status::pooled) return false;
    return gap->below_target_share.kind == ShownShare::Kind::value || gap->below_target_share.kind == ShownShare::Kind::more_than;
}

}  // namespace

FinishedShare share_of(const std::optional<FinishedGap>& gap, const Texts& texts) {
    FinishedShare out;
    for (const GapMark mark : marks_of(gap ? &*gap : nullptr)) out.words.push_back(texts.say(std::string("marks.spoken.") + name_of(mark)));
    if (!gap) return out;
    const ShownShare& share = gap->below_target_share;
    if (share.kind == ShownShare::Kind::undefined) return out;
    const bool value = share.kind == ShownShare::Kind::value;
    out.text = value ? phrase::in_100(share.share, texts) : bound_text(share, texts);
    if (value && gap->below_target && has_width(*gap->below_target)) out.interval = phrase::in_100(*gap->below_target, texts);
    return out;
}

std::string in_one_sentence(const std::vector<std::string>& parts, const Texts& texts) {
    std::string out;
    for (const std::string& part : parts) {
        if (!part.empty()) out = out.empty() ? part : texts.say("advice.reason.next", {{"list", out}, {"next", part}});
    }
    return out;
}

std::string level_of_job(const FinishedRound& round, const Texts& texts) {
    return texts.say(round.approved ? "targets.of_job.approved" : "targets.of_job.proposed");
}

std::string answered_of(const FinishedPlace& place, const Texts& texts) {
    const auto number = [&texts](std::int64_t n) { return phrase::number(n, texts); };
    if (!place.respondents) return place.headcount ? texts.say("institutions.answered_hidden", {{"staff", number(*place.headcount)}}) : "";
    if (!place.headcount) return number(*place.respondents);
    return texts.say("institutions.answered_of", {{"answered", number(*place.respondents)}, {"staff", number(*place.headcount)}});
}

std::string note_of(const FinishedRound& round, const FinishedPlace& place, const ReportHead& head, const Texts& texts) {
    std::vector<std::string> notes;
    if (place.own_staff()) notes.push_back(texts.say("report.own_staff"));
    for (const PoolTitle& pool : head.pools) {
        if (pool.id == place.id) notes.push_back(pool.members);
    }
    const auto in_a_pool = std::find_if(place.gaps.begin(), place.gaps.end(),
                                        [](const auto& gap) { return gap && gap->status == Status::pooled && !gap->shown_in.empty(); });
    if (in_a_pool != place.gaps.end()) {
        const std::string& id = (*in_a_pool)->shown_in;
        const auto pool = std::find_if(round.places.begin(), round.places.end(), [&id](const FinishedPlace& one) { return one.id == id; });
        if (pool != round.places.end()) notes.push_back(texts.say("report.shown_in", {{"name", round.title(*pool, head, texts)}}));
    } else if (place.hidden()) {
        notes.push_back(texts.say("marks.suppressed"));
    }
    return in_one_sentence(notes, texts);
}

ChosenFinished choose_places(const FinishedRound& round, std::size_t most) {
    ChosenFinished all;
    for (const FinishedPlace& place : round.places) all.places.push_back(&place);
    if (all.places.size() <= most) return all;
    ChosenFinished out{{}, true};
    for (int deepest = 0;; ++deepest) {
        std::vector<const FinishedPlace*> within;
        for (const FinishedPlace* place : all.places) {
            if (place->depth <= deepest) within.push_back(place);
        }
        if (within.size() > most) break;
        out.places = std::move(within);
    }
    if (out.places.size() < 2) out.places.assign(all.places.begin(), all.places.begin() + static_cast<std::ptrdiff_t>(most));
    return out;
}

std::string cut_note(const FinishedRound& round, const std::vector<const FinishedPlace*>& shown, const Texts& texts) {
    std::vector<const FinishedPlace*> all;
    for (const FinishedPlace& place : round.places) all.push_back(&place);
    return texts.say_count("brief.institutions.cut", round.institutions_among(shown),
                           {{"all", phrase::number(round.institutions_among(all), texts)}});
}

MostReported most_reported(const FinishedRound& round, const FinishedPlace& place) {
    MostReported out;
    for (std::size_t c = 0; c < place.gaps.size(); ++c) {
        if (!may_be_named(round, place, c)) continue;
        out.low_response = out.low_response || place.gaps[c]->status == Status::low_response;
        if (!out.competency || place.gaps[c]->below_target_share.share > place.gaps[*out.competency]->below_target_share.share) out.competency = c;
    }
    if (!out.competency || out.low_response) return {std::nullopt, 0, out.low_response};
    // Without an interval nothing is known of how far it reaches.
    const auto low = [](const FinishedGap& gap) { return gap.below_target ? gap.below_target->low : 0; };
    const auto high = [](const FinishedGap& gap) { return gap.below_target ? gap.below_target->high : 1; };
    for (std::size_t c = 0; c < place.gaps.size(); ++c) {
        if (c != *out.competency && may_be_named(round, place, c) && high(*place.gaps[c]) >= low(*place.gaps[*out.competency])) ++out.others;
    }
    return out;
}

}  // namespace capgap
