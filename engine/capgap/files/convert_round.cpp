#include <capgap/files/convert_round.hpp>

#include <capgap/base/message.hpp>
#include <capgap/files/codes.hpp>
#include <capgap/files/existing_file.hpp>
#include <capgap/files/open_workbook.hpp>
#include <capgap/files/sheet_table.hpp>
#include <capgap/files/whole_file.hpp>
#include <capgap/files/write_book.hpp>
#include <capgap/formats/book/codes.hpp>
#include <capgap/formats/book/layout.hpp>
#include <capgap/formats/book/round_book.hpp>
#include <capgap/formats/csv/reader.hpp>
#include <capgap/formats/xlsx/spreadsheet.hpp>
#include <capgap/formats/yaml/kind.hpp>
#include <capgap/formats/yaml/load.hpp>
#include <capgap/formats/yaml/parser.hpp>

#include <algorithm>
#include <sstream>

namespace capgap {

namespace fs = std::filesystem;

namespace {

using yaml::Node;

/// A file that an assessment names, what it is, and the sheet that takes its place.
struct NamedFile {
    Node* reference;
    ReferenceKind kind;
    std::string name;  ///< of the kind of file, or of the table
    bool table = false;
};

void add_scalar(std::vector<NamedFile>& out, Node* node, ReferenceKind kind, const char* name, bool table = false) {
    if (node != nullptr && node->is_scalar()) out.push_back({node, kind, name, table});
}

/// Those that a workbook can hold, in an assessment that need not be right.
std::vector<NamedFile> named_files(Node& assessment) {
    std::vector<NamedFile> out;
    for (const char* table : {"institutions", "population", "posts"}) add_scalar(out, assessment.find(table), ReferenceKind::other, table, true);
    if (Node* catalogue = assessment.find("catalogue"); catalogue != nullptr) {
        add_scalar(out, catalogue, ReferenceKind::catalogue, "catalogue");
        for (Node& one : catalogue->items) add_scalar(out, &one, ReferenceKind::catalogue, "catalogue");
    }
    Node* const report = assessment.find("report");
    Node* const texts = report != nullptr ? report->find("texts") : nullptr;
    for (std::size_t i = 0; texts != nullptr && i < texts->items.size(); ++i) add_scalar(out, &texts->items[i], ReferenceKind::other, "texts");
    Node* const instruments = assessment.find("instruments");
    for (std::size_t i = 0; instruments != nullptr && i < instruments->items.size(); ++i) {
        Node& instrument = instruments->items[i];
        add_scalar(out, instrument.find("framework"), ReferenceKind::framework, "framework");
        add_scalar(out, instrument.find("survey"), ReferenceKind::survey, "survey");
        add_scalar(out, instrument.find("targets"), ReferenceKind::profiles, "profiles");
        add_scalar(out, instrument.find("mapping"), ReferenceKind::other, "mapping");
    }
    return out;
}

/// A file of data that an assessment names, and the name of the one that takes the place of a sheet.
struct DataFile {
    Node* reference;
    std::string name;
};

/// What a round's sheets do not hold: the responses and test results of all instruments, and a calibration.
std::vector<DataFile> responses_and_calibration(Node& assessment) {
    std::vector<DataFile> out;
    if (Node* const calibration = assessment.find("calibration"); calibration != nullptr && calibration->is_scalar())
        out.push_back({calibration, "calibration.yaml"});
    Node* const instruments = assessment.find("instruments");
    for (std::size_t i = 0; instruments != nullptr && i < instruments->items.size(); ++i) {
        for (const char* key : {"responses", "tests"}) {
            Node* const file = instruments->items[i].find(key);
            if (file != nullptr && file->is_scalar()) out.push_back({file, std::string(key) + ".csv"});
        }
    }
    return out;
}

/// A reference of a file in folder `from`, as a file in folder `to` writes it.
std::string seen_from(const std::string& reference, const fs::path& from, const fs::path& to) {
    const bool is_fixed = reference.empty() || reference == "-" || reference.starts_with("builtin:") || reference.starts_with("${") ||
                          reference.starts_with('!') || fs::path(reference).is_absolute();
    const auto whole = [](const fs::path& folder) { return fs::weakly_canonical(folder.empty() ? "." : folder); };
    if (is_fixed || whole(from) == whole(to)) return reference;
    return (whole(from) / reference).lexically_proximate(whole(to)).generic_string();
}

/// The sheet that stands for a kind of file, or for a table; empty where only settings do.
std::string sheet_for(const NamedFile& file) {
    if (file.table) {
        for (const auto& one : book::table_sheets()) {
            if (one.table == file.name) return std::string(one.sheet);
        }
    }
    for (const auto& one : book::list_sheets()) {
        if (one.kind == file.name) return std::string(one.sheet);
    }
    return std::string(book::settings_sheet);
}

std::size_t comment_lines(std::string_view bytes) {
    std::size_t out = 0;
    for (std::size_t begin = 0; begin < bytes.size();) {
        const std::size_t end = std::min(bytes.find('\n', begin), bytes.size());
        const std::string_view line = bytes.substr(begin, end - begin);
        const std::size_t first = line.find_first_not_of(" \t");
        out += first != std::string_view::npos && (line[first] == '#' || line.find(" #") != std::string_view::npos) ? 1U : 0U;
        begin = end + 1;
    }
    return out;
}

class ToWorkbook {
public:
    ToWorkbook(fs::path source, const Places& places) : source_(std::move(source)), places_(places) {}

    Result<Checked<ConvertedRound>> write(const fs::path& out) {
        std::string kind;
        auto root = read_tree(source_, {source_.generic_string(), 0, 0});
        if (!root || !take(yaml::kind_of(*root), kind, found_)) return Errors(std::move(found_));
        folder_ = out.parent_path();
        if (kind == "assessment") take_named_files(*root);
        say_what_it_extends(*root);
        book_.documents[kind] = std::move(*root);
        if (has_errors(found_)) return Errors(std::move(found_));
        auto sheets = sheets_of(book_);
        append(found_, std::move(sheets.remarks));
        ConvertedRound done;
        for (const FormSheet& sheet : sheets.value) done.written.push_back("sheet " + sheet.name + ": " + counted(sheet.rows.size(), "row"));
        write_book(out, source_.stem().string(), std::move(sheets.value));
        return Checked<ConvertedRound>{std::move(done), std::move(found_)};
    }

private:
    std::optional<Node> read_tree(const fs::path& path, const Location& named_at) {
        std::string bytes;
        if (!take(read_file(path, named_at), bytes, found_)) return std::nullopt;
        yaml::Parsed parsed = yaml::parse(bytes, path.generic_string());
        append(found_, std::move(parsed.problems));
        if (const std::size_t comments = comment_lines(bytes); comments > 0) {
            found_.push_back(remark(codes::book_left_out, {path.generic_string(), 0, 0},
                                    "sheets hold no comments: " + counted(comments, "line") + " of them are left out"));
        }
        return std::move(parsed.root);
    }

    void take_named_files(Node& assessment) {
        for (const NamedFile& file : named_files(assessment)) {
            if (const auto why = why_not(file)) {
                found_.push_back(remark(codes::book_left_out, file.reference->at, in_quotes(file.reference->text) + " stays where it is: " + *why));
                file.reference->text = seen_from(file.reference->text, source_.parent_path(), folder_);
                continue;
            }
            take_file(file);
        }
        for (const DataFile& file : responses_and_calibration(assessment))
            file.reference->text = seen_from(file.reference->text, source_.parent_path(), folder_);
    }

    std::optional<std::string> why_not(const NamedFile& file) const {
        const std::string& text = file.reference->text;
        if (text.starts_with("builtin:")) return "it comes with the program";
        if (text.starts_with("${") || fs::path(text).is_absolute()) return "it lies elsewhere";
        if (sheet_path(source_.parent_path() / text)) return "it is in a workbook already";
        if (!file.table && (book_.documents.contains(file.name))) return "a workbook holds one file of the kind " + file.name;
        return std::nullopt;
    }

    void take_file(const NamedFile& file) {
        fs::path path;
        if (!take(resolve({file.reference->text, file.reference->at}, file.kind, source_.parent_path(), places_), path, found_)) return;
        if (file.table) {
            take_table(path, file);
        } else if (auto root = read_tree(path, file.reference->at)) {
            say_what_it_extends(*root);
            book_.documents[file.name] = std::move(*root);
        }
        file.reference->text = '!' + sheet_for(file);
    }

    /// A workbook holds one framework: the one below an overlay is looked for beside it.
    void say_what_it_extends(Node& root) {
        Node* const extends = root.find("extends");
        if (extends == nullptr || extends->text.starts_with("builtin:")) return;
        found_.push_back(remark(codes::book_left_out, extends->at, in_quotes(extends->text) + " stays where it is"));
        extends->text = seen_from(extends->text, source_.parent_path(), folder_);
    }

    void take_table(const fs::path& path, const NamedFile& file) {
        std::string bytes;
        if (!take(read_file(path, file.reference->at), bytes, found_)) return;
        std::istringstream in(bytes);
        auto reader = CsvReader::open(in, path.generic_string());
        if (reader.has_error()) return append(found_, std::move(reader).error().all);
        auto& rows = book_.tables[file.name];
        rows.push_back(reader->header());
        for (;;) {
            const auto step = reader->next();
            if (step.has_error()) return append(found_, step.error().all);
            if (*step == CsvReader::Step::end) return;
            if (*step == CsvReader::Step::bad_row) {
                found_.push_back(reader->problem());
            } else {
                rows.emplace_back(reader->row().fields.begin(), reader->row().fields.end());
            }
        }
    }

    fs::path source_;
    fs::path folder_;  ///< of the workbook
    const Places& places_;
    RoundBook book_;
    Diagnostics found_;
};

class ToFiles {
public:
    ToFiles(const Spreadsheet& workbook, fs::path path, fs::path folder) : workbook_(workbook), path_(std::move(path)), folder_(std::move(folder)) {}

    Result<Checked<ConvertedRound>> write() {
        auto book = read_round_book(workbook_);
        if (book.has_error()) return std::move(book).error();
        append(found_, std::move(book->remarks));
        if (const auto assessment = book->value.documents.find("assessment"); assessment != book->value.documents.end()) {
            for (const NamedFile& file : named_files(assessment->second)) name_file(file);
            for (const DataFile& file : responses_and_calibration(assessment->second)) name(*file.reference, file.name);
        }
        for (auto& [kind, tree] : book->value.documents) {
            if (Node* const extends = tree.find("extends")) name(*extends, "framework.yaml");
        }
        for (const auto& [kind, tree] : book->value.documents) texts_.emplace_back(kind + ".yaml", yaml::to_block_text(tree));
        for (const auto& table : book::table_sheets()) add_table(table);
        for (const auto& [name, text] : texts_) refuse_if_there(folder_ / name, found_);
        if (has_errors(found_)) return Errors(std::move(found_));
        fs::create_directories(folder_);
        ConvertedRound done;
        for (const auto& [name, text] : texts_) {
            write_whole_file(folder_ / name, text);
            done.written.push_back((folder_ / name).generic_string());
        }
        return Checked<ConvertedRound>{std::move(done), std::move(found_)};
    }

private:
    /// `!Targets` becomes profiles.yaml; what lies elsewhere is named from the new folder.
    void name_file(const NamedFile& file) { name(*file.reference, file.name + (file.table ? ".csv" : ".yaml")); }

    void name(Node& reference, const std::string& in_folder) {
        reference.text = reference.text.starts_with('!') ? in_folder : seen_from(reference.text, path_.parent_path(), folder_);
    }

    void add_table(const book::TableSheet& table) {
        const auto sheet = workbook_.find(table.sheet);
        if (!sheet) return;
        std::ostringstream out;
        auto place = write_sheet_as_csv({path_, workbook_.sheets()[*sheet].name}, workbook_.name(), out);
        if (place.has_error()) return append(found_, std::move(place).error().all);
        append(found_, std::move(place->remarks));
        std::string text = without_empty_lines(out.str());
        if (!text.empty()) texts_.emplace_back(std::string(table.table) + ".csv", std::move(text));
    }

    /// Rows that explain leave empty lines behind. A quoted cell may hold one too: those lines stay.
    static std::string without_empty_lines(const std::string& text) {
        std::string out;
        bool quoted = false;
        for (const char c : text) {
            quoted = quoted != (c == '"');
            if (c == '\n' && !quoted && (out.empty() || out.back() == '\n')) continue;
            out += c;
        }
        return out;
    }

    const Spreadsheet& workbook_;
    fs::path path_;
    fs::path folder_;
    std::vector<std::pair<std::string, std::string>> texts_;
    Diagnostics found_;
};

}  // namespace

Result<Checked<ConvertedRound>> convert_to_workbook(const fs::path& source, const fs::path& out, const Places& places) {
    return ToWorkbook(source, places).write(out);
}

Result<Checked<ConvertedRound>> convert_to_files(const fs::path& workbook, const fs::path& folder) {
    const auto opened = open_workbook(workbook);
    if (opened.has_error()) return opened.error();
    return ToFiles(*opened, workbook, folder).write();
}

}  // namespace capgap
