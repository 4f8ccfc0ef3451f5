#pragma once

#include <capgap/report/charts.hpp>

#include <string>

namespace capgap {

/// A chart as a picture that can be taken elsewhere: its words are words, it says in them what it shows, and what must be read beside it stands
/// below. Black on white with one hue; nothing hangs on the colour. Each share bears the ids of its row and the numbers of gaps.csv as attributes
/// (`data-competency`, `data-share`, ...). The same bytes for the same chart.
[[nodiscard]] std::string render_svg(const Chart& chart);

}  // namespace capgap
