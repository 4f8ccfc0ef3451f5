#include <capgap/formats/svg/drawing.hpp>
#include <capgap/formats/svg/svg_parts.hpp>

#include <algorithm>

namespace capgap::svg {

namespace {

constexpr double titles_width = 290;
constexpr double cell_width = 48;
constexpr double cell_height = 30;
constexpr double interval_size = 9;
constexpr int first_dark = 4;  ///< from this step on, words are white

double left_of(std::size_t column) {
    return edge + titles_width + static_cast<double>(column) * cell_width;
}

/// Titles from bottom to top, each over its column.
std::string head(const std::vector<std::string>& columns, double top, double& bottom) {
    constexpr double longest = 200;
    constexpr double size = 12;
    double height = 0;
    std::vector<std::vector<std::string>> titles;
    for (const std::string& column : columns) {
        titles.push_back(lines_of(column, longest, size));
        for (const std::string& line : titles.back()) height = std::max(height, width_of(line, size));
    }
    bottom = top + height + 6;
    std::string out;
    for (std::size_t c = 0; c < columns.size(); ++c) {
        const double block_height = static_cast<double>(titles[c].size()) * size * line_height;
        double x = left_of(c) + (cell_width - block_height) / 2;
        for (const std::string& line : titles[c]) {
            x += size * line_height;
            const std::string turn = "translate(" + length(x - 3) + ' ' + length(bottom - 4) + ") rotate(-90)";
            out += element("g", {{"transform", turn}}, words({0, 0, size, line}));
        }
    }
    return out;
}

std::string cell_markup(const HeatMap::Cell& cell, double x, double y, double height) {
    const bool dark = cell.shade && *cell.shade >= first_dark;
    const std::string_view ink = dark ? "#fff" : "#111";
    const std::string_view fill = cell.hidden ? hatched : cell.shade ? fill_of(*cell.shade) : "#fff";
    std::string out = box({x, y, cell_width, height, fill, "#8a8a8a"});
    const bool two_lines = !cell.share.printed.interval.empty();
    const double across = x + cell_width / 2;
    const double middle = y + height / 2;
    const std::string text = cell.share.printed.text + cell.mark;
    if (cell.hidden) out += box({across - 9, middle - 9, 18, 18, "#fff"});  // words are not read over stripes
    out += words({across, middle + (two_lines ? -1 : 5), text_size, text, "middle", false, ink});
    if (two_lines) out += words({across, middle + 10, interval_size, cell.share.printed.interval, "middle", false, ink});
    return share_group(cell.share, out);
}

std::string row_markup(const HeatMap::Row& row, double& y) {
    constexpr double step = 12;
    constexpr double size = 12;
    const double left = edge + row.depth * step;
    const double width = edge + titles_width - left - 8;
    const std::string title = row.note.empty() ? row.title : row.title + " (" + row.note + ')';
    const double text_height = static_cast<double>(lines_of(title, width, size).size()) * size * line_height;
    const double height = std::max(cell_height, text_height + 4);
    double text_top = y + (height - text_height) / 2 - 2;
    std::string out = block(title, left, text_top, width, size);
    for (std::size_t c = 0; c < row.cells.size(); ++c) out += cell_markup(row.cells[c], left_of(c), y, height);
    y += height;
    return out;
}

std::string legend(const std::vector<LegendEntry>& entries, double width, double& y) {
    std::string out;
    double x = edge + 40;
    for (const LegendEntry& entry : entries) {
        if (!entry.shade) {
            if (x > edge + 40) y += 20;
            x = edge + 40;
            out += legend_line(entry.mark, entry.text, y, width);
            y += 3;
            continue;
        }
        out += box({x, y + 4, 22, 14, fill_of(*entry.shade), "#8a8a8a"}) + words({x + 27, y + 15, note_size, entry.text});
        x += 90;
    }
    return out;
}

}  // namespace

Drawing draw(const HeatMap& map, double top) {
    const double width = left_of(map.columns.size()) + edge;
    double y = top;
    std::string out = head(map.columns, top, y);
    for (const HeatMap::Row& row : map.rows) out += row_markup(row, y);
    y += 6;
    out += legend(map.legend, std::max(width, 1000.0), y);
    return {std::move(out), width, y};
}

}  // namespace capgap::svg
