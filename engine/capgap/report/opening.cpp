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

/// With fewer people a share is an indication only; methods.md section 7.
constexpr std::int64_t indicative_below = 30;

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
    if (view.too_few_people()) return view.texts().say_count("opening.who.too_few", input.assessment.min_cell);
    const auto told = [&view](const char* id, bool pooled) {
        const std::int64_t count = view.whole_hidden() ? 0 : institutions_not_shown(view, pooled);
        return count > 0 ? view.texts().say_count(id, count) : std::string();
    };
    Texts::Values values = {{"institutions", view.texts().say_count("opening.institutions", static_cast<std::int64_t>(input.institutions.size()))},
                            {"protected", told("opening.who.pooled", true) + told("opening.who.protected", false)}};
    const bool volunteers = view.volunteers();
    const std::string who = view.tested() ? "opening.who_tests." : "opening.who.";
    const auto said = [&](const char* id, std::int64_t count) { return view.texts().say_count(who + id, count, values); };
    if (!input.headcount || *input.headcount == 0) return said(volunteers ? "volunteers" : "unknown_total", view.respondents());
    if (view.everyone_answered()) return said("everyone", *input.headcount);
    values.emplace_back("staff", number(*input.headcount, view.texts()));
    const double rate = static_cast<double>(view.respondents()) / static_cast<double>(*input.headcount);
    values.emplace_back("share", phrase::in_100(rate, view.texts()));
    return said(volunteers ? "some_volunteers" : "some", view.respondents());
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

std::string alpha_limit(const ReportView& view) {
    return phrase::decimal(ReportView::alpha_very_low, 1, view.texts());
}

/// Why competencies that stand above the named ones are not named.
std::string left_out_phrase(const char* id, const std::vector<std::size_t>& left_out, const ReportView& view) {
    if (left_out.empty()) return {};
    return view.texts().say_count(id, static_cast<std::int64_t>(left_out.size()),
                                  {{"titles", phrase::list_of(quoted_titles(left_out, view), view.texts())},
                                   {"alpha", alpha_limit(view)},
                                   {"least", number(view.input().assessment.min_cell, view.texts())}});
}

std::string nothing_named(const NamedGaps& named, const ReportView& view) {
    if (named.unreliable.empty()) return view.say("opening.finding.hidden");
    const bool all = named.unreliable.size() == view.assessed().size();
    return view.say(all ? "opening.finding.all_unreliable" : "opening.finding.all_left_out", {{"alpha", alpha_limit(view)}});
}

/// What is compared with nothing is not said to be tied either.
const char* finding_id(std::size_t competencies, bool low_response) {
    if (competencies > most_titles) return low_response ? "opening.finding.several_many" : "opening.finding.tie_many";
    if (competencies == 1) return "opening.finding.single";
    return low_response ? "opening.finding.several" : "opening.finding.tie";
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
    values.emplace_back("count", std::to_string(named.first.size()));
    values.emplace_back("titles", phrase::list_of(quoted_titles(named.first, view), view.texts()));
    return view.say(finding_id(named.first.size(), low_response), values);
}

/// How carefully the finding is to be read.
std::string reserves(const NamedGaps& named, bool low_response, const ReportView& view) {
    std::string text;
    if (low_response) text += view.say("opening.finding.low_response");
    const bool indicative = std::any_of(named.first.begin(), named.first.end(),
                                        [&](std::size_t c) { return view.gap(ReportView::whole, c)->scored.value_or(0) < indicative_below; });
    if (indicative) {
        text += view.texts().say_count("opening.finding.indicative", static_cast<std::int64_t>(named.first.size()),
                                       {{"least", std::to_string(indicative_below)}});
    }
    if (view.volunteers()) text += view.say("opening.finding.volunteers");
    return text;
}

std::string finding(const NamedGaps& named, const ReportView& view) {
    if (view.whole_hidden()) {
        if (view.too_few_people() || !view.input().headcount) return view.say("opening.finding.too_few_people");
        return view.say("opening.finding.too_few",
                        {{"answered", number(view.respondents(), view.texts())}, {"staff", number(*view.input().headcount, view.texts())}});
    }
    if (named.first.empty()) return nothing_named(named, view);
    const bool low_response = std::any_of(named.first.begin(), named.first.end(),
                                          [&](std::size_t c) { return view.gap(ReportView::whole, c)->status == Status::low_response; });
    return main_finding(named, low_response, view) + reserves(named, low_response, view) + left_out_phrase("opening.finding.few", named.few, view) +
           left_out_phrase("opening.finding.unreliable", named.unreliable, view);
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

std::string course_in(const std::vector<std::size_t>& named, const ReportView& view) {
    if (named.empty()) return view.say("opening.barriers.course.any");
    if (named.size() > 1) return view.say("opening.barriers.course.named");
    return view.say("opening.barriers.course.named_one", {{"titles", view.quoted_competency(named.front())}});
}

std::optional<std::string> barriers(const NamedGaps& named, const ReportView& view) {
    const auto found = Barriers::of(view, named.first);
    if (!found) return std::nullopt;
    if (found->institutions_lacking == 0) {
        const char* course = named.first.empty() ? "opening.barriers.course.none" : "opening.barriers.course.named";
        return view.texts().say_count("opening.barriers.none", found->institutions_answered, {{"course", view.say(course)}});
    }
    constexpr std::size_t results_left = 2;  // three in a sentence, and the number of institutions is one
    std::vector<std::string> elements;
    for (const Barriers::Element& element : found->most_frequent(results_left)) elements.push_back(barrier_phrase(element, view));
    return view.texts().say_part("opening.barriers.lacking", found->institutions_lacking, found->institutions_answered,
                                 {{"course", course_in(named.first, view)}, {"elements", phrase::list_of(elements, view.texts())}});
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
            const bool few = shown && row->scored.value_or(0) < view.input().assessment.min_cell;
            if (view.unreliable(c)) {
                named.unreliable.push_back(c);
            } else if (few) {
                named.few.push_back(c);
            } else if (shown) {
                usable.push_back(c);
            }
            if (named.first.empty() && (view.unreliable(c) || few || !shown)) named.first_is_highest = false;
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
