#include <capgap/report/opening.hpp>

#include <capgap/report/barriers.hpp>

#include <algorithm>

namespace capgap {

namespace {

using phrase::ceil_in_100;
using phrase::floor_in_100;
using phrase::number;

/// More than so many titles tire a reader, who is told their number instead.
constexpr std::size_t most_titles = 4;

std::vector<std::string> quoted_titles(const std::vector<std::size_t>& competencies, const ReportView& view) {
    std::vector<std::string> titles;
    titles.reserve(competencies.size());
    for (const std::size_t c : competencies) titles.push_back(view.quoted_competency(c));
    return titles;
}

std::string range_of(std::int64_t low, std::int64_t high, const ReportView& view) {
    if (low == high) return number(low, view.texts());
    return view.say("format.range", {{"low", number(low, view.texts())}, {"high", number(high, view.texts())}});
}

// ---- who spoke

/// In a pool that is shown.
bool is_shown_with_others(const ShownGroup& group, const ReportView& view) {
    if (!group.shown_in) return false;
    const Place& pool = view.tables().places[*group.shown_in];
    const auto places = view.places();
    return std::any_of(places.begin(), places.end(), [&](std::size_t g) {
        const ShownGroup& one = view.tables().groups[g];
        return one.keys.institution == pool.institution && one.keys.pool == pool.pool && one.keys.own_staff == pool.own_staff && !one.suppressed;
    });
}

/// Institutions that are shown together with others, or are not shown at all.
std::int64_t institutions_not_shown(const ReportView& view, bool pooled) {
    std::int64_t hidden = 0;
    for (const std::size_t g : view.places()) {
        const ShownGroup& group = view.tables().groups[g];
        const bool nobody_works_there = group.keys.headcount == std::int64_t{0};
        const bool institution = !group.keys.own_staff && group.keys.pool == 0;
        if (g != ReportView::whole && group.suppressed && institution && !nobody_works_there && is_shown_with_others(group, view) == pooled) ++hidden;
    }
    return hidden;
}

std::string who_spoke(const ReportView& view) {
    const ReportInput& input = view.input();
    if (view.too_few_people()) return view.say("opening.who.too_few", {{"min_cell", std::to_string(input.assessment.min_cell)}});
    const auto told = [&view](const char* id, bool pooled) {
        const std::int64_t count = view.whole_hidden() ? 0 : institutions_not_shown(view, pooled);
        return count > 0 ? view.texts().say_count(id, count) : std::string();
    };
    Texts::Values values = {{"answered", number(view.respondents(), view.texts())},
                            {"institutions", view.texts().say_count("opening.institutions", static_cast<std::int64_t>(input.institutions.size()))},
                            {"protected", told("opening.who.pooled", true) + told("opening.who.protected", false)}};
    const bool volunteers = view.volunteers();
    if (!input.headcount || *input.headcount == 0) return view.say(volunteers ? "opening.who.volunteers" : "opening.who.unknown_total", values);
    values.emplace_back("staff", number(*input.headcount, view.texts()));
    if (view.everyone_answered()) return view.say("opening.who.everyone", values);
    const double rate = static_cast<double>(view.respondents()) / static_cast<double>(*input.headcount);
    values.emplace_back("share", phrase::in_100(rate, view.texts()));
    return view.say(volunteers ? "opening.who.some_volunteers" : "opening.who.some", values);
}

// ---- the finding

/// The shares of one or several competencies of the whole as one phrase.
class SharePhrase {
public:
    SharePhrase(const std::vector<std::size_t>& competencies, const ReportView& view) : view_(view) {
        for (const std::size_t c : competencies) rows_.push_back(view.gap(ReportView::whole, c));
    }

    std::string share() const {
        const bool counted = std::all_of(rows_.begin(), rows_.end(), [](const ShownGap* row) { return !row->n_effective && row->below_target; });
        const Texts::Values values = {{"share", counted ? figure() : about()}, {"n", people()}};
        if (counted && view_.everyone_answered()) return view_.say("opening.finding.share_everyone", values);
        return view_.say(view_.weighted() ? "opening.finding.share_weighted" : "opening.finding.share_plain", values);
    }

    /// What would hold if all who stayed silent were at their level; the low end of the possible range.
    std::string weakest() const {
        if (view_.everyone_answered()) return view_.say("opening.finding.weakest_everyone");
        if (!view_.input().headcount) return view_.say("opening.finding.weakest_unknown");
        int low = 100;
        int high = 0;
        for (const ShownGap* row : rows_) {
            if (!row->possible) return {};
            low = std::min(low, floor_in_100(row->possible->low));
            high = std::max(high, floor_in_100(row->possible->low));
        }
        return view_.say("opening.finding.weakest", {{"low", range_of(low, high, view_)}});
    }

private:
    bool all(ShownShare::Kind kind) const {
        return std::all_of(rows_.begin(), rows_.end(), [kind](const ShownGap* row) { return row->below_target_share.kind == kind; });
    }

    static int low_end(const ShownGap& row) {
        switch (row.below_target_share.kind) {
            case ShownShare::Kind::less_than: return 0;
            case ShownShare::Kind::more_than: return floor_in_100(row.below_target_share.share);
            default: return phrase::rounded_in_100(row.below_target_share.share, row.below_target);
        }
    }

    static int high_end(const ShownGap& row) {
        switch (row.below_target_share.kind) {
            case ShownShare::Kind::less_than: return ceil_in_100(row.below_target_share.share);
            case ShownShare::Kind::more_than: return 100;
            default: return phrase::rounded_in_100(row.below_target_share.share, row.below_target);
        }
    }

    int lowest() const {
        int low = 100;
        for (const ShownGap* row : rows_) low = std::min(low, low_end(*row));
        return low;
    }

    int highest() const {
        int high = 0;
        for (const ShownGap* row : rows_) high = std::max(high, high_end(*row));
        return high;
    }

    std::string figure() const { return range_of(lowest(), highest(), view_); }

    std::string about() const {
        if (all(ShownShare::Kind::less_than)) return view_.say("opening.finding.fewer", {{"number", std::to_string(highest())}});
        if (all(ShownShare::Kind::more_than)) return view_.say("opening.finding.more", {{"number", std::to_string(lowest())}});
        return view_.say("opening.finding.about", {{"number", figure()}});
    }

    std::string people() const {
        std::int64_t least = rows_.front()->scored.value_or(0);
        std::int64_t most = least;
        for (const ShownGap* row : rows_) {
            least = std::min(least, row->scored.value_or(0));
            most = std::max(most, row->scored.value_or(0));
        }
        return range_of(least, most, view_);
    }

    const ReportView& view_;
    std::vector<const ShownGap*> rows_;
};

std::string measured(const ReportView& view) {
    const ProfilesContent& targets = view.input().profiles.content();
    if (!targets.approved) return view.say("opening.finding.measured_proposed");
    return view.say("opening.finding.measured_approved", {{"by", targets.approved_by}, {"on", phrase::date(targets.approved_on, view.texts())}});
}

std::string next_phrase(const std::vector<std::size_t>& next, const ReportView& view) {
    if (next.empty()) return {};
    if (next.size() > most_titles) return view.say("opening.finding.next.many", {{"count", std::to_string(next.size())}});
    return view.say(next.size() == 1 ? "opening.finding.next.one" : "opening.finding.next.other",
                    {{"titles", phrase::list_of(quoted_titles(next, view), view.texts())}});
}

std::string unreliable_phrase(const std::vector<std::size_t>& left_out, const ReportView& view) {
    if (left_out.empty()) return {};
    return view.say(left_out.size() == 1 ? "opening.finding.unreliable.one" : "opening.finding.unreliable.other",
                    {{"titles", phrase::list_of(quoted_titles(left_out, view), view.texts())},
                     {"alpha", phrase::decimal(ReportView::alpha_very_low, 1, view.texts())}});
}

std::string main_finding(const NamedGaps& named, bool low_response, const ReportView& view) {
    const SharePhrase phrase(named.first, view);
    Texts::Values values = {{"measured", measured(view)},
                            {"level", view.level_of_job()},
                            {"share", phrase.share()},
                            {"weakest", phrase.weakest()},
                            {"next", low_response ? "" : next_phrase(named.next, view)}};
    const bool highest = named.first_is_highest && !low_response;
    values.emplace_back("subject", view.say(highest ? "opening.finding.subject_most" : "opening.finding.subject_plain"));
    if (named.first.size() > most_titles) {
        values.emplace_back("count", std::to_string(named.first.size()));
        return view.say("opening.finding.tie_many", values);
    }
    values.emplace_back("titles", phrase::list_of(quoted_titles(named.first, view), view.texts()));
    return view.say(named.first.size() == 1 ? "opening.finding.one" : "opening.finding.tie", values);
}

std::string finding(const NamedGaps& named, const ReportView& view) {
    if (view.whole_hidden()) {
        if (view.too_few_people() || !view.input().headcount) return view.say("opening.finding.too_few_people");
        return view.say("opening.finding.too_few",
                        {{"answered", number(view.respondents(), view.texts())}, {"staff", number(*view.input().headcount, view.texts())}});
    }
    if (named.first.empty()) {
        if (named.unreliable.empty()) return view.say("opening.finding.hidden");
        return view.say("opening.finding.all_unreliable", {{"alpha", phrase::decimal(ReportView::alpha_very_low, 1, view.texts())}});
    }
    const bool low_response = std::any_of(named.first.begin(), named.first.end(),
                                          [&](std::size_t c) { return view.gap(ReportView::whole, c)->status == Status::low_response; });
    std::string text = main_finding(named, low_response, view);
    if (low_response) text += view.say("opening.finding.low_response");
    if (view.volunteers()) text += view.say("opening.finding.volunteers");
    return text + unreliable_phrase(named.unreliable, view);
}

// ---- where training comes second

std::string barrier_phrase(const Barriers::Element& element, const ReportView& view) {
    const ReportEnvironment& environment = view.input().environments[element.instrument];
    const bool approved = environment.profiles.content().approved;
    return view.texts().say_count(
        "opening.barriers.element", element.institutions,
        {{"title", phrase::quoted(view.in_language(environment.framework.competencies()[element.element].title), view.texts())},
         {"status", view.say(approved ? "opening.barriers.status_approved" : "opening.barriers.status_proposed")}});
}

std::optional<std::string> barriers(const NamedGaps& named, const ReportView& view) {
    const auto found = Barriers::of(view, named.first);
    if (!found) return std::nullopt;
    const std::string all = number(found->institutions_answered, view.texts());
    if (found->institutions_lacking == 0)
        return view.say(named.first.empty() ? "opening.barriers.none_any" : "opening.barriers.none", {{"all", all}});
    constexpr std::size_t results_left = 2;  // three in a sentence, and the number of institutions is one
    std::vector<std::string> elements;
    for (const Barriers::Element& element : found->most_frequent(results_left)) elements.push_back(barrier_phrase(element, view));
    Texts::Values values = {
        {"count", number(found->institutions_lacking, view.texts())}, {"all", all}, {"elements", phrase::list_of(elements, view.texts())}};
    if (named.first.empty()) return view.say("opening.barriers.any", values);
    if (named.first.size() > 1) return view.say("opening.barriers.named", values);
    values.emplace_back("titles", view.quoted_competency(named.first.front()));
    return view.say("opening.barriers.named_one", values);
}

/// The tie groups of the whole, highest first.
std::vector<std::vector<std::size_t>> tie_groups(const ReportView& view) {
    std::vector<std::vector<std::size_t>> groups;
    int current = 0;
    for (const OrderedGap& gap : view.tables().order) {
        if (groups.empty() || gap.tie_group != current) groups.emplace_back();
        current = gap.tie_group;
        groups.back().push_back(gap.competency);
    }
    return groups;
}

}  // namespace

NamedGaps named_gaps(const ReportView& view) {
    NamedGaps named;
    if (view.whole_hidden()) return named;
    for (const auto& group : tie_groups(view)) {
        std::vector<std::size_t> usable;
        for (const std::size_t c : group) {
            const ShownGap* row = view.gap(ReportView::whole, c);
            const bool shown = row != nullptr && row->status != Status::suppressed && row->status != Status::pooled &&
                               row->below_target_share.kind != ShownShare::Kind::undefined;
            if (view.unreliable(c)) {
                named.unreliable.push_back(c);
            } else if (shown) {
                usable.push_back(c);
            }
            if (named.first.empty() && (view.unreliable(c) || !shown)) named.first_is_highest = false;
        }
        if (usable.empty()) continue;
        if (!named.first.empty()) {
            named.next = std::move(usable);
            break;
        }
        named.first = std::move(usable);
    }
    return named;
}

std::vector<OpeningSentence> opening_sentences(const ReportView& view) {
    using Kind = OpeningSentence::Kind;
    const NamedGaps named = named_gaps(view);
    std::vector<OpeningSentence> sentences;
    sentences.push_back({Kind::who_spoke, view.say("opening.heading.who_spoke"), who_spoke(view)});
    sentences.push_back({Kind::finding, view.say("opening.heading.finding"), finding(named, view)});
    if (const auto text = barriers(named, view)) sentences.push_back({Kind::barriers, view.say("opening.heading.barriers"), *text});
    sentences.push_back(
        {Kind::limits, view.say("opening.heading.limits"), view.say(view.approved() ? "opening.limits.approved" : "opening.limits.proposed")});
    return sentences;
}

}  // namespace capgap
