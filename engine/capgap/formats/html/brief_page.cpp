#include <capgap/formats/html/brief_page.hpp>

#include <capgap/base/html_text.hpp>
#include <capgap/formats/html/page_parts.hpp>

#include <string_view>
#include <vector>

namespace capgap {

namespace {

/// Black on white, so that a copy of a copy can be read; no colour carries a meaning.
constexpr std::string_view brief_style = R"(@page { size: A4; margin: 14mm 15mm; }
body { margin: 0 auto; max-width: 180mm; padding: 1rem; color: #111; background: #fff; font: 10pt/1.3 Arial, "Liberation Sans", "Noto Sans", sans-serif; }
h1 { font-size: 15pt; line-height: 1.15; margin: 0 0 2pt; }
h2 { font-size: 12pt; margin: 9pt 0 2pt; break-after: avoid; }
h3 { font-size: 10pt; margin: 4pt 0 0; break-after: avoid; }
p { margin: 0 0 3pt; }
.banner { border: 1pt solid #111; padding: 2pt 5pt; margin: 4pt 0; }
.small { font-size: 8pt; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; margin: 3pt 0; font-size: 8.5pt; line-height: 1.2; }
caption { text-align: left; font-size: 9pt; padding-bottom: 2pt; }
th, td { border: .5pt solid #777; padding: 1.5pt 4pt; text-align: left; vertical-align: top; overflow-wrap: break-word; }
th span, td span { font-size: 7.5pt; font-weight: normal; }
.number { text-align: right; }
tr { break-inside: avoid; }
@media print { body { max-width: none; padding: 0; font-size: 9.5pt; } .second { break-before: page; } }
)";

std::string classed(std::string_view tag, std::string_view name, std::string_view text) {
    if (text.empty()) return {};
    return '<' + std::string(tag) + " class=\"" + std::string(name) + "\">" + html_text(text) + "</" + std::string(tag) + ">\n";
}

std::string small_below(std::string_view text) {
    return text.empty() ? std::string() : "<br><span>" + html_text(text) + "</span>";
}

std::string heading_cell(std::string_view title, std::string_view note) {
    return "<th scope=\"col\">" + html_text(title) + small_below(note) + "</th>";
}

std::string cell_html(const ReportCell& cell) {
    const bool number = cell.kind == ReportCell::Kind::number || cell.kind == ReportCell::Kind::share || cell.kind == ReportCell::Kind::bound;
    return (number ? "<td class=\"number\">" : "<td>") + html_text(cell.text) + small_below(cell.detail) + "</td>";
}

std::string table_html(const ReportTable& table, const std::vector<int>& widths) {
    std::string out = "<table>\n";
    if (!table.caption.empty()) out += "<caption>" + html_text(table.caption) + "</caption>\n";
    out += "<colgroup>";
    for (const int width : widths) out += "<col style=\"width:" + std::to_string(width) + "%\">";
    out += "</colgroup>\n<thead>\n<tr>" + heading_cell(table.head, {});
    for (const ReportColumn& column : table.columns) out += heading_cell(column.title, column.note);
    out += "</tr>\n</thead>\n<tbody>\n";
    for (const ReportRow& row : table.rows) {
        out += "<tr><th scope=\"row\" style=\"padding-left:" + std::to_string(4 + row.depth * 6) + "pt\">" + html_text(row.title) +
               small_below(row.note) + "</th>";
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
    std::string out = html::head(brief.language, brief.title, brief_style);
    out += classed("p", "small", brief.kind) + "<h1>" + html_text(brief.title) + "</h1>\n" + classed("p", "facts", facts_line(brief));
    for (const ReportBanner& banner : brief.banners)
        out += "<p class=\"banner\"><b>" + html_text(banner.title) + ".</b> " + html_text(banner.text) + "</p>\n";
    out += "<h2>" + html_text(brief.opening_title) + "</h2>\n";
    for (const OpeningSentence& sentence : brief.opening) out += "<h3>" + html_text(sentence.heading) + "</h3>\n" + html::paragraph(sentence.text);
    if (!brief.asked_title.empty()) out += "<h2>" + html_text(brief.asked_title) + "</h2>\n";
    for (const std::string& sentence : brief.asked) out += html::paragraph(sentence);
    if (!brief.asked_table.rows.empty()) out += table_html(brief.asked_table, brief.asked_widths);
    for (const std::string& note : brief.asked_notes) out += classed("p", "small", note);
    out += "<h2 class=\"second\">" + html_text(brief.institutions_title) + "</h2>\n" + table_html(brief.institutions, brief.institution_widths);
    for (const std::string& note : brief.institution_notes) out += classed("p", "small", note);
    for (const std::string& line : brief.footer) out += classed("p", "small", line);
    return out + "</body>\n</html>\n";
}

}  // namespace capgap
