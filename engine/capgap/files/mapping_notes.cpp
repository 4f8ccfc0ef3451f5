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
    std::vector<std::string> left_out;
    notes.top = {"Proposed by capgap import for " + std::filesystem::path(source).filename().string() +
                     ". Check it, correct it, and import again with --mapping.",
                 "sure: the code of the column is the field's and all its values are answers. likely: look at it. What is unsure is not taken, and "
                 "listed at the end."};
    for (const ColumnProposal& column : proposal.columns) {
        std::string words(to_string(column.sureness));
        words.append(": ").append(column_words(column));
        if (column.sureness != Sureness::unsure) {
            notes.fields[key_of(column.field)] = words.append(": ").append(column.reason);
        } else {
            if (!column.field.empty()) words.append(", perhaps ").append(column.field);
            left_out.push_back(words.append(": ").append(column.reason));
        }
    }
    if (proposal.mapping.respondent && proposal.mapping.respondent->kind == FieldRule::Kind::row) {
        notes.fields["respondent"] = "likely: no column tells people apart, so each row is a person. Whoever answered twice counts twice";
    }
    for (const std::string& field : proposal.missing) {
        if (field.find(' ') == std::string::npos) {
            notes.fields[field] = "missing: no column is sure or likely. As " + field + ": {constant: ID}, or {code: ..., table: ...}";
        } else {
            notes.end.push_back("without a column: " + field);
        }
    }
    notes.end.insert(notes.end.end(), left_out.begin(), left_out.end());
    return notes;
}

}  // namespace capgap
