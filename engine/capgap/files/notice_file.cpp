#include <capgap/files/notice_file.hpp>

#include <capgap/assessment/notice.hpp>
#include <capgap/base/message.hpp>
#include <capgap/files/codes.hpp>
#include <capgap/files/existing_file.hpp>
#include <capgap/files/load_texts.hpp>
#include <capgap/files/sha256.hpp>
#include <capgap/files/whole_file.hpp>
#include <capgap/formats/html/notice_page.hpp>
#include <capgap/report/notice.hpp>

#include <algorithm>
#include <utility>

namespace capgap {

namespace fs = std::filesystem;

namespace {

bool is_not_at_hand(const Errors& errors) {
    return std::all_of(errors.all.begin(), errors.all.end(), [](const Diagnostic& one) { return one.code == codes::language_not_at_hand; });
}

/// The sentences in the languages of the survey. A language without any is left out, and said; all of them is an error.
Result<Checked<std::vector<Texts>>> sentences_of(const Round& round, const Places& places) {
    Checked<std::vector<Texts>> out;
    Diagnostics errors;
    const Head& head = round.persons.survey.content().head;
    for (const std::string& language : head.languages) {
        auto texts = texts_of_round(round, language, places);
        if (!texts.has_error()) {
            out.value.push_back(std::move(*texts));
            continue;
        }
        if (is_not_at_hand(texts.error())) {
            out.remarks.push_back(warning(codes::notice_language_not_at_hand, head.at,
                                          "the notice cannot be written in " + in_quotes(language) + ": there are no sentences in this language"));
        }
        append(errors, std::move(texts).error().all);
    }
    if (out.value.empty() || errors.size() > out.remarks.size()) return errors;
    return out;
}

}  // namespace

Result<Checked<NoticePage>> make_notice_page(const Round& round, const Places& places) {
    const SurveyContent& survey = round.persons.survey.content();
    Diagnostics missing = missing_in_notice(round.assessment, survey);
    if (!missing.empty()) return missing;
    auto texts = sentences_of(round, places);
    if (texts.has_error()) return texts.error();
    const Notice notice = notice_of(round.assessment, survey);
    const NoticeInput input{
        round.assessment,         survey, notice, round.persons.active_background, round.persons.breakdowns, !round.environments.empty(),
        !round.catalogues.empty()};
    std::vector<NoticeDocument> languages;
    for (const Texts& language : texts->value) languages.push_back(make_notice(input, language));
    NoticePage page{render_notice_page(languages), {}};
    page.sha256 = sha256_of(page.bytes);
    return Checked<NoticePage>{std::move(page), std::move(texts->remarks)};
}

Result<Checked<NoticePage>> write_notice(const fs::path& assessment, const fs::path& out, const Places& places) {
    auto round = load_round(assessment, places, Answers::not_yet);
    if (round.has_error()) return round.error();
    Diagnostics refused = refuse_input(round->value, out);
    if (!refused.empty()) return refused;
    auto page = make_notice_page(round->value, places);
    if (page.has_error()) return page;
    write_whole_file(out, page->value.bytes, ReadableBy::everyone);
    append(page->remarks, std::move(round->remarks));
    return page;
}

}  // namespace capgap
