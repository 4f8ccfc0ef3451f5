#include <capgap/assessment/codes.hpp>
#include <capgap/assessment/notice.hpp>

#include <map>
#include <string_view>

namespace capgap {

namespace {

std::string meaning_of(std::string_view key) {
    static const std::map<std::string_view, std::string> meanings = {{"controller", "who is responsible for the answers, with name and address"},
                                                                     {"legal_basis", "on what legal basis answers are collected"},
                                                                     {"purpose", "what answers are for"},
                                                                     {"excluded_uses", "what answers are never used for"},
                                                                     {"retention", "how long answers are kept"},
                                                                     {"contact", "whom to ask, with an address"}};
    return meanings.at(key);
}

}  // namespace

Notice notice_of(const AssessmentContent& assessment, const SurveyContent& survey) {
    Notice out = survey.notice.value_or(Notice{});
    for (const NoticePart& part : notice_parts) {
        if (!(assessment.notice.*part.text).empty()) out.*part.text = assessment.notice.*part.text;
    }
    return out;
}

std::vector<std::string> holes_in_notice(const AssessmentContent& assessment, const SurveyContent& survey) {
    std::vector<std::string> holes;
    const Notice notice = notice_of(assessment, survey);
    for (const NoticePart& part : notice_parts) {
        if ((notice.*part.text).empty()) holes.push_back("notice." + std::string(part.key));
    }
    if (!assessment.anonymous) holes.emplace_back("privacy.anonymous");
    return holes;
}

Diagnostics missing_in_notice(const AssessmentContent& assessment, const SurveyContent& survey) {
    Diagnostics found;
    for (const std::string& hole : holes_in_notice(assessment, survey)) {
        const std::string key = hole.substr(hole.find('.') + 1);
        if (key == "anonymous") {
            found.push_back(error(codes::notice_part_missing, assessment.min_cell_at,
                                  "`privacy.anonymous` is missing: people are told whether their answers can be found again",
                                  "say it in the assessment: true if nothing in the answers leads to a person, else false"));
            continue;
        }
        found.push_back(error(codes::notice_part_missing, assessment.notice_at, "`notice." + key + "` is missing: people are told " + meaning_of(key),
                              "say it in the assessment, below `notice`: " + key + ": {" + assessment.head.languages.front() + ": ...}"));
    }
    return found;
}

}  // namespace capgap
