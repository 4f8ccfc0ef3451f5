#include <capgap/report/sections.hpp>

#include <algorithm>
#include <map>

namespace capgap {

namespace {

std::string share_text(const ShownShare& share, const ReportView& view) {
    switch (share.kind) {
        case ShownShare::Kind::value: return phrase::in_100(share.share, view.texts());
        case ShownShare::Kind::less_than: return view.say("format.less_than", {{"number", std::to_string(phrase::ceil_in_100(share.share))}});
        case ShownShare::Kind::more_than: return view.say("format.more_than", {{"number", std::to_string(phrase::floor_in_100(share.share))}});
        case ShownShare::Kind::undefined: return {};
    }
    return {};
}

/// Rows of the whole by what they are of, in the order of their choices.
std::map<std::size_t, std::vector<const ShownChoice*>> of_the_whole(const std::vector<ShownChoice>& rows) {
    std::map<std::size_t, std::vector<const ShownChoice*>> found;
    for (const ShownChoice& row : rows) {
        if (row.group == ReportView::whole) found[row.of].push_back(&row);
    }
    return found;
}

bool any_shown(const std::vector<const ShownChoice*>& choices) {
    return std::any_of(choices.begin(), choices.end(), [](const ShownChoice* row) {
        return row->status != Status::suppressed && row->status != Status::pooled && row->share.kind != ShownShare::Kind::undefined;
    });
}

/// How many answered, where every option is shown with its people.
std::string answers_note(const std::vector<const ShownChoice*>& choices, const ReportView& view) {
    std::int64_t sum = 0;
    for (const ShownChoice* row : choices) {
        if (!row->respondents) return {};
        sum += *row->respondents;
    }
    return view.texts().say_count("attitudes.answers", sum);
}

ReportDistribution distribution(std::size_t item, const std::vector<const ShownChoice*>& choices, const ReportView& view) {
    const Survey& survey = view.input().survey;
    ReportDistribution out{view.in_language(survey.items()[item].title), answers_note(choices, view), {}};
    const auto& options = survey.scale_of(item).options;
    for (const ShownChoice* row : choices) {
        if (row->share.kind == ShownShare::Kind::undefined) continue;
        const bool value = row->share.kind == ShownShare::Kind::value;
        out.parts.push_back({view.in_language(options[row->choice].title), share_text(row->share, view), value ? row->share.share : 0});
    }
    return out;
}

}  // namespace

std::optional<ReportSection> attitudes_section(const ReportView& view) {
    const auto items = of_the_whole(view.tables().attitudes);
    if (items.empty()) return std::nullopt;
    ReportSection section{"attitudes", view.say("attitudes.title"), {}};
    section.blocks.emplace_back(ReportParagraph{view.say("attitudes.lead")});
    std::optional<std::size_t> attitude;
    for (const auto& [item, choices] : items) {
        if (!any_shown(choices)) continue;
        const auto of = view.input().survey.attitude_of(item);
        if (of && of != attitude) section.blocks.emplace_back(ReportHeading{view.in_language(view.input().framework.attitudes()[*of].title)});
        attitude = of;
        section.blocks.emplace_back(distribution(item, choices, view));
    }
    if (!attitude) section.blocks.emplace_back(ReportParagraph{view.say("attitudes.hidden")});
    return section;
}

std::optional<ReportSection> wanted_section(const ReportView& view) {
    const auto competencies = of_the_whole(view.tables().wanted);
    const bool shown = std::any_of(competencies.begin(), competencies.end(), [](const auto& one) { return any_shown(one.second); });
    if (!shown || !view.input().survey.content().wanted) return std::nullopt;
    ReportSection section{"wanted", view.say("wanted.title"), {}};
    section.blocks.emplace_back(ReportParagraph{view.texts().say_count("wanted.note", view.input().survey.content().wanted->max)});
    ReportTable table;
    table.id = "wanted-table";
    table.caption = view.say("wanted.caption");
    table.head = view.say("wanted.head");
    table.columns = {{view.say("wanted.share"), "", "", false}, {view.say("wanted.people"), "", "", false}};
    bool bounds = false;
    for (const auto& [competency, rows] : competencies) {
        const ShownChoice& row = *rows.front();
        ReportCell share;
        share.kind = row.share.kind == ShownShare::Kind::value ? ReportCell::Kind::share : ReportCell::Kind::bound;
        share.text = share_text(row.share, view);
        bounds = bounds || row.status == Status::bounded;
        ReportCell people;
        if (row.respondents) people.kind = ReportCell::Kind::number;
        if (row.respondents) people.text = phrase::number(*row.respondents, view.texts());
        table.rows.push_back({view.competency_title(competency), "", 0, false, {share, people}});
    }
    if (bounds) table.legend.push_back({"<", std::nullopt, view.say("marks.bound")});
    section.blocks.emplace_back(std::move(table));
    return section;
}

}  // namespace capgap
