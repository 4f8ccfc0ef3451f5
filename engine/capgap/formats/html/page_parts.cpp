#include <capgap/formats/html/page_parts.hpp>

#include <capgap/base/html_text.hpp>

namespace capgap::html {

std::string head(std::string_view language, std::string_view title, std::string_view style) {
    std::string out = "<!DOCTYPE html>\n<html lang=\"" + html_text(language) + "\">\n<head>\n<meta charset=\"utf-8\">\n";
    out += "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n";
    out += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" + html_text(title) + "</title>\n";
    if (!style.empty()) out += "<style>\n" + std::string(style) + "</style>\n";
    return out + "</head>\n<body>\n";
}

std::string paragraph(std::string_view text) {
    return text.empty() ? std::string() : "<p>" + html_text(text) + "</p>\n";
}

std::string attribute(std::string_view name, std::string_view value) {
    return value.empty() ? std::string() : ' ' + std::string(name) + "=\"" + html_text(value) + '"';
}

std::string element(std::string_view tag, const NoticeText& words, std::string_view attributes) {
    const std::string name(tag);
    return '<' + name + std::string(attributes) + attribute("lang", words.language) + '>' + html_text(words.text) + "</" + name + ">\n";
}

}  // namespace capgap::html
