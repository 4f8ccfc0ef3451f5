#include <capgap/formats/html/person_page.hpp>

#include <capgap/base/html_text.hpp>
#include <capgap/formats/html/page_parts.hpp>

#include <string_view>

namespace capgap {

namespace {

/// Black on white, so that it can be copied; the picture of a range repeats what the words beside it say, and has no colour.
constexpr std::string_view person_style = R"(:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 58rem; padding: 1rem; font: 1rem/1.45 "Noto Sans", "Liberation Sans", Arial, sans-serif; color: #111; background: #fff; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0; }
.round { margin: .25rem 0 .75rem; font-size: 1.1rem; }
.banner, .for { border: 2px solid #111; margin: .75rem 0; padding: .5rem .75rem; font-weight: bold; }
h2 { font-size: 1.2rem; line-height: 1.3; margin: 1.5rem 0 .25rem; }
h3 { font-size: 1.05rem; margin: 1rem 0 0; }
h4 { font-size: 1rem; margin: 0; }
p, ul, ol, dl { margin: .25rem 0; }
ul, ol { padding-left: 1.3rem; }
li { margin: .25rem 0; }
dt { font-weight: bold; margin-top: .5rem; }
dd { margin: 0; }
.competency { border-top: 1px solid #767676; padding: .5rem 0; }
.range { font-weight: bold; }
.scale { display: flex; gap: 2px; max-width: 11rem; margin: .3rem 0; }
.scale span { flex: 1; height: .85rem; border: 1px solid #767676; position: relative; }
.scale .in { background: #555; border-color: #555; }
.scale .target::after { content: ""; position: absolute; left: 0; right: 0; bottom: -6px; border-bottom: 3px solid #111; }
.levels dt { margin-top: .25rem; }
.step { margin: .5rem 0; }
.sources { border-top: 1px solid #767676; margin-top: 1.5rem; font-size: .875rem; }
p, li, dd, dt, h1, h2, h3, h4 { overflow-wrap: break-word; }
@media (min-width: 44rem) {
  .competency { display: grid; grid-template-columns: 15rem 1fr; column-gap: 1.25rem; }
  .rights dl { display: grid; grid-template-columns: 15rem 1fr; column-gap: 1.25rem; row-gap: .25rem; }
  .rights dt { margin-top: 0; }
}
@page { size: A4; margin: 9mm 12mm; }
@media print {
  body { max-width: none; padding: 0; font-size: 8pt; line-height: 1.22; }
  h1 { font-size: 14pt; }
  .round { font-size: 10pt; margin: 0 0 4pt; }
  .banner, .for { margin: 4pt 0; padding: 2pt 5pt; border-width: 1pt; }
  h2 { font-size: 10.5pt; margin: 5pt 0 1pt; break-after: avoid; }
  h3 { font-size: 9pt; margin: 3pt 0 0; break-after: avoid; }
  h4 { font-size: 8pt; }
  li { margin: .5pt 0; }
  p, ul, ol, dl { margin: 1pt 0; }
  .competency { display: grid; grid-template-columns: 48mm 1fr; column-gap: 4mm; padding: 2pt 0; break-inside: avoid; }
  .competency p, .competency dl { margin: 1pt 0; }
  .levels dt { margin-top: 0; }
  .levels div { margin: 1pt 0; }
  .levels dt, .levels dd { display: inline; }
  .levels dt::after { content: " \2013 "; }
  .scale { max-width: 34mm; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .scale span { height: 2.4mm; }
  .lead, .step p { display: inline; }
  .step strong::after { content: " \2013 "; }
  .step { break-inside: avoid; margin: 1pt 0; }
  .rights dl { display: grid; grid-template-columns: 48mm 1fr; column-gap: 4mm; }
  .rights dt { margin-top: 0; }
  .sources { margin-top: 5pt; font-size: 7.2pt; }
}
)";

std::string points(const std::vector<NoticeText>& all) {
    if (all.empty()) return {};
    std::string out = "<ul>\n";
    for (const NoticeText& one : all) out += html::element("li", one);
    return out + "</ul>\n";
}

std::string section_of_page(const NoticeSection& section) {
    std::string out = "<section class=\"" + html_text(section.id) + "\">\n" + html::element("h2", {section.title});
    for (const NoticeText& paragraph : section.paragraphs) out += html::element("p", paragraph);
    out += points(section.points);
    if (section.rows.empty()) return out + "</section>\n";
    out += "<dl>\n";
    for (const NoticeRow& row : section.rows) out += html::element("dt", {row.title}) + html::element("dd", row.text);
    return out + "</dl>\n</section>\n";
}

/// A box for each level; those of the range are filled, the target is underlined. The words beside it say the same.
std::string picture(const PersonCompetency& one, std::size_t levels) {
    if (one.low == 0) return {};
    std::string out = "<div class=\"scale\" aria-hidden=\"true\">";
    for (int level = 1; level <= static_cast<int>(levels); ++level) {
        std::string classes = one.low <= level && level <= one.high ? "in" : "";
        if (level == one.target) classes += classes.empty() ? "target" : " target";
        out += classes.empty() ? "<span></span>" : "<span class=\"" + classes + "\"></span>";
    }
    return out + "</div>\n";
}

std::string render(const PersonCompetency& one, std::size_t levels) {
    std::string out = "<div class=\"competency\">\n<div>\n" + html::element("h4", one.title) + picture(one, levels);
    if (!one.range.empty()) out += html::element("p", {one.range}, " class=\"range\"");
    out += "</div>\n<div>\n";
    std::string notes;
    for (const std::string& note : one.notes) notes += (notes.empty() ? "" : " ") + note;
    out += html::element("p", {notes});
    if (!one.levels.empty()) {
        out += "<dl class=\"levels\">\n";
        for (const PersonLevel& level : one.levels)
            out += "<div>" + html::element("dt", level.title) + html::element("dd", level.descriptor) + "</div>\n";
        out += "</dl>\n";
    }
    return out + "</div>\n</div>\n";
}

std::string results(const PersonDocument& page) {
    std::string out = "<section>\n" + html::element("h2", {page.results_title});
    for (const PersonDomain& domain : page.domains) {
        out += html::element("h3", domain.title);
        for (const PersonCompetency& one : domain.competencies) out += render(one, page.levels);
    }
    return out + "</section>\n";
}

std::string steps(const PersonDocument& page) {
    std::string out = "<section>\n" + html::element("h2", {page.steps_title});
    for (const std::string& sentence : page.steps_lead) out += html::element("p", {sentence});
    if (page.steps.empty()) return out + "</section>\n";
    out += "<ol>\n";
    for (const PersonStep& step : page.steps) {
        out += "<li class=\"step\">" + html::element("strong", step.title);
        for (const NoticeText& line : step.lines) out += html::element("p", line);
        out += "</li>\n";
    }
    return out + "</ol>\n</section>\n";
}

}  // namespace

std::string render_person_page(const PersonDocument& page) {
    std::string out = html::head(page.language, page.kind + " · " + page.title.text, person_style) + "<main>\n";
    out += html::element("h1", {page.kind}) + html::element("p", page.title, " class=\"round\"");
    if (!page.banner.empty()) out += html::element("p", {page.banner}, " class=\"banner\"");
    for (std::size_t i = 0; i < page.lead.size(); ++i) out += html::element("p", page.lead[i], i == 0 ? " class=\"for\"" : " class=\"lead\"");
    out += section_of_page(page.how) + results(page) + steps(page);
    for (const NoticeSection& section : page.sections) out += section_of_page(section);
    if (!page.sources.empty()) out += "<div class=\"sources\">\n";
    for (const NoticeText& source : page.sources) out += html::element("p", source);
    if (!page.sources.empty()) out += "</div>\n";
    return out + "</main>\n</body>\n</html>\n";
}

}  // namespace capgap
