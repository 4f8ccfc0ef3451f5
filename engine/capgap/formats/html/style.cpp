#include <capgap/formats/html/style.hpp>

namespace capgap::html {

namespace {

// Fonts are those of the reader's system: nothing is fetched. One hue; every pair of text and ground keeps WCAG's contrast of 4.5 (ink on the darkest
// fill: 5.4).
constexpr const char* screen = R"css(
:root {
  --ink: #16233b; --soft: #4b5a73; --line: #d3dbe7; --rule: #9fb0c8; --wash: #f4f7fb; --paper: #ffffff; --blue: #1f4e8c;
  --s1: #e7eff9; --s2: #cfdff2; --s3: #b3cdea; --s4: #92b7df; --s5: #709fd3;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", "Helvetica Neue", Arial, sans-serif;
  --serif: "Iowan Old Style", "Palatino Linotype", Palatino, "Noto Serif", "Liberation Serif", Georgia, Cambria, "Times New Roman", serif;
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-behavior: smooth; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.55 var(--sans); text-align: right; }
.document { display: none; text-align: left; }
.inner { max-width: 76rem; margin: 0 auto; padding: 0 1.5rem; }
p, ul, ol, dl { max-width: 44rem; }
a { color: var(--blue); }
:focus-visible { outline: 3px solid var(--blue); outline-offset: 2px; }
.unseen, .language-choice, .skip { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip:focus { position: static; display: inline-block; width: auto; height: auto; margin: .5rem 0; clip-path: none; padding: .5rem 1rem;
  background: var(--ink); color: #fff; }
.language { display: inline-block; margin: .75rem 1.5rem .25rem 0; padding: .3rem .2rem; border-bottom: 2px solid transparent; color: var(--blue); cursor: pointer; }
.language + .language-choice + .language { margin-left: 0; }

.top { border-top: 6px solid var(--blue); }
.kind { margin: 1.75rem 0 .5rem; color: var(--soft); font-size: .95rem; letter-spacing: .01em; }
h1 { margin: 0 0 1.5rem; max-width: 50rem; font: 600 2.3rem/1.18 var(--serif); letter-spacing: -.01em; text-wrap: balance; }
h2 { margin: 0 0 1.1rem; padding-top: 1.2rem; border-top: 2px solid var(--ink); font: 600 1.6rem/1.25 var(--serif); }
h3 { margin: 2rem 0 .6rem; font: 600 1.12rem/1.35 var(--sans); }
section { margin: 3.5rem 0 0; }

.banner { margin: 0 0 .75rem; padding: .7rem 1rem; max-width: 52rem; border: 1px solid var(--rule); border-left: 6px solid var(--blue); background: var(--wash); }
.banner strong { display: block; }
.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr)); gap: .9rem 2rem; max-width: none; margin: 1.75rem 0 0; padding: 1.1rem 0; border-top: 1px solid var(--line);
  border-bottom: 1px solid var(--line); }
.facts dt { color: var(--soft); font-size: .82rem; }
.facts dd { margin: 0; }

.opening { margin-top: 2.5rem; padding: 1.8rem 2rem .8rem; background: var(--wash); border-top: 2px solid var(--ink); }
.opening h2 { padding: 0; border: 0; }
.opening div { display: grid; grid-template-columns: 11rem minmax(0, 48rem); gap: .15rem 1.5rem; padding: 1rem 0; border-top: 1px solid var(--line); }
.opening h3 { margin: .35rem 0 0; color: var(--blue); font-size: .9rem; }
.opening p { margin: 0; max-width: none; font: 1.2rem/1.5 var(--serif); }
.opening .limits p { font-size: 1.05rem; }

nav { margin: 2rem 0 0; }
nav ol { columns: 2 20rem; max-width: 52rem; margin: .3rem 0 0; padding-left: 1.4rem; }
nav li { padding: .12rem 0; }

.scroll { position: relative; margin: 1.2rem 0 0; overflow-x: auto; border: 1px solid var(--line); }
.fit { width: fit-content; max-width: 100%; }
table { border-collapse: collapse; font-size: .88rem; line-height: 1.3; font-variant-numeric: tabular-nums lining-nums; }
.heat table { width: 100%; table-layout: fixed; min-width: calc(var(--names) + var(--broad) * var(--broad-width) + var(--narrow) * 3.1rem); --names: 15rem; --broad-width: 7.4rem; }
.names { width: var(--names); } .broad { width: var(--broad-width); }
caption { padding: .7rem .8rem; border-bottom: 1px solid var(--line); text-align: left; font-weight: 600; font-size: .95rem; }
th { font-weight: 400; text-align: left; unicode-bidi: isolate; }
thead th { vertical-align: bottom; padding: .45rem .6rem; color: var(--soft); font-size: .8rem; border-bottom: 1px solid var(--rule); background: var(--paper); }
thead .figures { text-align: right; }
thead .over { border-bottom: 1px solid var(--line); border-left: 1px solid var(--line); color: var(--ink); font-weight: 600; text-align: center; }
thead .first { border-left: 1px solid var(--line); }
thead small { display: block; font-size: .74rem; }
thead .upright { padding: .5rem .2rem; text-align: center; }
thead .upright span { display: inline-block; max-height: 11.5rem; writing-mode: vertical-rl; transform: rotate(180deg); text-align: left; line-height: 1.2; color: var(--ink); }
thead .upright small { margin-top: .3rem; }
tbody th, tbody td { padding: .34rem .6rem; border-top: 1px solid var(--line); vertical-align: middle; }
tbody th { min-width: 12rem; max-width: 22rem; background: var(--paper); }
tbody .group th { padding-top: .8rem; font-weight: 600; background: var(--wash); }
tbody th small { color: var(--soft); }
th.d1 { padding-left: 1.5rem; } th.d2 { padding-left: 2.5rem; } th.d3 { padding-left: 3.5rem; } th.d4 { padding-left: 4.5rem; } th.d5 { padding-left: 5.5rem; }
th.d0 { font-weight: 600; } .plain th.d0 { font-weight: 400; }
td { text-align: right; white-space: nowrap; }
td.text { text-align: left; white-space: normal; min-width: 10rem; max-width: 34rem; }
.heat td { text-align: center; padding: .3rem .15rem; }
.heat thead .figures { text-align: center; }
.heat tbody th { min-width: 0; max-width: none; }
td.share { line-height: 1.15; }
td.mark, td.bound { color: var(--soft); }
td .detail { display: block; color: var(--soft); font-size: .74rem; }
td sup { margin-left: .1rem; font-size: .75em; line-height: 0; }
.s1 { background: var(--s1); } .s2 { background: var(--s2); } .s3 { background: var(--s3); } .s4 { background: var(--s4); } .s5 { background: var(--s5); }
td.s1, td.s2, td.s3, td.s4, td.s5 { font-weight: 600; }
td.s1 .detail, td.s2 .detail, td.s3 .detail, td.s4 .detail, td.s5 .detail { color: var(--ink); font-weight: 400; }
.legend { margin: .7rem 0 0; font-size: .84rem; color: var(--soft); }
.legend p { margin: 0 0 .3rem; font-weight: 600; }
.legend ul { display: flex; flex-wrap: wrap; gap: .15rem 1.3rem; max-width: 60rem; margin: 0; padding: 0; list-style: none; }
.legend .words { flex-basis: 100%; }
.legend .swatch { display: inline-block; width: 1.5rem; height: .95rem; margin-right: .4rem; vertical-align: -.1rem; border: 1px solid var(--rule); }
.legend b { display: inline-block; min-width: .9rem; color: var(--ink); }
.note { margin: .5rem 0 0; font-size: .84rem; color: var(--soft); max-width: 60rem; }

figure { margin: 1.1rem 0 0; max-width: 52rem; }
figcaption { margin-bottom: .35rem; }
figcaption small { color: var(--soft); }
.bar { display: flex; height: 1.1rem; border: 1px solid var(--rule); }
.bar span { display: block; border-right: 1px solid var(--paper); }
.parts { display: flex; flex-wrap: wrap; gap: .1rem 1.4rem; max-width: none; margin: .3rem 0 0; padding: 0; list-style: none; font-size: .9rem; }
.parts .swatch { display: inline-block; width: .8rem; height: .8rem; margin-right: .35rem; border: 1px solid var(--rule); }

.terms { max-width: 66rem; }
.terms > div { display: grid; grid-template-columns: 15rem minmax(0, 1fr); gap: .1rem 1.5rem; padding: .7rem 0; border-top: 1px solid var(--line); }
.terms dt { font-weight: 600; }
.terms dd { margin: 0; max-width: 48rem; }
.terms code { display: block; margin: .3rem 0; padding: .35rem .6rem; overflow-x: auto; background: var(--wash); font-size: .82rem; white-space: pre-wrap; }
.terms .from { font-size: .82rem; color: var(--soft); }
footer { margin: 4rem 0 0; padding: 1.2rem 0 2.5rem; border-top: 2px solid var(--ink); font-size: .85rem; color: var(--soft); }
footer p { max-width: none; margin: 0; }

@media (max-width: 40rem) {
  .inner { padding: 0 1rem; }
  h1 { font-size: 1.7rem; }
  h2 { font-size: 1.35rem; }
  .opening { margin-left: -1rem; margin-right: -1rem; padding: 1.3rem 1rem .5rem; }
  .opening div, .terms > div { grid-template-columns: minmax(0, 1fr); }
  .opening p { font-size: 1.08rem; }
  .facts { grid-template-columns: 1fr; }
  .scroll { width: auto; max-width: none; margin-left: -1rem; margin-right: -1rem; border-left: 0; border-right: 0; }
  .heat td.number { white-space: normal; }
  .language { margin-right: 1rem; }
}
/* The names stay in sight while a wide table is moved. */
@media screen {
  .scroll tbody tr:not(.group) th, .scroll thead .corner { position: sticky; left: 0; z-index: 1; border-right: 1px solid var(--line); }
  .scroll caption span { position: sticky; left: .8rem; display: inline-block; max-width: min(66rem, calc(100vw - 4rem)); }
}
@media screen and (max-width: 40rem) {
  tbody th { min-width: 8.5rem; max-width: 9.5rem; overflow-wrap: anywhere; hyphens: auto; }
  .heat table { --names: 9rem; --broad-width: 5.5rem; }
  th.d1 { padding-left: .9rem; } th.d2 { padding-left: 1.2rem; } th.d3 { padding-left: 1.5rem; } th.d4 { padding-left: 1.8rem; } th.d5 { padding-left: 2.1rem; }
}
)css";

// A section with a wide table has landscape pages of its own; heads of tables are repeated on each page.
constexpr const char* print = R"css(
@page { size: A4; margin: 15mm 15mm 17mm; @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; color: #4b5a73; } }
@page wide { size: A4 landscape; margin: 12mm 12mm 15mm; }
@media print {
  html { font-size: 9.6pt; }
  * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  .language, .skip, nav { display: none; }
  .inner { max-width: none; padding: 0; }
  .document { padding-top: 3mm; }
  .kind { margin: 0 0 1mm; }
  h1 { margin-bottom: 3mm; font-size: 18pt; }
  h2 { margin-bottom: 3mm; padding-top: 3mm; }
  .document p { margin: 0 0 2mm; }
  p, ul, ol { max-width: none; }
  .legend ul { max-width: none; }
  .legend .words { flex-basis: auto; }
  h2, h3, caption { break-after: avoid; }
  section { margin-top: 8mm; }
  .opening ~ section:nth-of-type(2) { break-before: page; margin-top: 0; }
  section.wide { page: wide; break-before: page; margin-top: 0; }
  .banner { margin-bottom: 2mm; padding: 1.6mm 3mm; font-size: 8.6pt; }
  .facts { grid-template-columns: repeat(4, 1fr); gap: 2mm 5mm; margin-top: 3mm; padding: 2.5mm 0; font-size: 8.2pt; line-height: 1.35; }
  .opening { margin-top: 4mm; padding: 3mm 4mm 1mm; }
  .opening h2 { margin-bottom: 1.5mm; }
  .opening div { grid-template-columns: 28mm minmax(0, 1fr); gap: 0 4mm; padding: 1.8mm 0; }
  .opening h2, .opening h3 { break-after: auto; }
  .opening h3 { margin-top: .3mm; font-size: 8.6pt; }
  .opening p { margin: 0; font-size: 10.2pt; line-height: 1.36; }
  .opening .limits p { font-size: 9.4pt; }
  .opening div, .banner, figure, .terms > div { break-inside: avoid; }
  .scroll { overflow: visible; border: 0; }
  thead { display: table-header-group; break-after: avoid; }
  tbody:first-of-type tr:first-child { break-before: avoid; }
  tr { break-inside: avoid; }
  .group { break-after: avoid; }
  table { font-size: 8.2pt; }
  tbody th, tbody td { padding: 2pt 5pt; }
  li { line-height: 1.4; }
  .wide table { font-size: 7.2pt; }
  .wide tbody th { min-width: 0; max-width: 55mm; }
  .wide tbody th, .wide tbody td { padding: 1pt 3pt; }
  .wide th.d1 { padding-left: 8pt; } .wide th.d2 { padding-left: 16pt; } .wide th.d3 { padding-left: 24pt; }
  .heat table { min-width: 0; --names: 46mm; --broad-width: 22mm; }
  .heat td { padding: 1.2pt 1pt; }
  thead th { padding: 1.5pt 3pt; font-size: 7pt; }
  thead .upright { padding: 1.5pt 1pt; }
  /* Browsers repeat the head of a table on the next page only if it takes less than a quarter of the page. */
  thead .upright span { max-height: 25mm; }
  td .detail { font-size: 6.2pt; }
  .legend, .note { font-size: 8pt; line-height: 1.35; break-before: avoid; break-inside: avoid; }
  a { color: inherit; text-decoration: none; }
  footer { margin-top: 6mm; padding-bottom: 0; break-before: avoid; break-inside: avoid; }
}
)css";

}  // namespace

std::string page_style(const std::vector<std::string>& languages) {
    std::string chosen;
    for (const std::string& id : languages) {
        const std::string button = "#show-" + id;
        chosen.append(button).append(":checked ~ #").append(id).append(" { display: block; }\n");
        chosen.append(button).append(":checked + .language { border-color: var(--blue); color: var(--ink); font-weight: 600; }\n");
        chosen.append(button).append(":focus-visible + .language { outline: 3px solid var(--blue); outline-offset: 2px; }\n");
    }
    if (languages.size() == 1) chosen = ".document { display: block; }\n";
    return std::string(screen) + chosen + print;
}

}  // namespace capgap::html
