#include <capgap/files/check_translations.hpp>

#include <capgap/base/message.hpp>
#include <capgap/files/codes.hpp>
#include <capgap/files/export_translations.hpp>
#include <capgap/files/text_files.hpp>

#include <algorithm>

namespace capgap {

namespace {

class Counting {
public:
    explicit Counting(TranslationStatus& out) : out_(out) {}

    void add(const TextFile& file, const std::string& language) {
        TranslationCount count{file.name, language};
        const bool declared = std::find(file.languages.begin(), file.languages.end(), language) != file.languages.end();
        const OriginalText* first_draft = nullptr;
        for (const OriginalText& text : file.texts) {
            if (text.language == language || text.not_needed.contains(language)) continue;
            ++count.strings;
            switch (text.state_in(language)) {
                case TranslationState::missing:
                    ++count.missing;
                    if (declared) say_missing(text, language);
                    break;
                case TranslationState::stale:
                    ++count.stale;
                    say_stale(text, language);
                    break;
                case TranslationState::draft:
                    ++count.draft;
                    if (first_draft == nullptr) first_draft = &text;
                    break;
                case TranslationState::reviewed: ++count.reviewed; break;
            }
        }
        if (first_draft != nullptr) say_drafts(*first_draft, count);
        if (count.strings > 0) out_.counts.push_back(std::move(count));
    }

private:
    void say_missing(const OriginalText& text, const std::string& language) {
        out_.said.push_back(error(codes::translation_missing, text.at, in_quotes(text.place) + " is not translated into " + in_quotes(language),
                                  "capgap export --translations writes a table of what is open"));
    }

    void say_stale(const OriginalText& text, const std::string& language) {
        out_.said.push_back(warning(codes::translation_stale, text.translations.find(language)->second.at,
                                    in_quotes(text.place) + " in " + in_quotes(language) + " translates words that have changed since",
                                    "the original is now " + in_quotes(text.original)));
    }

    void say_drafts(const OriginalText& first, const TranslationCount& count) {
        out_.said.push_back(
            warning(codes::translation_is_draft, first.translations.find(count.language)->second.at,
                    counted(count.draft, "text") + " in " + in_quotes(count.language) + " that nobody has reviewed; the first is here"));
    }

    TranslationStatus& out_;
};

}  // namespace

Result<TranslationStatus> check_translations(const std::filesystem::path& file, const std::vector<std::string>& languages, const Places& places) {
    TranslationStatus out;
    Diagnostics wrong;
    for (const std::string& language : languages) {
        if (is_language(language)) continue;
        wrong.push_back(error(codes::translation_language_wrong, {"command line", 0, 0}, in_quotes(language) + " is no language code",
                              "write it as 'pt' or 'pt-BR'"));
    }
    std::vector<TextFile> files;
    if (!take(load_text_files(file, places), files, out.said)) append(wrong, std::move(out.said));
    if (!wrong.empty()) return Errors(std::move(wrong));
    Counting counting(out);
    for (const TextFile& one : files) {
        for (const std::string& language : languages.empty() ? one.languages : languages) {
            if (!has_use_for(one, language, files, places)) continue;
            // A file of sentences is in one language.
            if (one.kind != "texts" || one.languages.front() == language) counting.add(one, language);
        }
    }
    return out;
}

}  // namespace capgap
