#include <capgap/formats/json/page_data.hpp>

#include <nlohmann/json.hpp>

#include <cmath>
#include <concepts>
#include <map>

namespace capgap {

namespace {

using Json = nlohmann::ordered_json;

/// An object whose empty members are left out: the page reads them as empty.
class Members {
public:
    Members& add(const char* name, const std::string& text) {
        if (!text.empty()) json_[name] = text;
        return *this;
    }
    Members& add(const char* name, std::same_as<bool> auto value) {
        if (value) json_[name] = 1;
        return *this;
    }
    Members& add(const char* name, int value) {
        if (value != 0) json_[name] = value;
        return *this;
    }
    Members& add(const char* name, Json value) {
        if (!value.empty()) json_[name] = std::move(value);
        return *this;
    }
    Json take() { return std::move(json_); }

private:
    Json json_ = Json::object();
};

const char* sign(ReportCell::Kind kind) {
    switch (kind) {
        case ReportCell::Kind::blank: return "";
        case ReportCell::Kind::text: return "t";
        case ReportCell::Kind::number: return "n";
        case ReportCell::Kind::share: return "s";
        case ReportCell::Kind::bound: return "b";
        case ReportCell::Kind::mark: return "m";
    }
    return "";
}

/// One function for each part of a document; members of one class, so that each sees all others.
struct PartOf {
    template <class Range>
    static Json listed(const Range& range) {
        Json out = Json::array();
        for (const auto& one : range) out.push_back(json(one));
        return out;
    }

    /// null; or the text of a bare number; or [kind, text, detail, mark, spoken, shade] as far as there is something.
    static Json json(const ReportCell& cell) {
        if (cell.kind == ReportCell::Kind::blank) return nullptr;
        const bool bare = cell.detail.empty() && cell.mark.empty() && cell.spoken.empty() && !cell.shade;
        if (bare && cell.kind == ReportCell::Kind::number) return cell.text;
        Json out = {sign(cell.kind), cell.text, cell.detail, cell.mark, cell.spoken, cell.shade.value_or(0)};
        const auto is_empty = [](const Json& last) { return last == "" || last == 0; };
        while (is_empty(out.back())) out.erase(out.size() - 1);
        return out;
    }

    static Json json(const ReportColumn& column) {
        return Members()
            .add("title", column.title)
            .add("group", column.group)
            .add("note", column.note)
            .add("upright", column.upright)
            .add("term", column.term)
            .add("interval_title", column.interval_title)
            .add("interval_term", column.interval_term)
            .add("figure", column.figure ? Json(*column.figure) : Json())
            .add("lang", column.language)
            .take();
    }

    /// A row with a group leaves out the cells that are the first of its figures: they stand there.
    static Json json(const ReportRow& row, const std::vector<ReportColumn>& columns) {
        Json cells = Json::array();
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            const bool of_figure = row.group && i < columns.size() && columns[i].figure;
            if (!of_figure) cells.push_back(json(row.cells[i]));
        }
        return Members()
            .add("title", row.title)
            .add("note", row.note)
            .add("depth", row.depth)
            .add("heading", row.heading)
            .add("cells", std::move(cells))
            .add("group", row.group ? Json(*row.group) : Json())
            .add("lang", row.language)
            .take();
    }

    static Json json(const std::vector<ReportRow>& rows, const std::vector<ReportColumn>& columns) {
        Json out = Json::array();
        for (const ReportRow& row : rows) out.push_back(json(row, columns));
        return out;
    }

    static Json json(const LegendEntry& entry) {
        return Members().add("mark", entry.mark).add("shade", entry.shade.value_or(0)).add("text", entry.text).take();
    }

    static Json json(const ReportParagraph& paragraph) { return Json{{"kind", "paragraph"}, {"text", paragraph.text}}; }

    static Json json(const ReportHeading& heading) { return Json{{"kind", "heading"}, {"title", heading.title}}; }

    static Json json(const ReportPoints& points) { return Json{{"kind", "points"}, {"ordered", points.ordered}, {"points", points.points}}; }

    static Json json(const ReportTable& table) {
        return Members()
            .add("kind", std::string("table"))
            .add("id", table.id)
            .add("caption", table.caption)
            .add("head", table.head)
            .add("columns", listed(table.columns))
            .add("rows", json(table.rows, table.columns))
            .add("legend", listed(table.legend))
            .add("notes", Json(table.notes))
            .add("term", table.term)
            .add("footer", table.footer)
            .take();
    }

    /// [share as printed, width of the bar in thousandths].
    static Json json(const ReportShare& share) { return Json::array({share.text, std::lround(1000 * share.width_0_1)}); }

    static Json json(const ReportDistribution::Row& row) {
        return Members()
            .add("title", row.title)
            .add("note", row.note)
            .add("heading", row.heading)
            .add("shares", listed(row.shares))
            .add("lang", row.language)
            .take();
    }

    static Json json(const ReportDistribution& distribution) {
        return Members()
            .add("kind", std::string("distribution"))
            .add("id", distribution.id)
            .add("caption", distribution.caption)
            .add("head", distribution.head)
            .add("options", Json(distribution.options))
            .add("rows", listed(distribution.rows))
            .add("legend", listed(distribution.legend))
            .add("term", distribution.term)
            .take();
    }

    static Json json(const ReportTerm& term) {
        return Members()
            .add("id", term.id)
            .add("title", term.title)
            .add("definition", term.definition)
            .add("formula", term.formula)
            .add("source", term.source)
            .take();
    }

    static Json json(const ReportTerms& terms) { return Json{{"kind", "terms"}, {"terms", listed(terms.terms)}}; }

    static Json json(const ReportBlock& block) {
        return std::visit([](const auto& one) { return json(one); }, block);
    }

    static Json json(const ReportSection& section) { return Json{{"id", section.id}, {"title", section.title}, {"blocks", listed(section.blocks)}}; }

    static Json json(const ReportFact& fact) { return Json{{"label", fact.label}, {"value", fact.value}}; }

    static Json json(const ReportBanner& banner) { return Json{{"title", banner.title}, {"text", banner.text}}; }

    static Json json(const OpeningSentence& sentence) {
        return Members()
            .add("limits", sentence.kind == OpeningSentence::Kind::limits)
            .add("heading", sentence.heading)
            .add("text", sentence.text)
            .take();
    }
};

/// Remarks come again and again: each is written once, and figures name it by its number.
class Figures {
public:
    Json json(const ReportFigures& figures) {
        Json groups = Json::array();
        for (const ReportGroup& group : figures.groups) groups.push_back(json(group));
        return {{"title", figures.title},
                {"caption", figures.caption},
                {"head", figures.head},
                {"columns", PartOf::listed(figures.columns)},
                {"competencies", PartOf::listed(figures.competencies)},
                {"legend", PartOf::listed(figures.legend)},
                {"notes", figures.notes},
                {"levels", PartOf::json(figures.levels)},
                {"levels_title", figures.levels_title},
                {"below_title", figures.below_title},
                {"below_caption", figures.below_caption},
                {"together", figures.together},
                {"remarks", remarks_},
                {"groups", std::move(groups)}};
    }

private:
    std::size_t number_of(const std::string& remark) {
        const auto [place, is_new] = numbers_.emplace(remark, numbers_.size());
        if (is_new) remarks_.push_back(remark);
        return place->second;
    }

    /// [cells, remarks, levels] as far as there is something.
    Json json(const ReportFigure& figure) {
        Json remarks = Json::array();
        for (const std::string& remark : figure.remarks) remarks.push_back(number_of(remark));
        Json out = Json::array({PartOf::listed(figure.cells), std::move(remarks), PartOf::listed(figure.levels)});
        while (!out.empty() && out.back().empty()) out.erase(out.size() - 1);
        return out;
    }

    Json json(const ReportGroup& group) {
        Json figures = Json::array();
        for (const ReportFigure& figure : group.figures) figures.push_back(json(figure));
        return Members()
            .add("institution", group.institution)
            .add("title", group.title)
            .add("note", group.note)
            .add("depth", group.depth)
            .add("answered", group.answered)
            .add("protection", group.protection)
            .add("footer", group.footer)
            .add("figures", std::move(figures))
            .add("blocks", PartOf::listed(group.blocks))
            .take();
    }

    std::map<std::string, std::size_t> numbers_;
    Json remarks_ = Json::array();
};

Json json(const ReportDocument& document) {
    return Json{{"language", document.language},
                {"language_name", document.language_name},
                {"title", document.title},
                {"kind", document.kind},
                {"banners", PartOf::listed(document.banners)},
                {"facts", PartOf::listed(document.facts)},
                {"opening_title", document.opening_title},
                {"opening", PartOf::listed(document.opening)},
                {"sections", PartOf::listed(document.sections)},
                {"figures", Figures().json(document.figures)},
                {"footer", document.footer},
                {"words", document.words}};
}

/// Line ends that JSON allows and that JavaScript once did not are written out as well.
std::string safe_in_a_page(const std::string& json) {
    std::string out;
    out.reserve(json.size());
    for (std::size_t i = 0; i < json.size(); ++i) {
        const bool line_end = json.compare(i, 3, "\u2028") == 0 || json.compare(i, 3, "\u2029") == 0;
        if (json[i] == '<') {
            out += "\\u003c";
        } else if (line_end) {
            out += json[i + 2] == '\xa8' ? "\\u2028" : "\\u2029";
            i += 2;
        } else {
            out += json[i];
        }
    }
    return out;
}

}  // namespace

std::string render_page_data(const std::vector<ReportDocument>& languages) {
    Json reports = Json::array();
    for (const ReportDocument& one : languages) reports.push_back(json(one));
    const Json data = {{"languages", std::move(reports)}};
    return safe_in_a_page(data.dump(-1, ' ', false, Json::error_handler_t::replace));
}

}  // namespace capgap
