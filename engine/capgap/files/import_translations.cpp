#include <capgap/files/import_translations.hpp>

#include <capgap/base/date.hpp>
#include <capgap/base/message.hpp>
#include <capgap/files/codes.hpp>
#include <capgap/files/export_translations.hpp>
#include <capgap/files/open_workbook.hpp>
#include <capgap/files/put_translation.hpp>
#include <capgap/files/sheet_table.hpp>
#include <capgap/files/text_files.hpp>
#include <capgap/files/translation_table.hpp>
#include <capgap/files/whole_file.hpp>
#include <capgap/formats/book/round_book.hpp>
#include <capgap/formats/book/translation_cells.hpp>
#include <capgap/formats/xlsx/changed_workbook.hpp>
#include <capgap/formats/xlsx/spreadsheet.hpp>
#include <capgap/formats/yaml/rewrite.hpp>
#include <capgap/report/texts.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <stdexcept>
#include <tuple>

namespace capgap {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t max_problems = 1'000;
constexpr std::array<std::string_view, 4> statuses{"verbatim", "rendering", "project", "draft"};

/// A file that rows name: as it was read, and as it is to be.
struct ChangedFile {
    TextFile file;
    yaml::Node root;
    std::map<std::string, const OriginalText*, std::less<>> by_place;
    std::map<std::string, std::size_t> sentences;  ///< of sentences that were taken: the row
    std::vector<ChangedTranslation> taken;
};

bool is_blank(std::string_view text) {
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

bool climbs_out(const fs::path& path) {
    return path.is_absolute() || std::any_of(path.begin(), path.end(), [](const fs::path& step) { return step == ".."; });
}

bool same_words(const Translated& a, const Translated& b) {
    return a.text == b.text && a.status == b.status && a.source == b.source && a.reviewer == b.reviewer && a.date == b.date;
}

class Importing {
public:
    Importing(const ImportTranslationsRequest& request, const Places& places) : request_(request), places_(places) {}

    Result<Checked<ImportedTranslations>> write() {
        if (!take(read_translation_table(request_.source), table_, found_)) return Errors(std::move(found_));
        if (is_workbook() && !take(load_text_files(request_.out, places_), in_workbook_, found_)) return Errors(std::move(found_));
        for (std::size_t row = 0; row < table_.rows.size() && found_.size() < max_problems; ++row) add_row(row);
        for (auto& [name, file] : files_) {
            if (file) check_forms(*file);
        }
        if (is_workbook()) {
            change_workbook();
        } else {
            change_files();
        }
        if (has_errors(found_)) return Errors(std::move(found_));
        return Checked<ImportedTranslations>{std::move(done_), std::move(found_)};
    }

private:
    void say(const char* code, std::size_t row, std::string_view column, std::string message, std::string hint = {}) {
        found_.push_back(error(code, table_.cell(row, column), std::move(message), std::move(hint)));
    }

    void add_row(std::size_t i) {
        const TranslationRow& row = table_.rows[i];
        if (is_blank(row.text)) {
            ++done_.unchanged;
            return;
        }
        ChangedFile* const file = file_of(i);
        if (file == nullptr) return;
        const auto place = file->by_place.find(row.place);
        if (place == file->by_place.end()) {
            return say(codes::translation_place_unknown, i, "place", in_quotes(row.file) + " has no text " + in_quotes(row.place),
                       "was its id changed since, or the thing taken out that it belongs to?");
        }
        const OriginalText& original = *place->second;
        if (!is_wanted(i, *file, original)) return;
        if (!seen_.emplace(row.file, row.place, row.language).second) {
            return say(codes::translation_twice, i, "place", in_quotes(row.place) + " stands in another row of this language too",
                       "keep one of them");
        }
        take_row(i, *file, original);
    }

    void take_row(std::size_t i, ChangedFile& file, const OriginalText& original) {
        const TranslationRow& row = table_.rows[i];
        const auto known = original.translations.find(row.language);
        Translated words{row.text, row.status.empty() ? "draft" : row.status, row.source, row.reviewer, row.date, {}, {}};
        if (known != original.translations.end() && same_words(words, known->second)) {
            ++done_.unchanged;
            return;
        }
        words.of = row.original_hash.empty() ? text_hash(row.original.empty() ? original.original : row.original) : row.original_hash;
        if (words.of != text_hash(original.original) && !request_.accept_stale) {
            ++done_.stale;
            found_.push_back(warning(codes::translation_stale, table_.cell(i, "text"),
                                     "the original of " + in_quotes(row.place) + " is another by now, and the translation is left out",
                                     "it is now: " + in_quotes(original.original) + "; export it again, or take it with --accept-stale"));
            return;
        }
        const std::size_t errors = found_.size();
        check_words(i, file, words);
        if (file.file.kind == "texts") check_sentence(i, original);
        if (file.file.kind == "texts") file.sentences[original.place] = i;
        if (found_.size() > errors) return;
        put_translation(file.root, file.file.kind, original, row.language, words);
        file.taken.push_back({file.file.kind, original.place, row.language});
        ++done_.taken;
    }

    bool is_wanted(std::size_t i, const ChangedFile& file, const OriginalText& original) {
        const std::string& language = table_.rows[i].language;
        std::string why;
        if (!is_language(language)) {
            why = in_quotes(language) + " is no language code";
        } else if (language == original.language) {
            why = in_quotes(language) + " is the language of the original";
        } else if (original.not_needed.contains(language)) {
            why = "the framework that is extended has this text in " + in_quotes(language) + " already";
        } else if (file.file.kind == "texts" && language != file.file.languages.front()) {
            why = "the file holds sentences in " + in_quotes(file.file.languages.front()) + ", not in " + in_quotes(language);
        } else {
            return true;
        }
        say(codes::translation_language_wrong, i, "language", std::move(why), "write it as 'pt' or 'pt-BR'");
        return false;
    }

    void check_words(std::size_t i, const ChangedFile& file, const Translated& words) {
        if (std::find(statuses.begin(), statuses.end(), words.status) == statuses.end() ||
            (file.file.kind == "texts" && words.status != "draft" && words.status != "project")) {
            say(codes::translation_status_unknown, i, "status",
                in_quotes(words.status) + " is no status" + (file.file.kind == "texts" ? " of a sentence" : ""),
                file.file.kind == "texts" ? "draft, or project once somebody has reviewed it"
                                          : "draft; once somebody has reviewed it project, rendering or verbatim");
        } else if (words.status != "draft" && words.reviewer.empty()) {
            say(codes::translation_unsigned, i, "reviewer", "the status " + words.status + " says that somebody has reviewed the text, but not who",
                "write the name beside it; what nobody has reviewed is a draft");
        }
        if (!words.date.empty() && !parse_date(words.date)) {
            say(codes::translation_date_malformed, i, "date", in_quotes(words.date) + " is no day of the calendar", "write it as YYYY-MM-DD");
        }
        const bool of_another = words.status == "verbatim" || words.status == "rendering";
        const yaml::Node* const sources = file.root.find("sources");
        if (!words.source.empty() && (sources == nullptr || sources->find(words.source) == nullptr)) {
            say(codes::translation_source_unknown, i, "source",
                in_quotes(words.source) + " is none of `sources` of " + in_quotes(table_.rows[i].file));
        } else if (of_another && words.source.empty() && default_source(file.root).empty()) {
            say(codes::translation_source_unknown, i, "source",
                "the status " + words.status + " is of words of somebody else, but no source is named", "write an id of `sources`");
        }
    }

    static std::string default_source(const yaml::Node& root) {
        const yaml::Node* const defaults = root.find("text_default");
        const yaml::Node* const source = defaults == nullptr ? nullptr : defaults->find("source");
        return source == nullptr ? std::string() : source->text;
    }

    void check_sentence(std::size_t i, const OriginalText& original) {
        const auto wanted = places_of(original.original);
        const auto there = places_of(table_.rows[i].text);
        if (wanted == there) return;
        const auto in_braces = [](const std::set<std::string>& names) {
            std::string out;
            for (const std::string& one : names) out += (out.empty() ? "{" : ", {") + one + '}';
            return out.empty() ? std::string("nothing to fill") : out;
        };
        say(codes::translation_places_differ, i, "text", "the translation has " + in_braces(there) + " where there should be " + in_braces(wanted),
            "keep what stands in braces as it is; its place in the sentence is free");
    }

    /// A sentence for one thing and none for several is no sentence.
    void check_forms(const ChangedFile& file) {
        for (const auto& [id, row] : file.sentences) {
            const std::string stem = id.substr(0, id.rfind('.') + 1);
            const std::string form = id.substr(stem.size());
            if (form != "one" && form != "other" && form != "only") continue;
            for (const char* other : {"one", "other", "only"}) {
                const auto sibling = file.by_place.find(stem + other);
                if (sibling == file.by_place.end() || sibling->second->translations.contains(table_.rows[row].language)) continue;
                if (file.sentences.contains(stem + other)) continue;
                say(codes::translation_form_missing, row, "text", in_quotes(id) + " is translated, but " + in_quotes(stem + other) + " is not",
                    "translate both, or leave both empty");
            }
        }
    }

    ChangedFile* file_of(std::size_t i) {
        const TranslationRow& row = table_.rows[i];
        const auto known = files_.find(row.file);
        if (known != files_.end()) return known->second ? &*known->second : nullptr;
        std::optional<ChangedFile>& out = files_[row.file];
        const auto path = path_of(i);
        if (!path) return nullptr;
        if (sheet_path(*path)) {
            if (const auto sheets =
                    std::find_if(in_workbook_.begin(), in_workbook_.end(), [&row](const TextFile& one) { return one.name == row.file; });
                sheets != in_workbook_.end())
                return &begin(out, std::move(*sheets));
            say(codes::translation_file_unknown, i, "file", "the workbook holds no file of the kind " + in_quotes(row.file));
            return nullptr;
        }
        std::error_code ignored;
        TextFile file;
        const bool is_new = !fs::exists(*path, ignored) && fs::path(row.file).stem() == row.language && row.original_language == "en";
        if (!is_new && !fs::exists(*path, ignored)) {
            say(codes::translation_file_unknown, i, "file", "there is no file " + in_quotes(path->generic_string()), "name its folder with -o");
            return nullptr;
        }
        if (!take(is_new ? new_sentences(row.language, *path, row.file, places_) : load_text_file(*path, row.file, places_), file, found_))
            return nullptr;
        return &begin(out, std::move(file));
    }

    static ChangedFile& begin(std::optional<ChangedFile>& out, TextFile file) {
        out.emplace(ChangedFile{std::move(file), {}, {}, {}, {}});
        out->root = out->file.root;
        for (const OriginalText& text : out->file.texts) out->by_place.emplace(text.place, &text);
        return *out;
    }

    /// In the folder that was named, and nowhere else; or the one file.
    std::optional<fs::path> path_of(std::size_t i) {
        const std::string& name = table_.rows[i].file;
        const std::string ending = request_.out.extension().string();
        if (is_workbook()) return request_.out;
        if (ending == ".yaml" || ending == ".yml") {
            if (files_.size() == 1) return request_.out;
            say(codes::translation_file_unknown, i, "file", "the rows are of several files, " + in_quotes(name) + " among them",
                "name their folder with -o");
            return std::nullopt;
        }
        if (!climbs_out(name) && !name.empty()) return request_.out / name;
        say(codes::translation_file_unknown, i, "file", in_quotes(name) + " leads out of the folder " + in_quotes(request_.out.generic_string()));
        return std::nullopt;
    }

    bool is_workbook() const { return sheet_path(request_.out).has_value(); }

    void change_files() {
        const auto texts = rewritten_files();
        if (has_errors(found_)) return;
        for (const auto& [path, bytes] : texts) put_file(path, bytes);
    }

    /// Its cells; and the result is read again before it takes the place of the workbook.
    void change_workbook() {
        std::vector<ChangedDocument> documents;
        for (auto& [name, changed] : files_) {
            if (!changed || changed->taken.empty()) continue;
            append(found_, errors_of_text_file(changed->file.kind, Document(changed->root), request_.out.generic_string()));
            documents.push_back({changed->file.root, changed->root, changed->taken});
        }
        if (documents.empty() || has_errors(found_)) return;
        const std::string name = request_.out.generic_string();
        const auto workbook = open_workbook(request_.out);
        if (workbook.has_error()) return append(found_, workbook.error().all);
        ChangedCells cells;
        bool done = false;
        WholeFile out(request_.out, ReadableBy::everyone);
        if (!take(translation_cells(*workbook, documents), cells, found_) ||
            !take(write_changed_workbook(request_.out, name, cells, out.part()), done, found_))
            return;
        expect_documents(out.part(), documents);
        if (has_errors(found_)) return;
        out.commit();
        done_.written.push_back(name);
    }

    void expect_documents(const fs::path& written, const std::vector<ChangedDocument>& documents) {
        const auto workbook = Spreadsheet::open(written, request_.out.generic_string());
        if (workbook.has_error()) return append(found_, workbook.error().all);
        const auto book = read_round_book(*workbook);
        if (book.has_error()) return append(found_, book.error().all);
        for (const ChangedDocument& one : documents) {
            if (!same_in_any_order(book->value.documents.at(one.translations.front().kind), one.is))
                throw std::logic_error("translations are not read as they were written");
        }
    }

    std::vector<std::pair<fs::path, std::string>> rewritten_files() {
        std::vector<std::pair<fs::path, std::string>> out;
        for (auto& [name, changed] : files_) {
            if (!changed || yaml::same_values(changed->file.root, changed->root)) continue;
            const TextFile& file = changed->file;
            std::string bytes = yaml::to_block_text(changed->root);
            if (!file.bytes.empty() && !take(yaml::rewritten(file.bytes, file.path.generic_string(), file.root, changed->root), bytes, found_))
                continue;
            append(found_, errors_of_text_file(file.kind, bytes, file.path.generic_string()));
            out.emplace_back(file.path, std::move(bytes));
        }
        return out;
    }

    void put_file(const fs::path& path, const std::string& bytes) {
        std::error_code ignored;
        const fs::path real = fs::exists(path, ignored) ? fs::canonical(path) : path;
        const fs::perms before = fs::exists(real, ignored) ? fs::status(real).permissions() : fs::perms::unknown;
        write_whole_file(real, bytes, ReadableBy::everyone);
        if (before != fs::perms::unknown) fs::permissions(real, before);
        done_.written.push_back(path.generic_string());
    }

    const ImportTranslationsRequest& request_;
    const Places& places_;
    TranslationTable table_;
    std::vector<TextFile> in_workbook_;
    std::map<std::string, std::optional<ChangedFile>> files_;  ///< by name; none: what is wrong was said
    std::set<std::tuple<std::string, std::string, std::string>> seen_;
    ImportedTranslations done_;
    Diagnostics found_;
};

}  // namespace

Result<Checked<ImportedTranslations>> import_translations(const ImportTranslationsRequest& request, const Places& places) {
    return Importing(request, places).write();
}

}  // namespace capgap
