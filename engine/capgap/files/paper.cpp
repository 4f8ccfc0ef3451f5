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
    std::string wanted = language.language.empty() ? round.heads.front().language : language.language;
    auto texts = language.texts.empty() ? load_texts(wanted, places) : load_texts_file(language.texts, places);
    if (texts.has_error()) return std::move(texts).error();
    if (!language.texts.empty() && language.language.empty()) wanted = texts->language();
    const ReportHead* const head = round.head(wanted);
    if (head == nullptr || texts->language() != wanted) {
        std::vector<std::string> there;
        for (const ReportHead& one : round.heads) there.push_back(one.language);
        return error(codes::result_language, {"command line", 0, 0}, "the report of this round is not in the language '" + wanted + "'",
                     "it is in: " + list_of(there));
    }
    return PaperWords{head, std::move(*texts)};
}

}  // namespace capgap
