#include <capgap/report/charts.hpp>

#include <capgap/report/gap_marks.hpp>
#include <capgap/report/phrases.hpp>

#include <algorithm>
#include <set>
#include <utility>

namespace capgap {

namespace {

/// Of a larger tie none stands out, and the heat map shows them all.
constexpr std::size_t most_charts_of_shares = 3;

class ChartMaker {
public:
    ChartMaker(const FinishedRound& round, const ReportHead& head, const Texts& texts)
        : round_(round), head_(head), texts_(texts), chosen_(choose_places(round, most_places_of_a_chart)) {}

    std::vector<Chart> make() {
        std::vector<Chart> out = {whole()};
        if (round_.named.size() <= most_charts_of_shares) {
            for (const std::string& id : round_.named) {
                if (const auto competency = round_.competency(id)) out.push_back(institutions(*competency));
            }
        }
        out.push_back(heat_map());
        return out;
    }

private:
    using Marks = std::vector<GapMark>;

    std::string say(std::string_view id) const { return texts_.say(id); }
    std::string title_of(std::size_t competency) const { return round_.competencies[competency].title.in(texts_.language()); }
    std::string caption(std::string_view id) const { return texts_.say(id, {{"level", level_of_job(round_, texts_)}}); }

    ChartShare share(const FinishedPlace& place, std::size_t competency) const {
        ChartShare out;
        out.institution = place.id;
        out.competency = round_.competencies[competency].id;
        const auto& gap = place.gaps[competency];
        out.printed = share_of(gap, texts_);
        if (!gap || out.printed.text.empty()) return out;
        out.share = gap->below_target_share.share;
        out.less = gap->below_target_share.kind == ShownShare::Kind::less_than;
        out.more = gap->below_target_share.kind == ShownShare::Kind::more_than;
        out.careful = gap->status == Status::low_response || gap->status == Status::indicative;
        out.interval = gap->below_target;
        out.possible = gap->possible;
        if (gap->scored) out.answers = phrase::number(*gap->scored, texts_);
        return out;
    }

    Chart begin(std::string id, std::string title, std::string caption) const {
        Chart out;
        out.id = std::move(id);
        out.language = head_.language;
        out.title = std::move(title);
        out.caption = std::move(caption);
        return out;
    }

    /// What must be said where the picture stands alone.
    void finish(Chart& chart, bool of_places) const {
        for (const ReportBanner& banner : head_.banners) chart.notes.push_back(banner.title + ". " + banner.text);
        if (of_places) {
            chart.notes.push_back(say("institutions.note_order") + ' ' + say("institutions.note_need"));
            if (chosen_.cut) chart.notes.push_back(cut_note(round_, chosen_.places, texts_));
        }
        chart.notes.push_back(say(round_.volunteers ? "chart.interval_volunteer" : round_.calibrated ? "chart.interval_measured" : "chart.interval"));
        chart.notes.push_back(head_.footer);
        chart.notes.push_back(texts_.say("brief.hash", {{"hash", round_.sha256}}));
    }

    void explain(RangeChart& drawn) const {
        const auto any = [&drawn](auto holds) {
            return std::any_of(drawn.rows.begin(), drawn.rows.end(), [&holds](const RangeChart::Row& row) { return holds(row.share); });
        };
        const auto plain = [](const ChartShare& one) { return one.share && !one.less && !one.more; };
        drawn.answers_title = say("chart.answers");
        if (any([&](const ChartShare& one) { return plain(one) && !one.careful; })) drawn.dot = say("chart.dot");
        if (any([&](const ChartShare& one) { return plain(one) && one.careful; })) drawn.ring = say("chart.ring");
        if (any([](const ChartShare& one) { return one.interval && has_width(*one.interval); }))
            drawn.line = say(round_.volunteers ? "chart.line_volunteer" : "chart.line");
        if (any([](const ChartShare& one) { return one.possible.has_value(); })) drawn.bar = say("chart.bar");
        if (any([](const ChartShare& one) { return one.less || one.more; })) drawn.bound = say("chart.bound");
        if (any([](const ChartShare& one) { return !one.share; })) drawn.hidden = say("chart.hidden");
    }

    std::string in_words(const Chart& chart, const RangeChart& drawn) const {
        std::vector<std::string> values;
        for (const RangeChart::Row& row : drawn.rows) {
            const std::string shown = row.share.share ? row.share.printed.text : in_one_sentence(row.share.printed.words, texts_);
            values.push_back(texts_.say("chart.value", {{"title", row.title}, {"share", shown}}));
        }
        return texts_.say("chart.describe_range", {{"title", chart.title}, {"caption", chart.caption}, {"values", in_one_sentence(values, texts_)}});
    }

    Chart whole() const {
        Chart out = begin("whole", say("chart.whole"), caption("whole.caption"));
        RangeChart drawn;
        for (std::size_t c = 0; c < round_.competencies.size(); ++c) {
            const FinishedPlace& place = round_.places.front();
            const bool doubtful = round_.competencies[c].unreliable();
            std::string note = doubtful ? say("quality.alpha_very_low") : "";
            if (place.gaps[c]) drawn.rows.push_back({title_of(c), std::move(note), 0, share(place, c)});
        }
        explain(drawn);
        out.description = in_words(out, drawn);
        out.drawn = std::move(drawn);
        finish(out, false);
        return out;
    }

    Chart institutions(std::size_t competency) const {
        Chart out = begin("institutions-" + round_.competencies[competency].id,
                          texts_.say("chart.place", {{"title", phrase::quoted(title_of(competency), texts_)}}), caption("institutions.caption"));
        RangeChart drawn;
        for (const FinishedPlace* place : chosen_.places) {
            drawn.rows.push_back(
                {round_.title(*place, head_, texts_), place->own_staff() ? say("report.own_staff") : "", place->depth, share(*place, competency)});
        }
        explain(drawn);
        out.description = in_words(out, drawn);
        out.drawn = std::move(drawn);
        finish(out, true);
        return out;
    }

    Chart heat_map() {
        Chart out = begin("heat-map", say("chart.heat"), caption("institutions.caption"));
        HeatMap drawn;
        for (std::size_t c = 0; c < round_.competencies.size(); ++c) drawn.columns.push_back(title_of(c));
        for (const FinishedPlace* place : chosen_.places) {
            HeatMap::Row& row = drawn.rows.emplace_back();
            row.title = round_.title(*place, head_, texts_);
            row.note = place->own_staff() ? say("report.own_staff") : "";
            row.depth = place->depth;
            for (std::size_t c = 0; c < round_.competencies.size(); ++c) row.cells.push_back(cell(*place, c));
        }
        drawn.legend = legend();
        out.description = texts_.say("chart.describe_heat", {{"title", out.title}, {"caption", out.caption}});
        out.drawn = std::move(drawn);
        finish(out, true);
        return out;
    }

    HeatMap::Cell cell(const FinishedPlace& place, std::size_t competency) {
        HeatMap::Cell out;
        out.share = share(place, competency);
        const auto& gap = place.gaps[competency];
        for (const GapMark mark : marks_of(gap ? &*gap : nullptr)) {
            used_.insert(mark);
            if (mark != GapMark::bound || !out.share.share) out.mark += sign_of(mark);
        }
        out.hidden = gap && !out.share.share;
        if (!gap || gap->below_target_share.kind != ShownShare::Kind::value) return out;
        const FinishedPlace& whole = round_.places.front();
        const bool of_whole = &place == &whole;
        const auto& gap_of_whole = whole.gaps[competency];
        std::optional<double> share_of_whole;
        if (gap_of_whole && gap_of_whole->below_target_share.kind == ShownShare::Kind::value) share_of_whole = gap_of_whole->below_target_share.share;
        const bool different = !of_whole && compare_with_whole(*gap, share_of_whole) == Comparison::different;
        if (of_whole || different) out.shade = shade_of(*out.share.share);
        if (!of_whole) (different ? filled_ : pale_) = true;
        return out;
    }

    std::vector<LegendEntry> legend() const {
        std::vector<LegendEntry> out;
        if (filled_) out.push_back({"", std::nullopt, say(round_.volunteers ? "marks.filled_volunteer" : "marks.filled")});
        for (int shade = 1; filled_ && shade <= ReportCell::max_shade; ++shade) {
            const int low = (shade - 1) * 100 / ReportCell::max_shade;
            const int high = shade * 100 / ReportCell::max_shade - (shade < ReportCell::max_shade ? 1 : 0);
            out.push_back({"", shade, texts_.say("format.interval", {{"low", std::to_string(low)}, {"high", std::to_string(high)}})});
        }
        if (pale_) out.push_back({"", std::nullopt, say("marks.pale")});
        for (const GapMark mark : used_) out.push_back({sign_of(mark), std::nullopt, say(std::string("marks.") + name_of(mark))});
        return out;
    }

    const FinishedRound& round_;
    const ReportHead& head_;
    const Texts& texts_;
    ChosenFinished chosen_;
    std::set<GapMark> used_;
    bool filled_ = false;
    bool pale_ = false;
};

}  // namespace

std::vector<Chart> make_charts(const FinishedRound& round, const ReportHead& head, const Texts& texts) {
    return ChartMaker(round, head, texts).make();
}

}  // namespace capgap
