#include <capgap/files/paper.hpp>

#include <capgap/files/codes.hpp>
#include <capgap/files/load_texts.hpp>

#include <vector>

namespace capgap {

namespace {

std::string list_of(const std::vector<std::string>& words) {
    std::string out;
    for (const std::string& word : words) out += (out.empty() ? "" : ", ") + word;
    return out;
}

}  // namespace

Result<PaperWords> words_of_paper(const FinishedRound& round, const PaperLanguage& language, const Places& places) {
    std::vector<std::string> there;
    for (const ReportHead& one : round.heads) there.push_back(one.language);
    std::string wanted = language.language.empty() && language.texts.empty() ? there.front() : language.language;
    const auto not_in = [&there](const std::string& other) {
        return error(codes::result_language, {"command line", 0, 0}, "the report of this round is not in the language '" + other + "'",
                     "it is in: " + list_of(there));
    };
    if (!wanted.empty() && round.head(wanted) == nullptr) return not_in(wanted);
    auto texts = language.texts.empty() ? load_texts(wanted, places) : load_texts_file(language.texts, places);
    if (texts.has_error()) {
        if (texts.error().all.front().code != codes::language_not_at_hand) return std::move(texts).error();
        return error(codes::result_language, {"command line", 0, 0}, "the sentences in '" + wanted + "' do not come with the program",
                     "name their file with --texts, or another language of this report with --language: " + list_of(there));
    }
    const ReportHead* const head = round.head(texts->language());
    if (head == nullptr || (!wanted.empty() && texts->language() != wanted)) return not_in(texts->language());
    return PaperWords{head, std::move(*texts)};
}

}  // namespace capgap
