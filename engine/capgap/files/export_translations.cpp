#include <capgap/files/export_translations.hpp>

#include <capgap/base/message.hpp>
#include <capgap/files/codes.hpp>
#include <capgap/files/load_texts.hpp>
#include <capgap/files/text_files.hpp>
#include <capgap/files/whole_file.hpp>
#include <capgap/files/write_book.hpp>
#include <capgap/formats/book/translation_rows.hpp>
#include <capgap/formats/csv/writer.hpp>

#include <algorithm>

namespace capgap {

namespace fs = std::filesystem;

namespace {

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

class Exporting {
public:
    Exporting(const ExportTranslationsRequest& request, const Places& places) : request_(request), places_(places) {}

    Result<Checked<ExportedTranslations>> write() {
        check_request();
        std::vector<TextFile> files;
        if (!take(load_text_files(request_.file, places_), files, found_) || has_errors(found_)) return Errors(std::move(found_));
        for (const std::string& language : request_.languages) {
            for (const TextFile& file : files) {
                if (has_use_for(file, language, files, places_)) {
                    add_file(file, language);
                } else {
                    say_without_sentences(file, language);
                }
            }
        }
        if (has_errors(found_)) return Errors(std::move(found_));
        leave_out_long_texts();
        write_rows();
        return Checked<ExportedTranslations>{{rows_.size(), files.size()}, std::move(found_)};
    }

private:
    void check_request() {
        for (const std::string& language : request_.languages) {
            if (is_language(language)) continue;
            found_.push_back(error(codes::translation_language_wrong, {"command line", 0, 0}, in_quotes(language) + " is no language code",
                                   "write it as 'pt' or 'pt-BR'"));
        }
        std::error_code ignored;
        if (!fs::exists(fs::symlink_status(request_.out, ignored))) return;
        found_.push_back(error(codes::import_would_overwrite, {request_.out.generic_string(), 0, 0},
                               "there is such a file already, and somebody may have worked on it", "choose another -o, or take it away"));
    }

    void say_without_sentences(const TextFile& file, const std::string& language) {
        found_.push_back(
            remark(codes::translations_left_out, {file.path.generic_string(), 0, 0},
                   "the texts of the assessment itself are left out in " + in_quotes(language) + ": the report has no sentences in this language",
                   "a file of sentences is named under `report: {texts: [...]}`"));
    }

    void add_file(const TextFile& file, const std::string& language) {
        if (file.kind != "texts" || file.languages.front() == language) return add_texts(file, language);
        if (file.path != request_.file) return;  // the sentences that a round brings along are in languages of their own
        if (file.languages.front() != complete_language) {
            found_.push_back(error(codes::translation_language_wrong, {file.path.generic_string(), 0, 0},
                                   "the file holds sentences in " + in_quotes(file.languages.front()) + ", not in " + in_quotes(language),
                                   "name that file, or the one of the complete language, " + std::string(complete_language) + ".yaml"));
            return;
        }
        const std::string name = language + ".yaml";
        const fs::path path = file.path.parent_path() / name;
        std::error_code ignored;
        TextFile own;
        if (take(fs::exists(path, ignored) ? load_text_file(path, name, places_) : new_sentences(language, path, name, places_), own, found_))
            add_texts(own, language);
    }

    void add_texts(const TextFile& file, const std::string& language) {
        for (const OriginalText& text : file.texts) {
            if (text.language == language || text.not_needed.contains(language)) continue;
            const TranslationState state = text.state_in(language);
            if (request_.only_open && state == TranslationState::reviewed) continue;
            rows_.push_back(row_of(file, text, language, state));
            at_.push_back(text.at);
        }
    }

    static TranslationRow row_of(const TextFile& file, const OriginalText& text, const std::string& language, TranslationState state) {
        TranslationRow out;
        out.file = file.name;
        out.place = text.place;
        out.context = text.context;
        out.original_language = text.language;
        out.original = text.original;
        out.language = language;
        out.original_hash = text_hash(text.original);
        out.state = to_string(state);
        const auto found = text.translations.find(language);
        if (found == text.translations.end()) return out;
        const Translated& words = found->second;
        out.text = words.text;
        out.status = words.status;
        out.source = words.source;
        out.reviewer = words.reviewer;
        out.date = words.date;
        out.of = words.of;
        return out;
    }

    void leave_out_long_texts() {
        std::vector<TranslationRow> rows;
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            const std::size_t longest = std::max(rows_[i].original.size(), rows_[i].text.size());
            if (longest <= max_form_cell_bytes) {
                rows.push_back(std::move(rows_[i]));
                continue;
            }
            found_.push_back(
                warning(codes::translation_too_long, at_[i],
                        "a text of " + std::to_string(longest) + " bytes, " + in_quotes(rows_[i].place) + ", does not fit a cell and is left out",
                        "a cell holds 32,767; translate it in the file"));
        }
        rows_ = std::move(rows);
    }

    void write_rows() {
        if (request_.out.extension() != ".csv") {
            std::vector<FormSheet> sheets{translation_sheet(rows_)};
            return write_book(request_.out, "Texts to be translated: " + name(), std::move(sheets), BookUse::translations);
        }
        WholeFile out(request_.out, ReadableBy::everyone);
        CsvWriter csv(out.stream());
        for (const auto& [key, value] : translation_columns) csv.text(key);
        csv.end_row();
        for (const TranslationRow& row : rows_) {
            for (const auto& [key, value] : translation_columns) csv.text(row.*value);
            csv.end_row();
        }
        out.commit();
    }

    /// "survey.yaml", "dcf-self/1.0"
    std::string name() const {
        constexpr std::string_view builtin = "builtin:";
        const std::string reference = request_.file.generic_string();
        return reference.starts_with(builtin) ? reference.substr(builtin.size()) : request_.file.filename().string();
    }

    const ExportTranslationsRequest& request_;
    const Places& places_;
    std::vector<TranslationRow> rows_;
    std::vector<Location> at_;  ///< of each row's original
    Diagnostics found_;
};

}  // namespace

bool is_language(std::string_view text) {
    constexpr std::size_t longest = 35;
    const std::string_view letters = text.substr(0, text.find('-'));
    if (text.size() > longest || letters.size() < 2 || letters.size() > 3 || !std::all_of(letters.begin(), letters.end(), is_letter)) return false;
    for (std::size_t begin = letters.size(); begin < text.size();) {
        const std::size_t end = std::min(text.find('-', begin + 1), text.size());
        const std::string_view part = text.substr(begin + 1, end - begin - 1);
        const auto fits = [](char c) { return is_letter(c) || (c >= '0' && c <= '9'); };
        if (part.size() < 2 || part.size() > 8 || !std::all_of(part.begin(), part.end(), fits)) return false;
        begin = end;
    }
    return true;
}

Result<Checked<ExportedTranslations>> export_translations(const ExportTranslationsRequest& request, const Places& places) {
    return Exporting(request, places).write();
}

}  // namespace capgap
