#include <capgap/formats/json/page_data.hpp>

#include <nlohmann/json.hpp>

#include <concepts>

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
        return Members().add("title", column.title).add("group", column.group).add("note", column.note).add("upright", column.upright).take();
    }

    static Json json(const ReportRow& row) {
        return Members()
            .add("title", row.title)
            .add("note", row.note)
            .add("depth", row.depth)
            .add("heading", row.heading)
            .add("cells", listed(row.cells))
            .take();
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
            .add("rows", listed(table.rows))
            .add("legend", listed(table.legend))
            .add("notes", Json(table.notes))
            .take();
    }

    /// [title, share as printed, width of the bar in thousandths].
    static Json json(const ReportDistribution::Part& part) { return {part.title, part.share, static_cast<int>(1000 * part.width_0_1 + 0.5)}; }

    static Json json(const ReportDistribution& distribution) {
        return Members()
            .add("kind", std::string("distribution"))
            .add("title", distribution.title)
            .add("note", distribution.note)
            .add("parts", listed(distribution.parts))
            .take();
    }

    static Json json(const ReportTerm& term) {
        return Members().add("title", term.title).add("definition", term.definition).add("formula", term.formula).add("source", term.source).take();
    }

    static Json json(const ReportTerms& terms) { return Json{{"kind", "terms"}, {"terms", listed(terms.terms)}}; }

    static Json json(const ReportBlock& block) {
        return std::visit([](const auto& one) { return json(one); }, block);
    }

    static Json json(const ReportSection& section) { return Json{{"id", section.id}, {"title", section.title}, {"blocks", listed(section.blocks)}}; }

    static Json json(const ReportFact& fact) { return Json{{"label", fact.label}, {"value", fact.value}}; }

    static Json json(const ReportBanner& banner) {
        const char* kind = banner.kind == ReportBanner::Kind::simulated ? "simulated" : "not-for-publication";
        return Json{{"kind", kind}, {"title", banner.title}, {"text", banner.text}};
    }

    static Json json(const OpeningSentence& sentence) {
        return Members()
            .add("limits", sentence.kind == OpeningSentence::Kind::limits)
            .add("heading", sentence.heading)
            .add("text", sentence.text)
            .take();
    }

    static Json json(const ReportDocument& document) {
        return Json{{"language", document.language},
                    {"language_name", document.language_name},
                    {"title", document.title},
                    {"kind", document.kind},
                    {"banners", listed(document.banners)},
                    {"facts", listed(document.facts)},
                    {"opening_title", document.opening_title},
                    {"opening", listed(document.opening)},
                    {"sections", listed(document.sections)},
                    {"footer", document.footer},
                    {"words", document.words}};
    }
};

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
    const Json data = {{"languages", PartOf::listed(languages)}};
    return safe_in_a_page(data.dump(-1, ' ', false, Json::error_handler_t::replace));
}

}  // namespace capgap
