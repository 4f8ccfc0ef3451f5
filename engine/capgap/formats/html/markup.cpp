#include <capgap/formats/html/markup.hpp>

namespace capgap::html {

namespace {

/// ASCII control characters other than tab and line ends.
bool is_control(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t' && c != '\n' && c != '\r') || byte == 0x7f;
}

std::string opened(std::string_view name, const Attributes& attributes) {
    std::string out = "<";
    out += name;
    for (const auto& [attribute, value] : attributes) {
        if (value.empty()) continue;
        out += ' ';
        out += attribute;
        out += "=\"";
        out += escaped(value);
        out += '"';
    }
    return out;
}

}  // namespace

std::string escaped(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            case '\'': out += "&#39;"; break;
            default:
                if (is_control(c)) {
                    out += "\xef\xbf\xbd";
                } else {
                    out += c;
                }
        }
    }
    return out;
}

std::string tag(std::string_view name, const Attributes& attributes) {
    return opened(name, attributes) + '>';
}

std::string void_tag(std::string_view name, const Attributes& attributes) {
    return opened(name, attributes) + " />";
}

std::string element(std::string_view name, const Attributes& attributes, std::string_view text) {
    std::string out = tag(name, attributes) + escaped(text) + "</";
    out += name;
    return out + '>';
}

}  // namespace capgap::html
