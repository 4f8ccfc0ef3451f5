#include <capgap/formats/svg/svg_parts.hpp>

#include <capgap/base/format_number.hpp>
#include <capgap/base/html_text.hpp>

#include <algorithm>
#include <cmath>

namespace capgap::svg {

std::string length(double value) {
    return format_number(std::round(value * 10) / 10);
}

std::string element(std::string_view name, const Attributes& attributes, std::string_view inner) {
    std::string out = '<' + std::string(name);
    for (const auto& [key, value] : attributes) out += ' ' + std::string(key) + "=\"" + html_text(value) + '"';
    if (inner.empty()) return out + "/>\n";
    return out + '>' + std::string(inner) + "</" + std::string(name) + ">\n";
}

std::string words(const Words& line) {
    if (line.text.empty()) return {};
    Attributes attributes = {{"x", length(line.x)}, {"y", length(line.y)}, {"font-size", length(line.size)}};
    if (line.anchor != "start") attributes.emplace_back("text-anchor", line.anchor);
    if (line.bold) attributes.emplace_back("font-weight", "bold");
    if (line.fill != "#111") attributes.emplace_back("fill", line.fill);
    return element("text", attributes, html_text(line.text));
}

double width_of(std::string_view text, double size) {
    constexpr double latin = 0.58;
    constexpr double square = 1.0;  // from three bytes on: mostly writing of East Asia; a dash is a little narrower
    double ems = 0;
    for (std::size_t i = 0; i < text.size();) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const std::size_t bytes = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
        ems += bytes < 3 ? latin : square;
        i += bytes;
    }
    return ems * size;
}

std::vector<std::string> lines_of(std::string_view text, double width, double size) {
    std::vector<std::string> out;
    std::string line;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find(' ', begin), text.size());
        const std::string word(text.substr(begin, end - begin));
        const std::string longer = line.empty() ? word : line + ' ' + word;
        if (!line.empty() && width_of(longer, size) > width) {
            out.push_back(std::move(line));
            line = word;
        } else {
            line = longer;
        }
        begin = end + 1;
    }
    if (!line.empty()) out.push_back(std::move(line));
    return out;
}

}  // namespace capgap::svg
