#include <capgap/report/sections.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <utility>

namespace capgap {

namespace {

class QualitySection {
public:
    explicit QualitySection(const ReportView& view) : view_(view) {}

    ReportSection make() {
        ReportSection section{"quality", view_.say("quality.title"), {}};
        section.blocks.emplace_back(points());
        section.blocks.emplace_back(table());
        add_cuts(section);
        if (view_.calibrated()) add_questions(section);
        add_comparisons(section, view_);
        add_vignettes(section, view_);
        section.blocks.emplace_back(ReportParagraph{view_.say(view_.calibrated() ? "quality.item_error_measured" : "quality.item_error")});
        return section;
    }

private:
    std::string count(const std::string& id, std::uint64_t n, Texts::Values values = {}) const {
        return view_.texts().say_count(id, static_cast<std::int64_t>(n), std::move(values));
    }

    ReportPoints points() const {
        ReportPoints out;
        const RowCounts& rows = view_.input().rows;
        if (view_.input().rows.respondents < static_cast<std::uint64_t>(view_.input().assessment.min_cell)) return out;
        out.points.push_back(count("quality.read", rows.read));
        out.points.push_back(rows.set_aside == 0 ? view_.say("quality.set_aside_none") : count("quality.set_aside", rows.set_aside));
        if (rows.empty > 0) out.points.push_back(count("quality.empty", rows.empty));
        add_rate(out);
        add_weights(out);
        add_profiles_unlike_staff(out);
        add_profiles_to_check(out);
        return out;
    }

    void add_rate(ReportPoints& out) const {
        const auto& staff = view_.input().headcount;
        if (!staff || *staff == 0 || view_.too_few_people()) return;
        const double rate = static_cast<double>(view_.respondents()) / static_cast<double>(*staff);
        const char* id = rate < 0.3 ? "quality.rate_too_low" : rate < 0.5 ? "quality.rate_low" : "quality.rate";
        out.points.push_back(view_.say(id, {{"share", phrase::in_100(rate, view_.texts())}}));
    }

    void add_weights(ReportPoints& out) const {
        if (!view_.weighted()) {
            out.points.push_back(view_.say(view_.input().headcount ? "quality.unweighted_by_choice" : "quality.unweighted"));
            return;
        }
        const QualityRow* low = view_.quality("weighting", "*", "weight_min");
        const QualityRow* high = view_.quality("weighting", "*", "weight_max");
        const QualityRow* effect = view_.quality("weighting", "*", "design_effect_kish");
        if (low != nullptr && high != nullptr && effect != nullptr && low->value && high->value && effect->value) {
            const auto one_place = [&](const QualityRow& row) { return phrase::decimal(*row.value, 1, view_.texts()); };
            out.points.push_back(
                view_.say("quality.weights",
                          {{"low", one_place(*low)}, {"high", one_place(*high)}, {"effect", phrase::decimal(*effect->value, 2, view_.texts())}}));
        }
        const QualityRow* cells = view_.quality("weighting", "*", "cells_without_respondents");
        const QualityRow* staff = view_.quality("weighting", "*", "staff_of_cells_without_respondents");
        if (cells == nullptr || staff == nullptr || !cells->value || !staff->value) return;
        out.points.push_back(*cells->value == 0 ? view_.say("quality.every_cell")
                                                : count("quality.not_covered", static_cast<std::uint64_t>(std::llround(*cells->value)),
                                                        {{"staff", phrase::number(std::llround(*staff->value), view_.texts())}}));
    }

    void add_profiles_unlike_staff(ReportPoints& out) const {
        const QualityRow* other = view_.quality("profile", "*", "differs_from_post_share");
        if (other != nullptr && other->value)
            out.points.push_back(view_.say("quality.other_than_post", {{"share", phrase::in_100(*other->value, view_.texts())}}));
        for (const QualityRow& row : view_.tables().quality) {
            if (row.flag != "unlike_staff" || !row.value) continue;
            const auto profile = view_.input().profiles.index(row.id);
            const QualityRow* staff = view_.quality("profile", row.id, "share_of_staff");
            if (!profile || staff == nullptr || !staff->value) continue;
            const std::string& title = view_.in_language(view_.input().profiles.content().profiles[*profile].title);
            out.points.push_back(view_.say("quality.unlike_staff", {{"share", phrase::in_100(*row.value, view_.texts())},
                                                                    {"profile", phrase::quoted(title, view_.texts())},
                                                                    {"staff", phrase::in_100(*staff->value, view_.texts())}}));
        }
    }

    /// "profile/competency" of the rows that ask for it.
    void add_profiles_to_check(ReportPoints& out) const {
        for (const QualityRow& row : view_.tables().quality) {
            if (row.flag != "check_the_profile" || !row.value) continue;
            const std::size_t slash = row.id.find('/');
            const auto profile = view_.input().profiles.index(row.id.substr(0, slash));
            const auto competency = view_.input().framework.competency_index(row.id.substr(slash + 1));
            if (!profile || !competency) continue;
            const std::string& title = view_.in_language(view_.input().profiles.content().profiles[*profile].title);
            out.points.push_back(view_.say("quality.check_profile", {{"share", phrase::in_100(*row.value, view_.texts())},
                                                                     {"profile", phrase::quoted(title, view_.texts())},
                                                                     {"title", view_.quoted_competency(*competency)}}));
        }
    }

    ReportCell cell(ReportCell::Kind kind, std::string text) const {
        ReportCell made;
        made.kind = text.empty() ? ReportCell::Kind::blank : kind;
        made.text = std::move(text);
        return made;
    }

    ReportCell share_cell(const std::string& id, const char* statistic) const {
        const QualityRow* row = view_.quality("competency", id, statistic);
        return cell(ReportCell::Kind::number, row != nullptr && row->value ? phrase::in_100(*row->value, view_.texts()) : "");
    }

    ReportCell linking_cell(const std::string& id) const {
        const QualityRow* row = view_.quality("competency", id, "below_share_linking_error");
        return cell(ReportCell::Kind::number, row != nullptr && row->value ? phrase::decimal(100 * *row->value, 1, view_.texts()) : "");
    }

    ReportTable table() const {
        ReportTable out;
        out.id = "quality-table";
        out.caption = view_.say("quality.caption");
        out.head = view_.say("whole.competency");
        constexpr std::array<std::pair<const char*, const char*>, 6> columns = {{{"alpha", "alpha"},
                                                                                 {"alpha_words", "alpha"},
                                                                                 {"complete", "alpha"},
                                                                                 {"scored", "scored_share"},
                                                                                 {"not_applicable", "not_applicable_share"},
                                                                                 {"do_not_know", "do_not_know_share"}}};
        for (const auto& [column, statistic] : columns) {
            out.columns.push_back({view_.say(std::string("quality.") + column), "", "", false, std::string("statistics.competency.") + statistic});
        }
        const auto& competencies = view_.input().framework.competencies();
        for (std::size_t c = 0; c < competencies.size(); ++c) {
            const std::string& id = competencies[c].id.text();
            const QualityRow* alpha = view_.quality("competency", id, "alpha");
            if (alpha == nullptr) continue;
            const char* words = !alpha->value                                ? "quality.alpha_undefined"
                                : *alpha->value < ReportView::alpha_very_low ? "quality.alpha_very_low"
                                : *alpha->value < ReportView::alpha_low      ? "quality.alpha_low"
                                                                             : "quality.alpha_ok";
            ReportRow row{view_.competency_title(c), "", 0, false, {}};
            row.cells.push_back(cell(ReportCell::Kind::number, alpha->value ? phrase::decimal(*alpha->value, 2, view_.texts()) : ""));
            row.cells.push_back(cell(ReportCell::Kind::text, view_.say(words)));
            row.cells.push_back(cell(ReportCell::Kind::number, alpha->n ? phrase::number(*alpha->n, view_.texts()) : ""));
            for (const char* statistic : {"scored_share", "not_applicable_share", "do_not_know_share"})
                row.cells.push_back(share_cell(id, statistic));
            out.rows.push_back(std::move(row));
        }
        return out;
    }

    /// How much hangs on where the limits between levels lie.
    void add_cuts(ReportSection& section) const {
        ReportTable out;
        out.id = "cuts-table";
        out.caption = view_.say("quality.cuts.caption");
        out.head = view_.say("whole.competency");
        out.columns = {{view_.say("quality.cuts.lower"), "", "", false, "statistics.competency.below_share_cuts_lower"},
                       {view_.say("quality.cuts.as_set"), "", "", false, "columns.gaps.below_target_share"},
                       {view_.say("quality.cuts.higher"), "", "", false, "statistics.competency.below_share_cuts_higher"}};
        const auto& competencies = view_.input().framework.competencies();
        const bool linked = std::any_of(competencies.begin(), competencies.end(), [this](const Competency& one) {
            return view_.quality("competency", one.id.text(), "below_share_linking_error") != nullptr;
        });
        if (linked) out.columns.push_back({view_.say("quality.cuts.linking"), "", "", false, "statistics.competency.below_share_linking_error"});
        for (std::size_t c = 0; c < competencies.size(); ++c) {
            const std::string& id = competencies[c].id.text();
            const ShownGap* gap = view_.gap(ReportView::whole, c);
            if (gap == nullptr || view_.quality("competency", id, "below_share_cuts_lower") == nullptr) continue;
            ReportRow row{view_.competency_title(c), "", 0, false, {}};
            row.cells.push_back(share_cell(id, "below_share_cuts_lower"));
            row.cells.push_back(cell(ReportCell::Kind::number, share_text(gap->below_target_share, view_)));
            row.cells.push_back(share_cell(id, "below_share_cuts_higher"));
            if (linked) row.cells.push_back(linking_cell(id));
            out.rows.push_back(std::move(row));
        }
        if (!out.rows.empty()) section.blocks.emplace_back(std::move(out));
    }

    /// What item response models tell of the questions.
    void add_questions(ReportSection& section) const {
        section.blocks.emplace_back(measured_table());
        section.blocks.emplace_back(ReportHeading{view_.say("quality.questions_title")});
        ReportPoints found;
        for (const QualityRow& row : view_.tables().quality) {
            if (row.kind == "item" && view_.texts().has("quality.question." + row.flag)) found.points.push_back(question_point(row));
        }
        found.points.erase(std::unique(found.points.begin(), found.points.end()), found.points.end());
        if (found.points.empty()) found.points.push_back(view_.say("quality.questions_none"));
        section.blocks.emplace_back(std::move(found));
    }

    /// Loadings only of competencies that were calibrated together.
    std::vector<const char*> measured_statistics() const {
        std::vector<const char*> out{"empirical_reliability", "omega_total"};
        const auto& rows = view_.tables().quality;
        if (std::any_of(rows.begin(), rows.end(), [](const QualityRow& row) { return row.kind == "competency" && row.statistic == "loading"; }))
            out.push_back("loading");
        return out;
    }

    ReportTable measured_table() const {
        ReportTable out;
        out.id = "measured-table";
        out.caption = view_.say("quality.measured_caption");
        out.head = view_.say("whole.competency");
        const std::vector<const char*> statistics = measured_statistics();
        for (const char* statistic : statistics) {
            const std::string definition = std::string("statistics.competency.") + statistic;
            out.columns.push_back({view_.say(definition + ".title"), "", "", false, definition});
        }
        out.columns.push_back({view_.say("quality.measured_right"), "", "", false, "statistics.competency.right_level_share"});
        out.columns.push_back({view_.say("quality.measured_wrong"), "", "", false, "statistics.competency.wrongly_below_share"});
        const auto& competencies = view_.input().framework.competencies();
        for (std::size_t c = 0; c < competencies.size(); ++c) {
            const std::string& id = competencies[c].id.text();
            if (view_.quality("competency", id, ReportView::statistic_of_calibrated) == nullptr) continue;
            ReportRow row{view_.competency_title(c), "", 0, false, {}};
            for (const char* statistic : statistics) {
                const QualityRow* found = view_.quality("competency", id, statistic);
                const bool known = found != nullptr && found->value;
                row.cells.push_back(cell(ReportCell::Kind::number, known ? phrase::decimal(*found->value, 2, view_.texts()) : ""));
            }
            row.cells.push_back(share_cell(id, "right_level_share"));
            row.cells.push_back(share_cell(id + '/' + std::to_string(commonest_target(c)), "wrongly_below_share"));
            out.rows.push_back(std::move(row));
        }
        return out;
    }

    /// The target of most profiles; of two alike, the lower.
    int commonest_target(std::size_t competency) const {
        std::map<int, std::size_t> profiles;
        for (std::size_t p = 0; p < view_.input().profiles.size(); ++p) {
            const int target = view_.input().profiles.target(p, competency);
            if (target > 1) ++profiles[target];
        }
        const auto most = std::max_element(profiles.begin(), profiles.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
        return most == profiles.end() ? 0 : most->first;
    }

    std::string question_title(std::size_t item) const {
        return phrase::quoted(view_.in_language(view_.input().survey.items()[item].title), view_.texts());
    }

    /// "item", "item/option" or "item/item".
    std::string question_point(const QualityRow& row) const {
        const Survey& survey = view_.input().survey;
        const std::size_t slash = row.id.find('/');
        const auto item = survey.item_index(row.id.substr(0, slash));
        if (!item) return row.id;
        Texts::Values values{{"question", question_title(*item)}};
        if (const auto competency = survey.competency_of(*item)) values.emplace_back("title", view_.competency_title(*competency));
        if (slash != std::string::npos) {
            const std::string behind = row.id.substr(slash + 1);
            if (row.statistic == "q3_less_mean") {
                if (const auto other = survey.item_index(behind)) values.emplace_back("other", question_title(*other));
            } else {
                for (const auto& option : survey.scale_of(*item).options) {
                    if (option.id.text() == behind) values.emplace_back("option", phrase::quoted(view_.in_language(option.title), view_.texts()));
                }
            }
        }
        return view_.say("quality.question." + row.flag, values);
    }

    const ReportView& view_;
};

}  // namespace

ReportSection quality_section(const ReportView& view) {
    return QualitySection(view).make();
}

}  // namespace capgap
