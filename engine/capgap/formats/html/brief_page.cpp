#include <capgap/formats/html/brief_page.hpp>

#include <capgap/base/html_text.hpp>
#include <capgap/formats/html/page_parts.hpp>

#include <string_view>

namespace capgap {

namespace {

/// Plain selectors and lengths in points: word processors know no others. Black on white; no colour carries a meaning.
constexpr std::string_view style = R"(@page { size: 21cm 29.7cm; margin: 1.5cm 1.7cm 1.4cm 1.7cm; }
body { margin: 0 auto; max-width: 17.6cm; color: #111111; background: #ffffff; font-family: "Liberation Sans", "Noto Sans", Arial, sans-serif; font-size: 9.5pt; line-height: 1.25; }
h1 { font-size: 15pt; line-height: 1.15; margin: 0 0 2pt 0; }
h2 { font-size: 12pt; margin: 9pt 0 2pt 0; page-break-after: avoid; }
h3 { font-size: 9.5pt; margin: 5pt 0 0 0; page-break-after: avoid; }
p { font-size: 9.5pt; margin: 0 0 3pt 0; }
p.banner { border: 1pt solid #111111; padding: 2pt 4pt; margin: 4pt 0; }
p.small, td.small { font-size: 8pt; }
table { border-collapse: collapse; width: 100%; margin: 3pt 0; }
caption { text-align: left; font-size: 9pt; }
th, td { border: 0.5pt solid #777777; padding: 1pt 3pt; text-align: left; vertical-align: top; font-size: 8.5pt; font-weight: normal; }
th p, td p { font-size: 8.5pt; margin: 0; }
th span, td span { font-size: 7.5pt; }
thead th p { font-weight: bold; }
td.number, td.number p { text-align: right; }
h2.institutions { page-break-before: always; }
tr { page-break-inside: avoid; }
@media screen { body { padding: 1rem; } }
)";

std::string classed(std::string_view tag, std::string_view name, std::string_view text) {
    if (text.empty()) return {};
    return '<' + std::string(tag) + " class=\"" + std::string(name) + "\">" + html_text(text) + "</" + std::string(tag) + ">\n";
}

std::string small_below(std::string_view text) {
    return text.empty() ? std::string() : "<br><span>" + html_text(text) + "</span>";
}

std::string heading_cell(std::string_view title, std::string_view note, int width) {
    return "<th scope=\"col\" width=\"" + std::to_string(width) + "%\"><p>" + html_text(title) + small_below(note) + "</p></th>";
}

std::string cell_html(const ReportCell& cell) {
    const bool number = cell.kind == ReportCell::Kind::number || cell.kind == ReportCell::Kind::share || cell.kind == ReportCell::Kind::bound;
    return std::string(number ? "<td class=\"number\" align=\"right\"><p align=\"right\">" : "<td><p>") + html_text(cell.text) +
           small_below(cell.detail) + "</p></td>";
}

/// How much of the width each column is given: `first` for the titles of rows, `last` for the last column, the rest in equal parts; or `last` to the
/// one behind the titles.
struct Widths {
    int titles = 0;
    int wide = 0;
    bool wide_is_last = false;
};

std::string table_html(const ReportTable& table, const Widths& widths) {
    const auto narrow = static_cast<int>(table.columns.size()) - 1;
    const int each = narrow > 0 ? (100 - widths.titles - widths.wide) / narrow : 0;
    std::string out = "<table border=\"1\" cellspacing=\"0\" cellpadding=\"2\" width=\"100%\">\n";
    if (!table.caption.empty()) out += "<caption>" + html_text(table.caption) + "</caption>\n";
    out += "<thead>\n<tr>" + heading_cell(table.head, {}, widths.titles);
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const bool wide = i == (widths.wide_is_last ? table.columns.size() - 1 : 0);
        out += heading_cell(table.columns[i].title, table.columns[i].note, wide ? widths.wide : each);
    }
    out += "</tr>\n</thead>\n<tbody>\n";
    for (const ReportRow& row : table.rows) {
        std::string indent;
        for (int i = 0; i < row.depth; ++i) indent += "\u00a0\u00a0";  // a word processor keeps it, unlike a margin
        out += "<tr><th scope=\"row\"><p>" + indent + html_text(row.title) + small_below(row.note) + "</p></th>";
        for (const ReportCell& cell : row.cells) out += cell_html(cell);
        out += "</tr>\n";
    }
    return out + "</tbody>\n</table>\n";
}

std::string facts_line(const Brief& brief) {
    std::string out;
    for (const ReportFact& fact : brief.facts) out += (out.empty() ? "" : " · ") + fact.value;
    return out;
}

}  // namespace

std::string render_html(const Brief& brief) {
    std::string out = html::head(brief.language, brief.title, style);
    out += classed("p", "small", brief.kind) + "<h1>" + html_text(brief.title) + "</h1>\n" + classed("p", "facts", facts_line(brief));
    for (const ReportBanner& banner : brief.banners)
        out += "<p class=\"banner\"><b>" + html_text(banner.title) + "</b> – " + html_text(banner.text) + "</p>\n";
    out += "<h2>" + html_text(brief.opening_title) + "</h2>\n";
    for (const OpeningSentence& sentence : brief.opening) out += "<h3>" + html_text(sentence.heading) + "</h3>\n" + html::paragraph(sentence.text);
    if (!brief.asked_title.empty()) out += "<h2>" + html_text(brief.asked_title) + "</h2>\n";
    for (const std::string& sentence : brief.asked) out += html::paragraph(sentence);
    if (!brief.asked_table.rows.empty()) out += table_html(brief.asked_table, {32, 38, false});
    for (const std::string& note : brief.asked_notes) out += classed("p", "small", note);
    out += classed("h2", "institutions", brief.institutions_title) + table_html(brief.institutions, {30, 34, true});
    for (const std::string& note : brief.institution_notes) out += classed("p", "small", note);
    for (const std::string& line : brief.footer) out += classed("p", "small", line);
    return out + "</body>\n</html>\n";
}

}  // namespace capgap
