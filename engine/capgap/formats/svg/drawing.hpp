#pragma once

#include <capgap/report/charts.hpp>

#include <string>

/// What the kinds of charts have in common. For this folder only.
namespace capgap::svg {

inline constexpr double edge = 20;
inline constexpr double note_size = 11;
inline constexpr double text_size = 13;
inline constexpr double line_height = 1.3;  ///< times the size

/// The middle of a chart: what is drawn, from `top` on.
struct Drawing {
    std::string markup;
    double width = 0;
    double bottom = 0;
};

[[nodiscard]] Drawing draw(const RangeChart& chart, double top);
[[nodiscard]] Drawing draw(const HeatMap& map, double top);

/// A group that bears what gaps.csv says of a share.
[[nodiscard]] std::string share_group(const ChartShare& share, const std::string& inner);

/// A rectangle.
struct Box {
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;
    std::string_view fill = "none";
    std::string_view stroke = "none";
    bool dashed = false;
};
[[nodiscard]] std::string box(const Box& one);

/// Fills what is not shown, or shown as a bound only.
inline constexpr std::string_view hatched = "url(#hatch)";

/// Text over several lines; `y` is moved below them.
[[nodiscard]] std::string block(const std::string& text, double x, double& y, double width, double size, bool bold = false);

/// A sign and what it means; `y` as above.
[[nodiscard]] std::string legend_line(const std::string& sign, const std::string& text, double& y, double width);

/// Of steps of one hue from light to dark, so that they differ without colour too.
[[nodiscard]] std::string_view fill_of(int shade);

}  // namespace capgap::svg
