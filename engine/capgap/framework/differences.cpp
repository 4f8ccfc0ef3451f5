#include <capgap/framework/differences.hpp>

#include <algorithm>

namespace capgap {

namespace {

std::string padded(std::string text, std::size_t width) {
    text.resize(std::max(text.size(), width), ' ');
    return text;
}

/// "competency 2.1, title (fr)"
std::string place_of(const Change& change) {
    std::string out = change.what;
    if (!change.id.empty()) out += ' ' + change.id;
    if (!change.part.empty()) out += ", " + change.part;
    if (!change.language.empty()) out += " (" + change.language + ')';
    return out;
}

std::string lines_of(const Change& change) {
    std::string out = place_of(change) + ": " + std::string(to_string(change.kind)) + '\n';
    if (!change.was.empty()) out += "  - " + change.was + '\n';
    if (!change.is.empty()) out += "  + " + change.is + '\n';
    return out;
}

std::string joined(const std::vector<std::string>& reasons) {
    std::string out;
    for (const std::string& reason : reasons) out += (out.empty() ? "" : "; ") + reason;
    return out;
}

}  // namespace

std::string_view to_string(Change::Kind kind) {
    switch (kind) {
        case Change::Kind::added: return "added";
        case Change::Kind::removed: return "removed";
        case Change::Kind::reworded: return "reworded";
        case Change::Kind::relevelled: return "re-levelled";
        case Change::Kind::raised: return "raised";
        case Change::Kind::lowered: return "lowered";
        case Change::Kind::changed: return "changed";
    }
    return "changed";
}

std::string_view to_string(Comparability comparability) {
    switch (comparability) {
        case Comparability::comparable: return "comparable";
        case Comparability::with_care: return "comparable with care";
        case Comparability::not_comparable: return "not comparable";
    }
    return "not comparable";
}

void Verdict::add(Comparability one, const std::string& reason) {
    comparability = std::max(comparability, one);
    if (std::find(reasons.begin(), reasons.end(), reason) == reasons.end()) reasons.push_back(reason);
}

std::string to_text(const Differences& differences) {
    std::string out = differences.kind + ' ' + differences.was + " -> " + differences.is + '\n';
    if (!differences.relation.empty()) out += differences.relation + '\n';
    out += '\n';
    if (differences.changes.empty()) out += "No differences.\n";
    for (const Change& change : differences.changes) out += lines_of(change);
    if (differences.verdicts.empty()) return out;
    out += "\nWhether " + differences.of_what + " can be compared, by competency\n";
    std::size_t widest = 0;
    for (const Verdict& verdict : differences.verdicts) widest = std::max(widest, verdict.competency.size());
    const std::size_t of_verdict = to_string(Comparability::with_care).size();
    for (const Verdict& verdict : differences.verdicts) {
        const std::string reasons = joined(verdict.reasons);
        const std::string word(to_string(verdict.comparability));
        out += "  " + padded(verdict.competency, widest) + "  " + (reasons.empty() ? word : padded(word, of_verdict) + "  " + reasons) + '\n';
    }
    return out;
}

}  // namespace capgap
