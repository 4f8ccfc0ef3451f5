#pragma once

#include <capgap/base/location.hpp>

#include <string>
#include <vector>

namespace capgap {

enum class Severity { error, warning, remark };

/// One thing to say about outside data: where, what is wrong, what was expected and what to do. Codes are stable; engine/docs/diagnostics.md lists
/// them.
struct Diagnostic {
    Severity severity = Severity::error;
    std::string code;  ///< "CG1203"
    Location at;
    std::string message;  ///< what is wrong and what was expected, without a final full stop
    std::string hint;     ///< what to do; may be empty

    friend bool operator==(const Diagnostic&, const Diagnostic&) = default;
};

using Diagnostics = std::vector<Diagnostic>;

[[nodiscard]] Diagnostic error(std::string code, Location at, std::string message, std::string hint = {});
[[nodiscard]] Diagnostic warning(std::string code, Location at, std::string message, std::string hint = {});
[[nodiscard]] Diagnostic remark(std::string code, Location at, std::string message, std::string hint = {});

[[nodiscard]] bool has_errors(const Diagnostics& diagnostics);

/// "file:line:column: error: message (hint) [CG1203]", one line, control characters escaped.
[[nodiscard]] std::string to_string(const Diagnostic& diagnostic);

/// Orders by file, line and column, keeping the order of those at one place.
void sort_by_place(Diagnostics& diagnostics);

void append(Diagnostics& to, Diagnostics from);

}  // namespace capgap
