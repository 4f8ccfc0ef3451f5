#include <capgap/report/figures.hpp>

#include <capgap/report/sections.hpp>

#include <algorithm>

namespace capgap {

namespace {

ReportCell number_cell(std::string text) {
    ReportCell cell;
    if (text.empty()) return cell;
    cell.kind = ReportCell::Kind::number;
    cell.text = std::move(text);
    return cell;
}

ReportCell count_cell(const std::optional<std::int64_t>& count, const ReportView& view) {
    return number_cell(count ? phrase::number(*count, view.texts()) : "");
}

ReportCell people_cell(const std::optional<double>& people, const ReportView& view) {
    return number_cell(people ? phrase::about_people(*people, view.texts()) : "");
}

/// p * sum u; sum u is what the steps and their mean have between them.
std::optional<double> people_below(const ShownGap& gap) {
    if (gap.below_target_share.kind != ShownShare::Kind::value || !gap.person_levels_missing || gap.mean_shortfall_levels.value_or(0) <= 0) {
        return std::nullopt;
    }
    return gap.below_target_share.share * *gap.person_levels_missing / *gap.mean_shortfall_levels;
}

ReportColumn column(const ReportView& view, const char* title, const char* term) {
    ReportColumn out;
    out.title = view.say(title);
    out.term = term;
    return out;
}

bool any_share(const std::vector<const ShownChoice*>& choices) {
    return std::any_of(choices.begin(), choices.end(), [](const ShownChoice* row) { return row->share.kind != ShownShare::Kind::undefined; });
}

std::string why_not_shown(const ShownGroup& group, const ReportView& view) {
    if (!group.shown_in) return view.say("figures.suppressed");
    const Place& pool = view.tables().places[*group.shown_in];
    Group keys;
    keys.institution = pool.institution;
    keys.pool = pool.pool;
    return view.say("figures.pooled", {{"name", view.place_title(keys)}});
}

/// The id in the files of the people of a row without a breakdown; empty for others.
std::string institution_id(const Group& group, const ReportView& view) {
    if (group.profile != Group::everyone || group.dimension != Group::everyone) return {};
    return place_id(group, view.input().institutions);
}

}  // namespace

std::vector<ReportColumn> figure_columns(const ReportView& view) {
    std::vector<ReportColumn> out = {column(view, "whole.share", "columns.gaps.below_target_share")};
    out.front().interval_term = "columns.gaps.below_target_low";
    out.front().interval_title = view.say(view.volunteers() ? "whole.interval_volunteer" : "whole.interval");
    if (view.input().headcount) {
        out.push_back(column(view, "whole.possible", "columns.gaps.possible_low"));
        out.back().note = view.say("whole.possible_note");
    }
    out.push_back(column(view, "whole.scored", "columns.gaps.scored"));
    out.push_back(column(view, "whole.not_applicable", "columns.gaps.not_applicable"));
    out.push_back(column(view, "whole.do_not_know", "columns.gaps.do_not_know"));
    if (!view.weighted()) return out;
    out.push_back(column(view, "whole.people", "definitions.people"));
    out.back().note = view.say("whole.people_note");
    out.push_back(column(view, "whole.steps", "columns.gaps.person_levels_missing"));
    return out;
}

std::vector<ReportCell> figure_cells(const ShownGap* gap, std::size_t competency, GapCells& shares, const ReportView& view) {
    std::vector<ReportCell> out = {shares.cell(gap, competency)};
    if (gap == nullptr) return out;
    if (view.input().headcount) out.push_back(number_cell(gap->possible ? phrase::in_100(*gap->possible, view.texts()) : ""));
    out.push_back(count_cell(gap->scored, view));
    out.push_back(count_cell(gap->not_applicable, view));
    out.push_back(count_cell(gap->do_not_know, view));
    if (!view.weighted()) return out;
    out.push_back(people_cell(people_below(*gap), view));
    out.push_back(people_cell(gap->person_levels_missing, view));
    return out;
}

LevelShares::LevelShares(const ReportView& view) : view_(view) {
    for (const ShownChoice& row : view.tables().levels) rows_[{row.group, row.of}].push_back(&row);
}

std::vector<ReportShare> LevelShares::of(std::size_t group, std::size_t competency) const {
    const auto found = rows_.find({group, competency});
    if (found == rows_.end() || !any_share(found->second)) return {};
    std::vector<ReportShare> out(view_.input().framework.levels().size());
    for (const ShownChoice* row : found->second) {
        if (row->choice < out.size()) out[row->choice] = share_as_shown(row->share, view_);
    }
    return out;
}

ReportDistribution LevelShares::distribution() const {
    ReportDistribution out;
    out.caption = view_.say("levels.caption");
    out.head = view_.say("whole.competency");
    out.term = "columns.levels.share";
    const auto& levels = view_.input().framework.levels();
    for (std::size_t l = 0; l < levels.size(); ++l) {
        out.options.push_back(view_.say("levels.option", {{"level", std::to_string(l + 1)}, {"title", view_.in_language(levels[l].title)}}));
    }
    return out;
}

GroupFigures::GroupFigures(const ReportView& view) : view_(view), competencies_(view.assessed()), shares_(view), levels_(view) {
    figures_.title = view.say("figures.title");
    figures_.caption = view.say("figures.caption", {{"level", view.level_of_job()}});
    figures_.head = view.say("whole.competency");
    figures_.columns = figure_columns(view);
    figures_.competencies = competency_columns(view, competencies_);
    figures_.levels = levels_.distribution();
    figures_.levels_title = view.say("levels.title");
    figures_.below_title = view.say("figures.below");
    figures_.below_caption = view.say("figures.below_caption", {{"level", view.level_of_job()}});
    figures_.together = view.say("whole.row");
    add(ReportView::whole, view.place_title(view.tables().groups[ReportView::whole].keys));
}

ReportFigure GroupFigures::figure(std::size_t group, std::size_t competency) {
    const ShownGap* gap = view_.gap(group, competency);
    return {figure_cells(gap, competency, shares_, view_), shares_.remarks(gap, competency), levels_.of(group, competency)};
}

std::size_t GroupFigures::add(std::size_t group, const std::string& title, const std::string& note, int depth) {
    const auto [place, is_new] = index_.emplace(group, figures_.groups.size());
    if (!is_new) return place->second;
    const ShownGroup& shown = view_.tables().groups[group];
    ReportGroup made;
    made.institution = institution_id(shown.keys, view_);
    made.title = title;
    made.note = note;
    made.depth = depth;
    made.answered = answered_text(shown, view_);
    if (shown.suppressed) made.protection = why_not_shown(shown, view_);
    if (!made.institution.empty()) made.footer = footer_text(view_, made.answered);
    for (const std::size_t c : competencies_) made.figures.push_back(figure(group, c));
    if (!made.institution.empty() && !shown.keys.own_staff && shown.keys.pool == 0 && shown.keys.institution != Group::everyone) {
        institutions_.emplace(static_cast<std::size_t>(shown.keys.institution), figures_.groups.size());
    }
    figures_.groups.push_back(std::move(made));
    return place->second;
}

std::optional<std::size_t> GroupFigures::index_of(std::size_t institution) const {
    const auto found = institutions_.find(institution);
    return found == institutions_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<std::size_t> GroupFigures::page_of(std::size_t group) const {
    const auto found = index_.find(group);
    const bool has_page = found != index_.end() && !figures_.groups[found->second].institution.empty();
    return has_page ? std::optional(found->second) : std::nullopt;
}

ReportFigures GroupFigures::take() {
    figures_.legend = shares_.legend();
    figures_.notes = {interval_note(view_)};
    return std::move(figures_);
}

}  // namespace capgap
