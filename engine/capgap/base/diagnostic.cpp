#include <capgap/base/diagnostic.hpp>

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

namespace capgap {

namespace {

const char* name(Severity severity) {
    switch (severity) {
        case Severity::error: return "error";
        case Severity::warning: return "warning";
        case Severity::remark: return "remark";
    }
    return "error";
}

/// A hostile cell must not be able to move the cursor or forge a second line of output.
std::string printable(const std::string& text) {
    static constexpr char digits[] = "0123456789abcdef";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x20 && byte != 0x7f) {
            out += c;
        } else {
            out += "\\x";
            out += digits[byte >> 4U];
            out += digits[byte & 15U];
        }
    }
    return out;
}

Diagnostic make(Severity severity, std::string code, Location at, std::string message, std::string hint) {
    return {severity, std::move(code), std::move(at), std::move(message), std::move(hint)};
}

}  // namespace

Diagnostic error(std::string code, Location at, std::string message, std::string hint) {
    return make(Severity::error, std::move(code), std::move(at), std::move(message), std::move(hint));
}

Diagnostic warning(std::string code, Location at, std::string message, std::string hint) {
    return make(Severity::warning, std::move(code), std::move(at), std::move(message), std::move(hint));
}

Diagnostic remark(std::string code, Location at, std::string message, std::string hint) {
    return make(Severity::remark, std::move(code), std::move(at), std::move(message), std::move(hint));
}

bool has_errors(const Diagnostics& diagnostics) {
    return std::any_of(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& d) { return d.severity == Severity::error; });
}

std::string to_string(const Diagnostic& diagnostic) {
    std::string out;
    if (!diagnostic.at.file.empty()) {
        out += printable(to_string(diagnostic.at)) + ": ";
    }
    out += std::string(name(diagnostic.severity)) + ": " + printable(diagnostic.message);
    if (!diagnostic.hint.empty()) out += "; " + printable(diagnostic.hint);
    return out + " [" + diagnostic.code + ']';
}

void sort_by_place(Diagnostics& diagnostics) {
    std::stable_sort(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& a, const Diagnostic& b) {
        return std::tie(a.at.file, a.at.line, a.at.column) < std::tie(b.at.file, b.at.line, b.at.column);
    });
}

void append(Diagnostics& to, Diagnostics from) {
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

}  // namespace capgap
