#include <capgap/formats/svg/drawing.hpp>
#include <capgap/formats/svg/svg_parts.hpp>

#include <algorithm>

namespace capgap::svg {

namespace {

constexpr double whole_width = 1000;
constexpr double plot_left = 330;
constexpr double plot_width = 440;
constexpr double plot_right = plot_left + plot_width;
constexpr double answers_right = whole_width - edge;
constexpr double thickness = 12;

double at(double share) {
    return plot_left + share * plot_width;
}

std::string stroke(double x1, double y1, double x2, double y2, std::string_view colour, std::string_view width) {
    return element("line", {{"x1", length(x1)},
                            {"y1", length(y1)},
                            {"x2", length(x2)},
                            {"y2", length(y2)},
                            {"stroke", std::string(colour)},
                            {"stroke-width", std::string(width)}});
}

std::string dot(double x, double y, bool ring) {
    return element("circle",
                   {{"cx", length(x)}, {"cy", length(y)}, {"r", "5"}, {"fill", ring ? "#fff" : "#111"}, {"stroke", "#111"}, {"stroke-width", "2"}});
}

std::string interval_line(double low, double high, double y) {
    return stroke(low, y, high, y, "#111", "2") + stroke(low, y - 5, low, y + 5, "#111", "2") + stroke(high, y - 5, high, y + 5, "#111", "2");
}

std::string range_bar(double low, double high, double y) {
    return box({low, y - thickness / 2, high - low, thickness, "#e3e3e3", "#8a8a8a", true});
}

std::string bound_bar(double from, double to, double edge_at, double y) {
    return box({from, y - thickness / 2, to - from, thickness, hatched}) + stroke(edge_at, y - 9, edge_at, y + 9, "#111", "2");
}

std::string drawn_share(const ChartShare& share, double y) {
    if (!share.share) return box({plot_left, y - thickness / 2, plot_width, thickness, hatched});
    const double x = at(*share.share);
    if (share.less) return bound_bar(plot_left, x, x, y);
    if (share.more) return bound_bar(x, plot_right, x, y);
    std::string out;
    if (share.possible) out += range_bar(at(share.possible->low), at(share.possible->high), y);
    if (share.interval && share.interval->high > share.interval->low) out += interval_line(at(share.interval->low), at(share.interval->high), y);
    return out + dot(x, y, share.careful);
}

std::string printed(const ChartShare& share) {
    if (share.printed.text.empty()) return {};
    return share.printed.interval.empty() ? share.printed.text : share.printed.text + " (" + share.printed.interval + ')';
}

/// The lines at 0, 20, ... 100 with their numbers above.
std::string scale(double top, double bottom) {
    std::string out;
    for (int in_100 = 0; in_100 <= 100; in_100 += 20) {
        const double x = at(in_100 / 100.0);
        out += stroke(x, top, x, bottom, "#cccccc", "1") + words({x, top - 5, note_size, std::to_string(in_100), "middle"});
    }
    return out;
}

std::string legend(const RangeChart& chart, double& y) {
    constexpr double left = edge + 5;
    constexpr double right = edge + 35;
    std::string out;
    const auto entry = [&](const std::string& text, const auto& sign) {
        if (text.empty()) return;
        out += sign(y + note_size * 0.9);
        out += legend_line({}, text, y, whole_width);
        y += 3;
    };
    entry(chart.dot, [&](double at_y) { return dot((left + right) / 2, at_y, false); });
    entry(chart.ring, [&](double at_y) { return dot((left + right) / 2, at_y, true); });
    entry(chart.line, [&](double at_y) { return interval_line(left, right, at_y); });
    entry(chart.bar, [&](double at_y) { return range_bar(left, right, at_y); });
    entry(chart.bound, [&](double at_y) { return bound_bar(left, right - 8, right - 8, at_y); });
    entry(chart.hidden, [&](double at_y) { return box({left, at_y - thickness / 2, right - left, thickness, hatched}); });
    return out;
}

std::string row_markup(const RangeChart::Row& row, double& y) {
    constexpr double step = 14;
    const double left = edge + row.depth * step;
    const double top = y;
    std::string out = block(row.title, left, y, plot_left - left - 10, text_size);
    if (!row.note.empty()) out += block(row.note, left, y, plot_left - left - 10, note_size);
    const bool shown = !row.share.printed.text.empty();
    const double least = shown && !row.share.printed.words.empty() ? 26 : 0;  // what must be said stands below the figure
    y = std::max(y, top + least) + 8;
    const double middle = top + (y - top) / 2;
    std::string inner = drawn_share(row.share, middle);
    double beside = shown ? middle + 2 : middle - note_size;
    if (shown) {
        const double line = middle + (least > 0 ? 0 : text_size / 3);
        inner += words({plot_right + 12, line, text_size, printed(row.share)});
        inner += words({answers_right, line, text_size, row.share.answers, "end"});
    }
    for (const std::string& said : row.share.printed.words) inner += block(said, plot_right + 12, beside, answers_right - plot_right - 12, 10);
    return out + share_group(row.share, inner);
}

}  // namespace

Drawing draw(const RangeChart& chart, double top) {
    const double scale_top = top + text_size * line_height;
    double y = scale_top + 2;
    std::string rows;
    for (const RangeChart::Row& row : chart.rows) rows += row_markup(row, y);
    std::string out = scale(scale_top, y) + words({answers_right, scale_top - 5, note_size, chart.answers_title, "end"}) + rows;
    y += 8;
    out += legend(chart, y);
    return {std::move(out), whole_width, y};
}

}  // namespace capgap::svg
