#pragma once

#include <gtest/gtest.h>

#include <map>
#include <string>

namespace capgap::yaml {

/// The smallest file of each kind.
inline const std::map<std::string, std::string> good_files{
    {"framework", R"(capgap: framework/1
id: f
version: "1"
languages: [en]
text_default: {status: project, source: s}
sources: {s: {title: S}}
title: {en: F}
attribution: {en: F}
endorsement: none
licence: {name: CC0, scope: {en: all}}
levels:
  - {id: a, title: {en: A}}
  - {id: b, title: {en: B}}
domains:
  - id: d
    title: {en: D}
    competencies:
      - {id: c, title: {en: C}, descriptors: {a: {en: CA}, b: {en: CB}}}
)"},
    {"profiles", R"(capgap: profiles/1
id: p
version: "1"
framework: {id: f, version: "1"}
languages: [en]
text_default: {status: project, source: s}
sources: {s: {title: S}}
status: proposed
profiles:
  - {id: a, title: {en: A}, targets: {c: 2}}
)"},
    {"survey", R"(capgap: survey/1
id: s
version: "1"
framework: {id: f, version: "1"}
unit: institution
languages: [en]
text_default: {status: project, source: s}
sources: {s: {title: S}}
title: {en: S}
disclaimer: {en: no}
scales:
  - {id: x, options: [{id: "0", score: 0, title: {en: N}}, {id: "1", score: 1, title: {en: Y}}]}
items:
  - {id: i, competency: c, scale: x, title: {en: I}}
scoring:
  method: classical
  cut_scores: {values: [50], method: {en: half}, source: s}
)"},
    {"catalogue", R"(capgap: catalogue/1
id: k
version: "1"
framework: {id: f, version: "1"}
languages: [en]
text_default: {status: project, source: s}
sources: {s: {title: S}}
title: {en: K}
mapping_method: {en: guessed}
licence: CC0
remedies:
  - {id: r, kind: course, title: {en: R}, modules: [{competency: c, from: 1, to: 2}]}
)"},
    {"assessment", R"(capgap: assessment/1
id: a
languages: [en]
title: {en: A}
data: {collected_from: 2026-03-02, collected_to: 2026-03-27}
design: census
institutions: i.csv
instruments:
  - {framework: f, survey: s, targets: t, responses: r.csv, format: tidy}
)"},
    {"mapping", R"(capgap: mapping/1
id: m
survey: {id: s, version: "1"}
tables:
  t: {"Yes": "1"}
institution: {constant: x}
items:
  i: {code: q1, table: t}
)"},
    {"calibration", R"(capgap: calibration/1
id: a
model: grm
framework: {id: f, version: "1"}
survey: {id: s, version: "1", sha256: "0000000000000000000000000000000000000000000000000000000000000000"}
grid: {nodes: 61, limit: 6}
weights: none
competencies:
  - {id: c, people: 3, undefined: few_people}
)"},
    {"texts", R"(capgap: texts/1
language: en
texts:
  a: {b: B}
  c.d: D
)"},
};

/// The text with `to` in the place of the first `from`.
inline std::string changed(const std::string& text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    std::string out = text;
    return out.replace(at, from.size(), to);
}

}  // namespace capgap::yaml
