#include <capgap/files/loader.hpp>

#include <capgap/base/message.hpp>
#include <capgap/files/open_workbook.hpp>
#include <capgap/files/sheet_table.hpp>
#include <capgap/formats/book/codes.hpp>
#include <capgap/formats/xlsx/spreadsheet.hpp>
#include <capgap/formats/yaml/codes.hpp>

namespace capgap {

namespace {

constexpr std::string_view standard_input = "-";

}  // namespace

Loader Loader::beside(const std::filesystem::path& file, const Places& places) {
    Loader out(file.parent_path(), places);
    if (sheet_path(file)) out.workbook_ = file;
    return out;
}

Result<std::filesystem::path> Loader::located(const FileReference& reference, ReferenceKind kind) const {
    if (!workbook_.empty() && reference.text.starts_with('!')) return std::filesystem::path(workbook_.string() + reference.text);
    return resolve(reference, kind, folder_, places_);
}

std::string Loader::kind_name(ReferenceKind kind, const std::string& role) {
    switch (kind) {
        case ReferenceKind::framework: return "framework";
        case ReferenceKind::survey: return "survey";
        case ReferenceKind::profiles: return "profiles";
        case ReferenceKind::catalogue: return "catalogue";
        case ReferenceKind::other: break;
    }
    return role.substr(0, role.find(' '));
}

const RoundBook* Loader::book_of(const std::filesystem::path& workbook, const Location& named_at) {
    const auto known = books_.find(workbook);
    if (known != books_.end()) return known->second ? &*known->second : nullptr;
    std::optional<RoundBook>& book = books_[workbook];
    const auto opened = open_workbook(workbook, named_at);
    if (opened.has_error()) {
        append(found, opened.error().all);
        return nullptr;
    }
    return take(read_round_book(*opened), book, found) ? &*book : nullptr;
}

const yaml::Node* Loader::document_in(const SheetPath& sheet, const std::string& kind, const FileReference& reference, const std::string& role) {
    const RoundBook* const book = book_of(sheet.workbook, reference.at);
    if (book == nullptr) return nullptr;
    inputs.push_back({role, reference.text, sheet.workbook});
    const auto document = book->documents.find(kind);
    if (document != book->documents.end()) return &document->second;
    found.push_back(error(codes::book_document_missing, reference.at,
                          "the workbook " + in_quotes(sheet.workbook.generic_string()) + " holds no file of the kind " + in_quotes(kind),
                          "its settings need the key " + kind + ".capgap"));
    return nullptr;
}

Loader::Expected Loader::expect(const FileReference& reference, const std::string& role) {
    if (reference.text == standard_input) return keep(reference, reference.text, role);
    std::filesystem::path path;
    if (!take(located(reference, ReferenceKind::other), path, found)) return {};
    std::error_code ignored;
    if (std::filesystem::is_fifo(path, ignored)) return keep(reference, path.string(), role);
    if (const auto sheet = sheet_path(path)) return keep_sheet(reference, *sheet, role);
    bool there = false;
    if (take(expect_file(path, reference.at), there, found)) inputs.push_back({role, reference.text, path});
    return {path, path.generic_string()};
}

Loader::Expected Loader::keep(const FileReference& reference, const std::string& source, const std::string& role) {
    const std::string name = source == standard_input ? "standard input" : source;
    const std::filesystem::path path = places_.spool->path_of(source);
    inputs.push_back({role, reference.text, path});
    if (const auto sheet = sheet_path(path)) return sheet_as_table(*sheet, source == standard_input ? "stdin.xlsx" : name);
    return {path, name};
}

Loader::Expected Loader::keep_sheet(const FileReference& reference, const SheetPath& sheet, const std::string& role) {
    bool there = false;
    if (!take(expect_file(sheet.workbook, reference.at), there, found)) return {};
    inputs.push_back({role, reference.text, sheet.workbook});
    return sheet_as_table(sheet, sheet.workbook.generic_string());
}

Loader::Expected Loader::sheet_as_table(const SheetPath& sheet, const std::string& name) {
    std::optional<std::string> place;
    const std::filesystem::path path =
        places_.spool->keep(name + '!' + sheet.sheet, [&](std::ostream& out) { take(write_sheet_as_csv(sheet, name, out), place, found); });
    if (!place) return {};
    return {path, *place};
}

bool Loader::read_bytes(const std::filesystem::path& path, const FileReference& reference, const std::string& role, std::string& bytes,
                        std::string& name) {
    const auto sheet = sheet_path(path);
    const std::filesystem::path& file = sheet ? sheet->workbook : path;
    if (!take(read_file(file, reference.at), bytes, found)) return false;
    inputs.push_back({role, reference.text, file});
    if (!sheet) return true;
    std::ostringstream table;
    if (!take(write_sheet_as_csv(*sheet, file.generic_string(), table), name, found)) return false;
    bytes = std::move(table).str();
    return true;
}

void Loader::add_from_file(Diagnostics of_file, const Location& named_at, const std::string& role) {
    for (Diagnostic& one : of_file) {
        if (one.code == codes::kind_other || one.code == codes::kind_missing) {
            one.hint += (one.hint.empty() ? "" : "; ") + to_string(Location{named_at.file, named_at.line}) + " names it as '" +
                        role.substr(0, role.find(' ')) + '\'';
        }
    }
    append(found, std::move(of_file));
}

}  // namespace capgap
