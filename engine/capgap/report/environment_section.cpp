#include <capgap/report/barriers.hpp>
#include <capgap/report/figures.hpp>
#include <capgap/report/sections.hpp>

#include <algorithm>
#include <map>
#include <set>

namespace capgap {

namespace {

/// One instrument for institutions, with the rows that belong to it.
class EnvironmentTables {
public:
    EnvironmentTables(const ReportView& view, std::size_t instrument)
        : view_(view), instrument_(instrument), one_(view.input().environments[instrument]) {
        for (const EnvironmentRow& row : view.tables().environment) {
            const bool too_little_answered = row.level == 0;
            if (row.instrument == instrument && !too_little_answered) rows_[row.institution][row.element] = &row;
        }
    }

    std::size_t institutions() const { return rows_.size(); }
    std::string status() const { return view_.say(approved() ? "opening.barriers.status_approved" : "opening.barriers.status_proposed"); }

    std::string status_sentence() const {
        const ProfilesContent& targets = one_.profiles.content();
        if (!targets.approved) return view_.say("environment.status_proposed");
        return view_.say("environment.status_approved", {{"by", targets.approved_by}, {"on", phrase::date(targets.approved_on, view_.texts())}});
    }

    ReportTable levels(GroupFigures& figures) const {
        ReportTable table;
        table.id = "environment-table-" + std::to_string(instrument_ + 1);
        table.caption = view_.say("environment.caption", {{"title", view_.in_language(one_.framework.content().title)}});
        table.head = view_.say("institutions.head");
        table.term = "columns.environment.level";
        table.footer = footer();
        for (std::size_t e = 0; e < elements(); ++e) {
            table.columns.push_back({title(e), domain(e), "", true});
            table.columns.back().language = language(e);
        }
        if (one_.profiles.size() == 1) table.rows.push_back(targets());
        bool silent = false;
        std::size_t shown = 0;
        for (const std::size_t institution : view_.input().institutions.in_tree_order()) {
            const auto found = rows_.find(institution);
            if (found == rows_.end() || ++shown > most_institutions) continue;
            const Group keys{static_cast<int>(institution), false, Group::everyone, Group::everyone, Group::everyone, 0, {}};
            table.rows.push_back({view_.input().institutions[institution].name, "", view_.depth(keys), false, {}});
            for (std::size_t e = 0; e < elements(); ++e) {
                const auto row = found->second.find(e);
                silent = silent || row == found->second.end();
                table.rows.back().cells.push_back(row == found->second.end() ? no_answer() : level(*row->second));
            }
            table.rows.back().group = figures.index_of(institution);
        }
        table.legend = legend(silent);
        if (rows_.size() > most_institutions) {
            table.notes.push_back(
                view_.say("environment.note_cut", {{"shown", phrase::number(most_institutions, view_.texts())},
                                                   {"all", phrase::number(static_cast<std::int64_t>(rows_.size()), view_.texts())}}));
        }
        return table;
    }

    /// What each institution with a page says of itself, and what training comes second there meanwhile.
    void add_to_pages(GroupFigures& figures) const {
        for (const auto& [institution, rows] : rows_) {
            const auto page = figures.index_of(institution);
            if (!page) continue;
            auto& blocks = figures.group(*page).blocks;
            blocks.emplace_back(ReportHeading{view_.say("environment.of_one")});
            blocks.emplace_back(ReportParagraph{view_.say("environment.of_one_lead")});
            blocks.emplace_back(of_one(institution, rows));
        }
    }

    /// Elements under their level somewhere; nothing if there are none.
    std::optional<ReportTable> barriers() const {
        ReportTable table;
        table.id = "barriers-table-" + std::to_string(instrument_ + 1);
        table.caption = view_.say("environment.barriers_caption");
        table.term = "definitions.barrier";
        table.footer = footer();
        table.head = view_.say("environment.element");
        table.columns = {{view_.say("environment.institutions_under", {{"status", status()}}), "", "", false},
                         {view_.say("environment.courses"), "", "", false}};
        for (std::size_t e = 0; e < elements(); ++e) {
            const auto [under, answered] = institutions_under(e);
            if (under == 0) continue;
            ReportCell count;
            count.kind = ReportCell::Kind::number;
            count.text = view_.say("environment.of_answered",
                                   {{"count", phrase::number(under, view_.texts())}, {"all", phrase::number(answered, view_.texts())}});
            ReportCell courses;
            courses.kind = ReportCell::Kind::text;
            courses.text = blocked_titles(e);
            table.rows.push_back({title(e), "", 0, false, {count, courses}, {}, language(e)});
        }
        if (table.rows.empty()) return std::nullopt;
        return table;
    }

private:
    using Rows = std::map<std::size_t, const EnvironmentRow*>;  ///< [element]

    std::string footer() const {
        const ProfilesContent& targets = one_.profiles.content();
        const std::string state = targets.approved ? view_.say("targets.short.approved", {{"date", phrase::date(targets.approved_on, view_.texts())}})
                                                   : view_.say("targets.short.proposed");
        const auto all = static_cast<std::int64_t>(view_.input().institutions.size());
        return view_.texts().say_part("environment.footer", static_cast<std::int64_t>(institutions()), all,
                                      {{"title", view_.in_language(view_.input().assessment.title)},
                                       {"dates", view_.dates()},
                                       {"targets", state},
                                       {"licence", view_.say("report.licence", {{"name", view_.licences(one_.framework)}})}});
    }

    ReportTable of_one(std::size_t institution, const Rows& rows) const {
        ReportTable table;
        table.id = "environment-" + std::to_string(instrument_ + 1) + "-" + std::to_string(institution + 1);
        table.caption = view_.in_language(one_.framework.content().title);
        table.head = view_.say("environment.element");
        table.term = "columns.environment.level";
        table.footer = footer();
        table.columns = {{view_.say("environment.level"), "", "", false, "columns.environment.level"},
                         {view_.say("environment.target", {{"status", status()}}), "", "", false, "columns.environment.target_level"},
                         {view_.say("environment.courses_meanwhile"), "", "", false, "definitions.barrier"}};
        for (std::size_t e = 0; e < elements(); ++e) {
            const auto row = rows.find(e);
            table.rows.push_back({title(e), "", 0, false, {row == rows.end() ? no_answer() : level_in_words(*row->second)}, {}, language(e)});
            ReportCell target;
            ReportCell courses;
            if (row != rows.end() && row->second->target_level) {
                target.kind = ReportCell::Kind::number;
                target.text = std::to_string(*row->second->target_level);
            }
            if (row != rows.end() && row->second->shortfall_levels.value_or(0) > 0) {
                courses.kind = ReportCell::Kind::text;
                courses.text = blocked_titles(e);
            }
            table.rows.back().cells.insert(table.rows.back().cells.end(), {target, courses});
        }
        return table;
    }

    /// "2 (in part)": the number alone says little where it stands by itself.
    ReportCell level_in_words(const EnvironmentRow& row) const {
        ReportCell cell = level(row);
        const auto index = static_cast<std::size_t>(row.level - 1);
        cell.kind = ReportCell::Kind::text;
        cell.text = view_.say("levels.option", {{"level", cell.text}, {"title", view_.in_language(one_.framework.levels()[index].title)}});
        return cell;
    }

    bool approved() const { return one_.profiles.content().approved; }
    std::size_t elements() const { return one_.framework.competencies().size(); }
    const std::string& title(std::size_t element) const { return view_.in_language(one_.framework.competencies()[element].title); }
    std::string language(std::size_t element) const { return view_.other_language(one_.framework.competencies()[element].title); }
    const std::string& domain(std::size_t element) const {
        return view_.in_language(one_.framework.content().domains[one_.framework.competencies()[element].domain].title);
    }

    /// The levels that the elements are compared with, where they are the same for all institutions.
    ReportRow targets() const {
        ReportRow row{view_.say("environment.target", {{"status", status()}}), "", 0, false, {}};
        for (std::size_t e = 0; e < elements(); ++e) {
            row.cells.emplace_back();
            if (one_.profiles.target(0, e) == 0) continue;
            row.cells.back().kind = ReportCell::Kind::number;
            row.cells.back().text = std::to_string(one_.profiles.target(0, e));
        }
        return row;
    }

    ReportCell level(const EnvironmentRow& row) const {
        ReportCell cell;
        cell.kind = ReportCell::Kind::number;
        cell.text = std::to_string(row.level);
        const int missing = row.shortfall_levels.value_or(0);
        if (missing == 0) return cell;
        cell.shade = missing == 1 ? one_level_under : more_levels_under;
        cell.spoken = view_.say(missing == 1 ? "environment.spoken_under" : "environment.spoken_under_more", {{"status", status()}});
        return cell;
    }

    ReportCell no_answer() const {
        ReportCell cell;
        cell.kind = ReportCell::Kind::mark;
        cell.text = "×";
        cell.spoken = view_.say("marks.no_answer");
        return cell;
    }

    std::vector<LegendEntry> legend(bool silent) const {
        std::vector<LegendEntry> entries;
        const auto& levels = one_.framework.levels();
        for (std::size_t l = 0; l < levels.size(); ++l) entries.push_back({std::to_string(l + 1), std::nullopt, view_.in_language(levels[l].title)});
        entries.push_back({"", one_level_under, view_.say("environment.spoken_under", {{"status", status()}})});
        entries.push_back({"", more_levels_under, view_.say("environment.spoken_under_more", {{"status", status()}})});
        if (silent) entries.push_back({"×", std::nullopt, view_.say("marks.no_answer")});
        return entries;
    }

    std::pair<std::int64_t, std::int64_t> institutions_under(std::size_t element) const {
        std::int64_t under = 0;
        std::int64_t answered = 0;
        for (const auto& [institution, rows] : rows_) {
            const auto row = rows.find(element);
            if (row == rows.end()) continue;
            ++answered;
            if (row->second->shortfall_levels.value_or(0) > 0) ++under;
        }
        return {under, answered};
    }

    std::string blocked_titles(std::size_t element) const {
        const auto blocked = blocked_by(view_, instrument_, element);
        if (blocked.empty()) return view_.say("environment.courses_none");
        if (blocked.size() == view_.input().framework.competencies().size()) return view_.say("environment.courses_all");
        std::vector<std::string> titles;
        titles.reserve(blocked.size());
        for (const std::size_t c : blocked) titles.push_back(view_.quoted_competency(c));
        return phrase::list_of(titles, view_.texts());
    }

    static constexpr int one_level_under = 2;
    static constexpr int more_levels_under = 4;

    const ReportView& view_;
    std::size_t instrument_;
    const ReportEnvironment& one_;
    std::map<std::size_t, Rows> rows_;  ///< [institution][element]
};

}  // namespace

std::optional<ReportSection> environment_section(const ReportView& view, GroupFigures& figures) {
    if (view.input().environments.empty()) return std::nullopt;
    ReportSection section{"environment", view.say("environment.title"), {}};
    const auto all = static_cast<std::int64_t>(view.input().institutions.size());
    for (std::size_t i = 0; i < view.input().environments.size(); ++i) {
        const EnvironmentTables tables(view, i);
        if (tables.institutions() == 0) {
            section.blocks.emplace_back(ReportParagraph{view.say("environment.nobody")});
            continue;
        }
        const auto answered = static_cast<std::int64_t>(tables.institutions());
        section.blocks.emplace_back(ReportParagraph{view.texts().say_part("environment.lead", answered, all) + ' ' + tables.status_sentence()});
        if (auto barriers = tables.barriers()) section.blocks.emplace_back(std::move(*barriers));
        section.blocks.emplace_back(tables.levels(figures));
        tables.add_to_pages(figures);
    }
    return section;
}

}  // namespace capgap
