#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Elements of an SVG picture. Lengths are in its own units, about a pixel each.
namespace capgap::svg {

using Attributes = std::vector<std::pair<std::string_view, std::string>>;

/// With one decimal at most.
[[nodiscard]] std::string length(double value);

/// `<name a="...">inner</name>`; `inner` is markup, the values of attributes are not.
[[nodiscard]] std::string element(std::string_view name, const Attributes& attributes, std::string_view inner = {});

/// One line of words; it ends at `x` where `anchor` is "end".
struct Words {
    double x = 0;
    double y = 0;  ///< of the line that letters stand on
    double size = 12;
    std::string text;
    std::string_view anchor = "start";
    bool bold = false;
    std::string_view fill = "#111";
};
[[nodiscard]] std::string words(const Words& line);

/// About how wide words are in a font without serifs: rather too wide than too narrow, as fonts differ.
[[nodiscard]] double width_of(std::string_view text, double size);

/// Broken between words so that no line is wider; a longer word stays whole.
[[nodiscard]] std::vector<std::string> lines_of(std::string_view text, double width, double size);

}  // namespace capgap::svg
