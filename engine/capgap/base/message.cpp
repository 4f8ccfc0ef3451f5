#include <capgap/base/message.hpp>

#include <algorithm>

namespace capgap {

std::string in_quotes(std::string_view text) {
    constexpr std::size_t longest = 80;
    if (text.size() <= longest) return '\'' + std::string(text) + '\'';
    std::size_t end = longest;
    // Bytes 10xxxxxx continue a character of UTF-8.
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U) --end;
    return '\'' + std::string(text.substr(0, end)) + "...'";
}

namespace {

std::string joined(const std::vector<std::string>& texts, std::size_t most, const std::string& last) {
    const std::size_t shown = std::min(texts.size(), most);
    std::string out;
    for (std::size_t i = 0; i < shown; ++i) {
        if (i > 0) out += i + 1 == texts.size() ? last : ", ";
        out += in_quotes(texts[i]);
    }
    if (shown < texts.size()) out += last + std::to_string(texts.size() - shown) + " more";
    return out;
}

}  // namespace

std::string listed(const std::vector<std::string>& texts, std::size_t most) {
    return joined(texts, most, " and ");
}

std::string one_of(const std::vector<std::string>& texts, std::size_t most) {
    return joined(texts, most, " or ");
}

std::string counted(std::size_t count, const std::string& noun) {
    return std::to_string(count) + ' ' + noun + (count == 1 ? "" : "s");
}

std::string place_from(const Location& here, const Location& there) {
    if (there.line == 0) return there.file.empty() ? "a place unknown" : there.file;
    if (here.file == there.file) return (is_sheet(there.file) ? "row " : "line ") + std::to_string(there.line);
    return to_string(Location{there.file, there.line});
}

}  // namespace capgap
