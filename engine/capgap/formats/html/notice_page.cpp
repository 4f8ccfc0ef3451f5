#include <capgap/formats/html/notice_page.hpp>

#include <capgap/base/html_text.hpp>
#include <capgap/formats/html/page_parts.hpp>

#include <string_view>

namespace capgap {

namespace {

/// Black on white, so that a copy of a copy can be read; no colour carries a meaning.
constexpr std::string_view notice_style = R"(
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 46rem; padding: 1rem; font: 1rem/1.5 "Noto Sans", "Liberation Sans", Arial, sans-serif; color: #111; background: #fff; }
section.language { border-top: 2px solid #111; margin-top: 1.5rem; padding-top: 1rem; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0; }
.round { margin: .25rem 0 0; font-size: 1.1rem; }
.banner { border: 2px solid #111; margin: 1rem 0 0; padding: .5rem .75rem; font-weight: bold; }
h2 { font-size: 1.15rem; line-height: 1.3; margin: 1.5rem 0 .25rem; }
dl, ul, p { margin: .25rem 0; }
ul { padding-left: 1.2rem; }
li { margin: .25rem 0; }
dt { font-weight: bold; margin-top: .5rem; }
dd { margin: 0; }
p, li, dd, dt, h1, h2 { overflow-wrap: break-word; }
a { color: #111; }
@media (min-width: 36rem) {
  dl { display: grid; grid-template-columns: 11rem 1fr; column-gap: 1rem; row-gap: .35rem; }
  dt { margin-top: 0; }
}
@page { size: A4; margin: 13mm 15mm; }
@media print {
  body { max-width: none; padding: 0; font-size: 9.4pt; line-height: 1.32; }
  nav { display: none; }
  section.language { border: 0; margin: 0; padding: 0; }
  section.language + section.language { break-before: page; }
  h1 { font-size: 15pt; }
  .round { font-size: 11pt; }
  .banner { margin-top: 6pt; padding: 3pt 6pt; }
  h2 { font-size: 11pt; margin: 8pt 0 1pt; break-after: avoid; }
  dl { display: grid; grid-template-columns: 38mm 1fr; column-gap: 4mm; row-gap: 2pt; }
  dt { margin-top: 0; }
  dd, dt, li { break-inside: avoid; }
  li { margin: 1.5pt 0; }
}
)";

std::string render(const NoticeSection& section) {
    std::string out = html::element("h2", {section.title});
    for (const NoticeText& paragraph : section.paragraphs) out += html::element("p", paragraph);
    if (!section.rows.empty()) out += "<dl>\n";
    for (const NoticeRow& row : section.rows) out += html::element("dt", {row.title}) + html::element("dd", row.text);
    if (!section.rows.empty()) out += "</dl>\n";
    if (!section.points.empty()) out += "<ul>\n";
    for (const NoticeText& point : section.points) out += html::element("li", point);
    if (!section.points.empty()) out += "</ul>\n";
    return out;
}

std::string render(const NoticeDocument& notice) {
    std::string out = "<section class=\"language\"" + html::attribute("id", notice.language) + html::attribute("lang", notice.language) + ">\n";
    out += html::element("h1", {notice.kind});
    out += html::element("p", notice.title, " class=\"round\"");
    if (!notice.banner.empty()) out += html::element("p", {notice.banner}, " class=\"banner\"");
    for (const NoticeSection& section : notice.sections) out += render(section);
    return out + "</section>\n";
}

/// To each language, in the words of the first one; nothing to choose where there is one.
std::string language_choice(const std::vector<NoticeDocument>& languages) {
    if (languages.size() < 2) return {};
    std::string out = "<nav" + html::attribute("aria-label", languages.front().language_choice) + ">\n<p>";
    for (std::size_t i = 0; i < languages.size(); ++i) {
        const NoticeDocument& one = languages[i];
        out += (i > 0 ? " · <a" : "<a") + html::attribute("href", '#' + one.language) + html::attribute("lang", one.language) +
               html::attribute("hreflang", one.language) + '>' + html_text(one.language_name) + "</a>";
    }
    return out + "</p>\n</nav>\n";
}

}  // namespace

std::string render_notice_page(const std::vector<NoticeDocument>& languages) {
    const NoticeDocument none;
    const NoticeDocument& first = languages.empty() ? none : languages.front();
    std::string out = "<!DOCTYPE html>\n<html" + html::attribute("lang", first.language) + ">\n<head>\n<meta charset=\"utf-8\">\n";
    out += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
    out += "<title>" + html_text(first.kind) + " · " + html_text(first.title.text) + "</title>\n<style>" + std::string(notice_style) +
           "</style>\n</head>\n<body>\n";
    out += language_choice(languages) + "<main>\n";
    for (const NoticeDocument& one : languages) out += render(one);
    return out + "</main>\n</body>\n</html>\n";
}

}  // namespace capgap
