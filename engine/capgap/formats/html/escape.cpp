#include <capgap/formats/html/escape.hpp>

namespace capgap::html {

std::string escaped(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            default: out += c;
        }
    }
    return out;
}

std::string head(std::string_view language, std::string_view title, std::string_view style) {
    std::string out = "<!DOCTYPE html>\n<html lang=\"" + escaped(language) + "\">\n<head>\n<meta charset=\"utf-8\">\n";
    out += "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n";
    out += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" + escaped(title) + "</title>\n";
    if (!style.empty()) out += "<style>\n" + std::string(style) + "</style>\n";
    return out + "</head>\n<body>\n";
}

std::string paragraph(std::string_view text) {
    return text.empty() ? std::string() : "<p>" + escaped(text) + "</p>\n";
}

}  // namespace capgap::html
