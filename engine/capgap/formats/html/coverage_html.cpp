#include <capgap/formats/html/coverage_html.hpp>

#include <capgap/base/html_text.hpp>
#include <capgap/formats/html/page_parts.hpp>

namespace capgap {

namespace {

using html::paragraph;

/// Open cells are hatched and have a dashed border and words of their own: no meaning hangs on a colour.
constexpr std::string_view coverage_style = R"(:root { color-scheme: light; --ink: #1b2430; --pale: #eef3f8; --line: #8795a6; --link: #0b4a8f; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 76rem; padding: 1rem; color: var(--ink); background: #fff; font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.6rem; line-height: 1.25; }
h2 { font-size: 1.25rem; margin-top: 2.2rem; }
h3 { font-size: 1.05rem; margin: 1.6rem 0 .3rem; }
h4 { font-size: 1rem; font-weight: 600; margin: .8rem 0 .2rem; }
p, li { max-width: 46rem; }
a { color: var(--link); }
a:focus-visible, .scroll:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -99rem; }
.skip:focus { position: static; }
.scroll { overflow-x: auto; }
table { border-collapse: separate; border-spacing: 3px; width: 100%; min-width: 40rem; table-layout: fixed; }
caption { text-align: left; padding-bottom: .4rem; }
th { text-align: left; font-weight: 600; padding: .35rem .5rem; vertical-align: bottom; }
thead th:first-child { width: 30%; }
tbody th { vertical-align: top; font-weight: 400; }
tr.domain th { padding-top: .9rem; font-weight: 600; }
td { padding: .35rem .5rem; border: 1px solid var(--line); background: var(--pale); vertical-align: top; }
td.open { border: 2px dashed #5b6778; background: repeating-linear-gradient(135deg, #fff 0 7px, #f0f0f0 7px 9px); }
td b, td a { font-weight: 600; display: block; }
td small { font-size: .875rem; }
footer { margin-top: 3rem; border-top: 1px solid var(--line); font-size: .875rem; }
@media (max-width: 40rem) {
  table, tbody, tr, th, td { display: block; width: auto; min-width: 0; }
  caption { display: block; }
  thead { position: absolute; left: -99rem; }
  tbody th { width: auto; font-weight: 600; padding: .8rem 0 .2rem; }
  tr.domain th { font-size: 1.1rem; }
  td { margin-bottom: 3px; }
  td::before { content: attr(data-step); display: block; font-size: .875rem; }
}
@media print { a { color: inherit; text-decoration: none; } td { print-color-adjust: exact; } .skip { display: none; } tr { break-inside: avoid; } }
)";

std::string cell_html(const CoverageCell& cell, const std::string& step) {
    std::string out = std::string("<td") + (cell.open ? " class=\"open\"" : "") + " role=\"cell\" data-step=\"" + html_text(step) + "\">";
    out += cell.link.empty() ? "<b>" + html_text(cell.text) + "</b>" : "<a href=\"#" + cell.link + "\">" + html_text(cell.text) + "</a>";
    if (!cell.note.empty()) out += "<small>" + html_text(cell.note) + "</small>";
    return out + "</td>";
}

/// Roles are said because tables that are laid out as blocks on a narrow screen lose them.
std::string matrix_html(const CoveragePage& page) {
    std::string out = "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-labelledby=\"matrix\">\n<table role=\"table\">\n<caption>" +
                      html_text(page.matrix_caption) + "</caption>\n<thead role=\"rowgroup\"><tr role=\"row\">";
    for (const std::string& column : page.columns) out += "<th scope=\"col\" role=\"columnheader\">" + html_text(column) + "</th>";
    out += "</tr></thead>\n<tbody role=\"rowgroup\">\n";
    for (const CoverageRow& row : page.rows) {
        if (row.is_domain) {
            out += "<tr class=\"domain\" role=\"row\"><th scope=\"colgroup\" role=\"columnheader\" colspan=\"" + std::to_string(page.columns.size()) +
                   "\">" + html_text(row.title) + "</th></tr>\n";
            continue;
        }
        out += "<tr role=\"row\"><th scope=\"row\" role=\"rowheader\">" + html_text(row.title) + "</th>";
        for (std::size_t i = 0; i < row.cells.size(); ++i) out += cell_html(row.cells[i], page.columns[i + 1]);
        out += "</tr>\n";
    }
    return out + "</tbody>\n</table>\n</div>\n";
}

std::string list_html(const std::vector<std::string>& lines) {
    if (lines.empty()) return {};
    std::string out = "<ul>\n";
    for (const std::string& line : lines) out += "<li>" + html_text(line) + "</li>\n";
    return out + "</ul>\n";
}

std::string details_html(const CoveragePage& page) {
    std::string out = "<h2>" + html_text(page.details_title) + "</h2>\n";
    for (const CoverageDetail& detail : page.details) {
        out += "<h3>" + html_text(detail.title) + "</h3>\n";
        for (const CoverageDetail::Step& step : detail.steps)
            out += "<h4 id=\"" + step.id + "\">" + html_text(step.title) + "</h4>\n" + list_html(step.lines);
    }
    return out;
}

std::string unit_html(const SyllabusUnit& unit) {
    std::string out = "<h3>" + html_text(unit.title) + "</h3>\n";
    for (const std::string& fact : unit.facts) out += paragraph(fact);
    std::vector<std::string> outcomes;
    for (const SyllabusOutcome& one : unit.outcomes) outcomes.push_back(one.level + ' ' + one.text);
    return out + list_html(outcomes);
}

}  // namespace

std::string render_html(const CoveragePage& page) {
    std::string out = html::head(page.language, page.title, coverage_style);
    out += "<a class=\"skip\" href=\"#content\">" + html_text(page.skip) + "</a>\n<main id=\"content\">\n<h1>" + html_text(page.title) + "</h1>\n";
    for (const std::string& sentence : page.lead) out += paragraph(sentence);
    out += "<h2 id=\"matrix\">" + html_text(page.matrix_title) + "</h2>\n" + paragraph(page.legend) + matrix_html(page);
    for (const CoverageList& list : page.lists) out += "<h2>" + html_text(list.title) + "</h2>\n" + paragraph(list.lead) + list_html(list.lines);
    out += details_html(page) + "</main>\n<footer>\n";
    for (const std::string& right : page.rights) out += paragraph(right);
    return out + paragraph(page.footer) + "</footer>\n</body>\n</html>\n";
}

std::string render_html(const Syllabus& syllabus) {
    std::string out = html::head(syllabus.language, syllabus.title, {}) + "<h1>" + html_text(syllabus.title) + "</h1>\n";
    for (const std::string& sentence : syllabus.lead) out += paragraph(sentence);
    out += "<h1>" + html_text(syllabus.courses_title) + "</h1>\n";
    for (const SyllabusCourse& course : syllabus.courses) {
        out += "<h2>" + html_text(course.title) + "</h2>\n";
        for (const std::string& fact : course.facts) out += paragraph(fact);
        for (const SyllabusUnit& unit : course.units) out += unit_html(unit);
    }
    if (!syllabus.open.empty()) out += "<h1>" + html_text(syllabus.open_title) + "</h1>\n" + paragraph(syllabus.open_lead);
    for (const SyllabusUnit& unit : syllabus.open) out += unit_html(unit);
    return out + paragraph(syllabus.footer) + "</body>\n</html>\n";
}

}  // namespace capgap
