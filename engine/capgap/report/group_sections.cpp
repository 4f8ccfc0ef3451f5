#include <capgap/report/figures.hpp>
#include <capgap/report/sections.hpp>

#include <algorithm>

namespace capgap {

namespace {

ReportCell text_cell(std::string text, ReportCell::Kind kind) {
    ReportCell cell;
    cell.kind = kind;
    cell.text = std::move(text);
    return cell;
}

ReportCell answered_cell(const ShownGroup& group, const ReportView& view) {
    const auto number = [&](std::int64_t n) { return phrase::number(n, view.texts()); };
    const auto& headcount = group.keys.headcount;
    if (group.suppressed) {
        if (!headcount) return {};
        return text_cell(view.say("institutions.answered_hidden", {{"staff", number(*headcount)}}), ReportCell::Kind::number);
    }
    if (!headcount) return text_cell(number(group.keys.respondents), ReportCell::Kind::number);
    return text_cell(view.say("institutions.answered_of", {{"answered", number(group.keys.respondents)}, {"staff", number(*headcount)}}),
                     ReportCell::Kind::number);
}

/// What stands behind the name of a place.
std::string place_note(const ShownGroup& group, const ReportView& view) {
    if (group.keys.pool > 0) return view.pool_members(group.keys);
    const std::string own = group.keys.own_staff ? view.say("report.own_staff") : "";
    const std::string shown_in = view.shown_in(group);
    return own.empty() || shown_in.empty() ? own + shown_in : own + "; " + shown_in;
}

/// The parts that all tables of groups by competencies share.
class GroupTable {
public:
    GroupTable(const ReportView& view, GroupFigures& figures, std::string id, const std::string& caption, const std::string& head)
        : view_(view), figures_(figures), competencies_(view.assessed()), cells_(view) {
        table_.id = std::move(id);
        table_.caption = view.say(caption, {{"level", view.level_of_job()}});
        table_.head = view.say(head);
        table_.term = "columns.gaps.below_target_share";
        table_.columns.emplace_back();
        table_.columns.back().title = view.say("institutions.answered");
        table_.columns.back().term = "columns.gaps.respondents";
        for (ReportColumn& column : competency_columns(view, competencies_)) table_.columns.push_back(std::move(column));
    }

    void heading(std::string title) { table_.rows.push_back({std::move(title), "", 0, true, {}}); }

    void row(std::size_t group, std::string title, std::string note, int depth) {
        ReportRow row{std::move(title), std::move(note), depth, false, {answered_cell(view_.tables().groups[group], view_)}};
        for (ReportCell& cell : cells_.row(group, competencies_)) row.cells.push_back(std::move(cell));
        // With whom pooled people are shown is said on their page by itself.
        const ShownGroup& shown = view_.tables().groups[group];
        const std::string own = shown.keys.own_staff ? view_.say("report.own_staff") : "";
        row.group = figures_.add(group, row.title, shown.shown_in ? own : row.note, depth);
        table_.rows.push_back(std::move(row));
    }

    ReportTable finish() {
        table_.legend = cells_.legend();
        table_.notes = {interval_note(view_)};
        return std::move(table_);
    }

private:
    const ReportView& view_;
    GroupFigures& figures_;
    std::vector<std::size_t> competencies_;
    GapCells cells_;
    ReportTable table_;
};

struct ChosenPlaces {
    std::vector<std::size_t> groups;
    std::string note;  ///< empty where all are shown
};

/// All places; or, where they are too many, whole depths of the tree from the top as far as they fit; or at least the first ones.
ChosenPlaces choose_places(const ReportView& view) {
    const auto places = view.places();
    if (places.size() <= most_institutions) return {places, ""};
    const auto cut = [&](const char* id, std::vector<std::size_t> shown) {
        const std::string all = phrase::number(view.institutions_among(places), view.texts());
        std::string note = view.texts().say_count(id, view.institutions_among(shown), {{"all", all}});
        return ChosenPlaces{std::move(shown), std::move(note)};
    };
    std::vector<std::size_t> chosen;
    for (int deepest = 0;; ++deepest) {
        std::vector<std::size_t> within;
        std::copy_if(places.begin(), places.end(), std::back_inserter(within),
                     [&](std::size_t g) { return view.depth(view.tables().groups[g].keys) <= deepest; });
        if (within.size() > most_institutions) break;
        chosen = std::move(within);
    }
    if (chosen.size() > 1) return cut("institutions.note_cut_depth", std::move(chosen));
    return cut("institutions.note_cut", {places.begin(), places.begin() + most_institutions});
}

ReportTable targets_table(const ReportView& view) {
    const Profiles& profiles = view.input().profiles;
    const auto competencies = view.assessed();
    ReportTable table;
    table.id = "targets-table";
    table.caption = view.say(view.approved() ? "profiles.targets_caption_approved" : "profiles.targets_caption_proposed");
    table.head = view.say("profiles.head");
    table.columns = competency_columns(view, competencies);
    for (ReportColumn& column : table.columns) {  // alpha and figures are of answers, not of targets
        column.note.clear();
        column.figure.reset();
    }
    bool without = false;
    for (std::size_t p = 0; p < profiles.size(); ++p) {
        ReportRow row{view.in_language(profiles.content().profiles[p].title), "", 0, false, {}};
        for (const std::size_t c : competencies) {
            const int level = profiles.target(p, c);
            without = without || level == 0;
            row.cells.push_back(level > 0 ? text_cell(std::to_string(level), ReportCell::Kind::number) : text_cell("–", ReportCell::Kind::mark));
            if (level == 0) row.cells.back().spoken = view.say("marks.spoken.no_target");
        }
        table.rows.push_back(std::move(row));
    }
    const auto& levels = view.input().framework.levels();
    for (std::size_t l = 0; l < levels.size(); ++l) table.legend.push_back({std::to_string(l + 1), std::nullopt, view.in_language(levels[l].title)});
    if (without) table.legend.push_back({"–", std::nullopt, view.say("marks.no_target")});
    return table;
}

std::string category_title(const BackgroundQuestion& question, int category, const ReportView& view) {
    const auto index = static_cast<std::size_t>(category);
    return index < question.options.size() ? view.in_language(question.options[index].title) : view.say("breakdowns.unknown");
}

}  // namespace

std::optional<ReportSection> institutions_section(const ReportView& view, GroupFigures& figures) {
    ReportSection section{"institutions", view.say("institutions.title"), {}};
    const ChosenPlaces places = choose_places(view);
    const auto hidden = [&view](std::size_t g) { return view.tables().groups[g].suppressed; };
    if (std::all_of(places.groups.begin(), places.groups.end(), hidden)) return std::nullopt;
    GroupTable table(view, figures, "institutions-table", "institutions.caption", "institutions.head");
    for (const std::size_t g : places.groups) {
        const Group& keys = view.tables().groups[g].keys;
        table.row(g, view.place_title(keys), place_note(view.tables().groups[g], view), view.depth(keys));
    }
    section.blocks.emplace_back(ReportParagraph{view.say("institutions.note_order") + ' ' + view.say("institutions.note_need")});
    if (!places.note.empty()) section.blocks.emplace_back(ReportParagraph{places.note});
    section.blocks.emplace_back(table.finish());
    return section;
}

ReportSection profiles_section(const ReportView& view, GroupFigures& figures) {
    ReportSection section{"profiles", view.say("profiles.title"), {}};
    const auto groups = view.profiles_of_whole();
    if (!groups.empty()) {
        GroupTable table(view, figures, "profiles-table", "profiles.caption", "profiles.head");
        table.row(ReportView::whole, view.say("whole.row"), "", 0);
        for (const std::size_t g : groups) {
            const auto profile = static_cast<std::size_t>(view.tables().groups[g].keys.profile);
            table.row(g, view.in_language(view.input().profiles.content().profiles[profile].title), "", 0);
        }
        section.blocks.emplace_back(table.finish());
    }
    section.blocks.emplace_back(targets_table(view));
    return section;
}

std::optional<ReportSection> breakdowns_section(const ReportView& view, GroupFigures& figures) {
    const ReportInput& input = view.input();
    GroupTable table(view, figures, "breakdowns-table", "breakdowns.caption", "breakdowns.head");
    table.row(ReportView::whole, view.say("whole.row"), "", 0);
    bool any = false;
    bool by_gender = false;
    for (std::size_t b = 0; b < input.breakdowns.size(); ++b) {
        const auto groups = view.categories_of_whole(b);
        if (groups.empty()) continue;
        any = true;
        const std::string& id = input.codebook.background[input.breakdowns[b]].id;
        const BackgroundQuestion& question = input.survey.content().background[*input.survey.background_index(id)];
        by_gender = by_gender || id == "gender";
        table.heading(view.in_language(question.title));
        for (const std::size_t g : groups) table.row(g, category_title(question, view.tables().groups[g].keys.category, view), "", 0);
    }
    if (!any) return std::nullopt;
    ReportSection section{"breakdowns", view.say("breakdowns.title"), {}};
    section.blocks.emplace_back(ReportParagraph{view.say("breakdowns.note")});
    if (by_gender) section.blocks.emplace_back(ReportParagraph{view.say("breakdowns.note_gender")});
    section.blocks.emplace_back(table.finish());
    return section;
}

}  // namespace capgap
