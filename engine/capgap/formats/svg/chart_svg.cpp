#include <capgap/formats/svg/chart_svg.hpp>

#include <capgap/base/format_number.hpp>
#include <capgap/base/html_text.hpp>
#include <capgap/formats/svg/drawing.hpp>
#include <capgap/formats/svg/svg_parts.hpp>

#include <array>

namespace capgap {

namespace svg {

std::string share_group(const ChartShare& share, const std::string& inner) {
    Attributes attributes = {{"data-institution", share.institution}, {"data-competency", share.competency}};
    const auto number = [&attributes](std::string_view name, double value) { attributes.emplace_back(name, format_number(value)); };
    if (share.share) number(share.less ? "data-less-than" : share.more ? "data-more-than" : "data-share", *share.share);
    if (share.interval) {
        number("data-low", share.interval->low);
        number("data-high", share.interval->high);
    }
    if (share.possible) {
        number("data-possible-low", share.possible->low);
        number("data-possible-high", share.possible->high);
    }
    return element("g", attributes, inner);
}

std::string box(const Box& one) {
    Attributes attributes = {
        {"x", length(one.x)}, {"y", length(one.y)}, {"width", length(one.width)}, {"height", length(one.height)}, {"fill", std::string(one.fill)}};
    if (one.stroke != "none") attributes.emplace_back("stroke", one.stroke);
    if (one.dashed) attributes.emplace_back("stroke-dasharray", "3 2");
    return element("rect", attributes);
}

std::string block(const std::string& text, double x, double& y, double width, double size, bool bold) {
    std::string out;
    for (const std::string& line : lines_of(text, width, bold ? size * 1.1 : size)) {
        y += size * line_height;
        out += words({x, y, size, line, "start", bold});
    }
    return out;
}

std::string legend_line(const std::string& sign, const std::string& text, double& y, double width) {
    constexpr double indent = 40;
    const double first = y + note_size * line_height;
    std::string out = words({edge + indent / 2, first, text_size, sign, "middle"});
    return out + block(text, edge + indent, y, width - 2 * edge - indent, note_size);
}

std::string_view fill_of(int shade) {
    static constexpr std::array<std::string_view, ReportCell::max_shade> steps = {"#e9eff6", "#c6d6e7", "#95b3d0", "#4a78a6", "#1c4a74"};
    return steps.at(static_cast<std::size_t>(shade - 1));
}

}  // namespace svg

std::string render_svg(const Chart& chart) {
    using namespace svg;
    constexpr double least_width = 1000;
    const Drawing probe = std::visit([](const auto& drawn) { return draw(drawn, 0); }, chart.drawn);
    const double width = std::max(least_width, probe.width);
    double y = edge / 2;
    std::string body = block(chart.title, edge, y, width - 2 * edge, 20, true);
    body += block(chart.caption, edge, y, width - 2 * edge, 14);
    const Drawing drawing = std::visit([y](const auto& drawn) { return draw(drawn, y + 10); }, chart.drawn);
    body += drawing.markup;
    y = drawing.bottom + 6;
    for (const std::string& note : chart.notes) body += block(note, edge, y, width - 2 * edge, note_size);
    y += edge;
    const std::string hatch =
        element("pattern", {{"id", "hatch"}, {"width", "6"}, {"height", "6"}, {"patternUnits", "userSpaceOnUse"}, {"patternTransform", "rotate(45)"}},
                box({0, 0, 6, 6, "#fff"}) + box({0, 0, 1.5, 6, "#777"}));
    const std::string inner = "\n" + element("title", {{"id", "title"}}, html_text(chart.title)) +
                              element("desc", {{"id", "description"}}, html_text(chart.description)) + element("defs", {}, hatch) +
                              box({0, 0, width, y, "#fff"}) + body;
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + element("svg",
                                                                    {{"xmlns", "http://www.w3.org/2000/svg"},
                                                                     {"width", length(width)},
                                                                     {"height", length(y)},
                                                                     {"viewBox", "0 0 " + length(width) + ' ' + length(y)},
                                                                     {"role", "img"},
                                                                     {"aria-labelledby", "title description"},
                                                                     {"xml:lang", chart.language},
                                                                     {"font-family", "sans-serif"},
                                                                     {"fill", "#111"}},
                                                                    inner);
}

}  // namespace capgap
