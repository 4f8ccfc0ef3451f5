#pragma once

#include "../framework/sample.hpp"

#include <capgap/survey/survey.hpp>

#include <string>
#include <utility>
#include <vector>

namespace capgap::sample {

inline Location in_survey(std::uint32_t line) {
    return at(line, "survey.yaml");
}

inline Decimal decimal(const std::string& written) {
    return Decimal::parse(written).value();
}

/// A scale whose options are called as their scores are written ("minus3" for -3); an option "-" has no score.
inline Scale scale(const std::string& id, const std::vector<std::string>& scores, std::uint32_t line) {
    Scale made{ScaleId(id), in_survey(line), {}};
    for (const std::string& score : scores) {
        ++line;
        std::string option = score == "-" ? "no_score" : score;
        if (option.front() == '-') option.replace(0, 1, "minus");
        made.options.push_back({OptionId(option), in_survey(line), text(option, in_survey(line)), Decimal::parse(score)});
    }
    return made;
}

inline Item item(const std::string& id, const std::string& competency, const std::string& scale, std::uint32_t line) {
    Item made;
    made.id = ItemId(id);
    made.at = in_survey(line);
    made.competency = CompetencyId(competency);
    made.scale = ScaleId(scale);
    made.title = text(id, in_survey(line));
    return made;
}

inline Item vignette(const std::string& id, const std::string& anchors, std::uint32_t line) {
    Item made = item(id, "", "four", line);
    made.anchors = ItemId(anchors);
    return made;
}

inline BackgroundQuestion background(const std::string& id, const std::vector<std::string>& options, std::uint32_t line) {
    BackgroundQuestion made{BackgroundId(id), in_survey(line), text(id, in_survey(line)), {}, true, false, true};
    for (const std::string& option : options) {
        ++line;
        made.options.push_back({OptionId(option), in_survey(line), text(option, in_survey(line))});
    }
    return made;
}

inline Notice notice() {
    const Text words = text("Words", in_survey(90));
    return {words, words, words, words, words, words};
}

/// For the sample framework: the scale `four` (0 to 3), two items on each competency (a1, a2, b1, b2, c1, c2; lines 30-35), t1 on trust (36), the
/// background questions gender (50) and region (55), the cuts 50 and 75 (60).
inline SurveyContent survey_content() {
    SurveyContent made;
    made.head = head("dcf-self", "survey.yaml");
    made.framework = {FrameworkId("dcf"), "1.0", in_survey(3)};
    made.title = text("A survey", in_survey(6));
    made.disclaimer = text("Not a test", in_survey(7));
    made.scales = {scale("four", {"0", "1", "2", "3"}, 10)};
    std::uint32_t line = 30;
    for (const char* competency : {"1.1", "1.2", "2.1"}) {
        for (const char* number : {"1", "2"}) {
            const std::string letter(1, static_cast<char>('a' + (line - 30) / 2));
            made.items.push_back(item(letter + number, competency, "four", line));
            ++line;
        }
    }
    Item trust = item("t1", "", "four", 36);
    trust.attitude = AttitudeId("trust");
    made.items.push_back(std::move(trust));
    made.background = {background("gender", {"female", "male"}, 50), background("region", {"north", "south"}, 55)};
    made.scoring.method = "classical";
    made.scoring.cut_scores = {decimal("50"), decimal("75")};
    made.scoring.cut_method = text("Halves", in_survey(61));
    made.scoring.cut_source = SourceId("us");
    made.scoring.at = in_survey(60);
    made.notice = notice();
    return made;
}

inline std::vector<std::string> said(SurveyContent content) {
    return said(Survey::make(std::move(content), framework()));
}

}  // namespace capgap::sample
