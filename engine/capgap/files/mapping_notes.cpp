#include <capgap/files/mapping_notes.hpp>

#include <capgap/base/message.hpp>

#include <algorithm>
#include <filesystem>

namespace capgap {

namespace {

/// "item t1" -> "items.t1", as the notes of a file name it.
std::string key_of(const std::string& field) {
    if (field.starts_with("item ")) return "items." + field.substr(5);
    constexpr std::string_view background = "background question ";
    return field.starts_with(background) ? "background." + field.substr(background.size()) : field;
}

std::string column_words(const ColumnProposal& column) {
    return "column " + std::to_string(column.column) + ' ' + in_quotes(column.header);
}

}  // namespace

FileNotes mapping_notes(const MappingProposal& proposal, const std::string& source) {
    FileNotes notes;
    notes.top = {"Proposed by capgap import for " + std::filesystem::path(source).filename().string() +
                     ". Check it, correct it, and import again with --mapping.",
                 "sure: the code of the column is the field's and all its values are answers. likely: look at it. What is unsure is not taken, and "
                 "listed at the end."};
    for (const ColumnProposal& column : proposal.columns) {
        if (column.sureness == Sureness::unsure) continue;
        notes.fields[key_of(column.field)] = std::string(to_string(column.sureness)) + ": " + column_words(column) + ": " + column.reason;
    }
    for (const std::string& field : proposal.missing) {
        if (field.find(' ') == std::string::npos)
            notes.fields[field] = field + " is missing: no column is sure or likely. As " + field + ": {constant: ID}, or {code: ..., table: ...}";
    }
    for (const std::string& field : proposal.missing) {
        if (field.find(' ') != std::string::npos) notes.end.push_back("without a column: " + field);
    }
    for (const ColumnProposal& column : proposal.columns) {
        if (column.sureness != Sureness::unsure) continue;
        notes.end.push_back("unsure: " + column_words(column) + (column.field.empty() ? "" : ", perhaps " + column.field) + ": " + column.reason);
    }
    return notes;
}

}  // namespace capgap
