#include "terminal.hpp"

#include <algorithm>
#include <iostream>

namespace capgap::cli {

namespace {

/// JSON of a string: the few characters that must be escaped are; bytes that are no UTF-8 have no place in JSON and become a question mark by the
/// caller's reader.
std::string quoted(const std::string& text) {
    static constexpr char digits[] = "0123456789abcdef";
    std::string out = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (byte < 0x20 || byte == 0x7f) {
            out += std::string("\\u00") + digits[byte >> 4U] + digits[byte & 15U];
        } else {
            out += c;
        }
    }
    return out + '"';
}

const char* name(Severity severity) {
    switch (severity) {
        case Severity::error: return "error";
        case Severity::warning: return "warning";
        case Severity::remark: return "remark";
    }
    return "error";
}

std::string as_json(const Diagnostic& one) {
    return "{\"severity\":" + quoted(name(one.severity)) + ",\"code\":" + quoted(one.code) + ",\"file\":" + quoted(one.at.file) +
           ",\"line\":" + std::to_string(one.at.line) + ",\"column\":" + std::to_string(one.at.column) +
           (is_sheet(one.at.file) && one.at.line > 0 && one.at.column > 0
                ? ",\"cell\":" + quoted(column_letters(one.at.column) + std::to_string(one.at.line))
                : "") +
           ",\"message\":" + quoted(one.message) + ",\"hint\":" + quoted(one.hint) + '}';
}

}  // namespace

void print(Diagnostics diagnostics, DiagnosticsAs as, std::uint64_t not_listed) {
    sort_by_place(diagnostics);
    const std::size_t shown = as == DiagnosticsAs::json ? diagnostics.size() : std::min(diagnostics.size(), max_printed);
    for (std::size_t i = 0; i < shown; ++i) std::cerr << (as == DiagnosticsAs::json ? as_json(diagnostics[i]) : to_string(diagnostics[i])) << '\n';
    const std::uint64_t more = diagnostics.size() - shown + not_listed;
    if (more > 0 && as == DiagnosticsAs::text) std::cerr << "... and " << more << " more\n";
}

std::size_t take_out_remarks(Diagnostics& diagnostics) {
    return std::erase_if(diagnostics, [](const Diagnostic& one) { return one.severity == Severity::remark; });
}

}  // namespace capgap::cli
