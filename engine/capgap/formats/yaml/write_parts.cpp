#include <capgap/formats/yaml/write_parts.hpp>

#include <capgap/formats/yaml/scalar_text.hpp>

namespace capgap::yaml {

std::string list_text(const std::vector<std::string>& texts) {
    std::string out = "[";
    for (const std::string& one : texts) out += (out.size() > 1 ? ", " : "") + scalar_text(one);
    return out + ']';
}

std::string words_text(const Text& text, const Text::Entry& text_default) {
    std::string out = "{";
    for (const Text::Entry& entry : text.entries()) {
        out += (out.size() > 1 ? ", " : "") + scalar_text(entry.language) + ": ";
        if (entry.status == text_default.status && entry.source == text_default.source) {
            out += scalar_text(entry.text);
        } else {
            out += "{text: " + scalar_text(entry.text) + ", status: " + std::string(to_string(entry.status)) +
                   (entry.source.empty() ? "" : ", source: " + scalar_text(entry.source.text())) + '}';
        }
    }
    return out + '}';
}

std::string text_default_text(const Text::Entry& text_default) {
    return "{status: " + std::string(to_string(text_default.status)) + ", source: " + scalar_text(text_default.source.text()) + '}';
}

std::string sources_text(const std::vector<Source>& sources) {
    std::string out = "sources:\n";
    for (const Source& source : sources) {
        out += "  " + scalar_text(source.id.text()) + ": {title: " + scalar_text(source.title);
        if (!source.licence.empty()) out += ", licence: " + scalar_text(source.licence);
        if (!source.url.empty()) out += ", url: " + scalar_text(source.url);
        if (!source.note.empty()) out += ", note: " + scalar_text(source.note);
        out += "}\n";
    }
    return out;
}

}  // namespace capgap::yaml
