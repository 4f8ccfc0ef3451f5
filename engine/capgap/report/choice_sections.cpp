#include <capgap/report/sections.hpp>

#include <algorithm>
#include <map>

namespace capgap {

std::string share_text(const ShownShare& share, const ReportView& view) {
    switch (share.kind) {
        case ShownShare::Kind::value: return phrase::in_100(share.share, view.texts());
        case ShownShare::Kind::less_than: return view.say("format.less_than", {{"number", std::to_string(phrase::ceil_in_100(share.share))}});
        case ShownShare::Kind::more_than: return view.say("format.more_than", {{"number", std::to_string(phrase::floor_in_100(share.share))}});
        case ShownShare::Kind::undefined: return {};
    }
    return {};
}

namespace {

/// Rows of the whole by what they are of, in the order of their choices.
std::map<std::size_t, std::vector<const ShownChoice*>> of_the_whole(const TableRows<ShownChoice>& rows) {
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

std::vector<std::string> option_titles(std::size_t item, const ReportView& view) {
    std::vector<std::string> titles;
    for (const auto& option : view.input().survey.scale_of(item).options) titles.push_back(view.in_language(option.title));
    return titles;
}

ReportDistribution::Row distribution_row(std::size_t item, const std::vector<const ShownChoice*>& choices, const ReportView& view) {
    const Text& title = view.input().survey.items()[item].title;
    ReportDistribution::Row out{view.with_mark(title), answers_note(choices, view), {}, false, view.other_language(title)};
    out.shares.resize(view.input().survey.scale_of(item).options.size());
    for (const ShownChoice* row : choices) {
        if (row->choice < out.shares.size()) out.shares[row->choice] = share_as_shown(row->share, view);
    }
    return out;
}

/// The questions under their attitudes; those answered on one scale in one table.
class AttitudeTables {
public:
    AttitudeTables(const ReportView& view, ReportSection& section) : view_(view), section_(section) {}

    void add(std::size_t item, const std::vector<const ShownChoice*>& choices) {
        auto options = option_titles(item, view_);
        if (empty() || options != current().options) begin(std::move(options));
        const auto attitude = view_.input().survey.attitude_of(item);
        if (attitude && attitude != attitude_) {
            current().rows.push_back({view_.in_language(view_.input().framework.attitudes()[*attitude].title), "", {}, true});
        }
        attitude_ = attitude;
        current().rows.push_back(distribution_row(item, choices, view_));
    }

    bool empty() const { return tables_ == 0; }

private:
    ReportDistribution& current() { return std::get<ReportDistribution>(section_.blocks.back()); }

    void begin(std::vector<std::string> options) {
        attitude_.reset();
        ReportDistribution table;
        table.id = "attitudes-table-" + std::to_string(++tables_);
        table.caption = view_.say("attitudes.caption");
        table.head = view_.say("attitudes.head");
        table.options = std::move(options);
        table.term = "columns.attitudes.share";
        section_.blocks.emplace_back(std::move(table));
    }

    const ReportView& view_;
    ReportSection& section_;
    std::optional<std::size_t> attitude_;
    int tables_ = 0;
};

}  // namespace

ReportShare share_as_shown(const ShownShare& share, const ReportView& view) {
    return {share_text(share, view), share.kind == ShownShare::Kind::value ? share.share : 0};
}

std::optional<ReportSection> attitudes_section(const ReportView& view) {
    const auto items = of_the_whole(view.tables().attitudes);
    if (items.empty()) return std::nullopt;
    ReportSection section{"attitudes", view.say("attitudes.title"), {}};
    section.blocks.emplace_back(ReportParagraph{view.say("attitudes.lead")});
    AttitudeTables tables(view, section);
    for (const auto& [item, choices] : items) {
        if (any_shown(choices)) tables.add(item, choices);
    }
    if (tables.empty()) section.blocks.emplace_back(ReportParagraph{view.say("attitudes.hidden")});
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
    table.columns = {{view.say("wanted.share"), "", "", false, "columns.wanted.share"},
                     {view.say("wanted.people"), "", "", false, "columns.wanted.respondents"}};
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
        table.rows.push_back({view.competency_title(competency), "", 0, false, {share, people}, {}, view.other_language(competency)});
    }
    if (bounds) table.legend.push_back({"<", std::nullopt, view.say("marks.bound")});
    section.blocks.emplace_back(std::move(table));
    return section;
}

}  // namespace capgap
