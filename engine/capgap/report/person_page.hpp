#pragma once

#include <capgap/report/notice.hpp>
#include <capgap/report/person_basis.hpp>
#include <capgap/report/texts.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace capgap {

/// What is known of one person in one competency.
struct PersonCompetencyResult {
    enum class Outcome { range, not_asked, too_few, few_people, inconsistent };

    PersonRow row;
    Outcome outcome = Outcome::not_asked;
    std::optional<PersonLevels> range;  ///< with Outcome::range
    int target = 0;                     ///< of the person's profile; 0: none
};

/// One person's own result, before words. methods.md, section 13.
struct PersonResult {
    const PersonBasis& basis;
    const PersonAnswers& answers;
    std::vector<PersonCompetencyResult> competencies;  ///< in the order of the framework
    std::vector<PersonalStep> steps;
};

/// A level of the framework in the words of the page.
struct PersonLevel {
    NoticeText title;
    NoticeText descriptor;
};

struct PersonCompetency {
    NoticeText title;
    std::string range;                ///< "“With help” or “Independent”"; empty where there is none
    std::vector<PersonLevel> levels;  ///< the lowest and the highest of the range
    std::vector<std::string> notes;   ///< sentences
    int low = 0;                      ///< for the picture; 0: no range
    int high = 0;
    int target = 0;  ///< 0: none
};

struct PersonDomain {
    NoticeText title;
    std::vector<PersonCompetency> competencies;
};

struct PersonStep {
    NoticeText title;
    std::vector<NoticeText> lines;
};

/// The page of one person's own result, in one language, as data: a renderer adds no word.
struct PersonDocument {
    std::string language;  ///< BCP 47
    std::string kind;      ///< what this is: its main heading
    NoticeText title;      ///< of the round
    std::string banner;    ///< empty, or that nobody answered in truth
    std::vector<NoticeText> lead;
    NoticeSection how;
    std::string results_title;
    std::size_t levels = 0;  ///< of the framework
    std::vector<PersonDomain> domains;
    std::string steps_title;
    std::vector<std::string> steps_lead;
    std::vector<PersonStep> steps;
    std::vector<NoticeSection> sections;  ///< what the page is not; whom to ask
    std::vector<NoticeText> sources;
};

/// No number but that of the questions answered, no average, nothing about anybody else.
[[nodiscard]] PersonDocument make_person_page(const PersonResult& result, const Texts& texts);

}  // namespace capgap
