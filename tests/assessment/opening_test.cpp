#include <capgap/assessment/fixed_settings.hpp>
#include <capgap/assessment/opening.hpp>

#include "../report/sample_round.hpp"

#include <gmock/gmock.h>

namespace capgap {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// A hash whose value tells what was hashed.
std::string same(std::string_view text) {
    return std::string(text);
}

struct Fixed {
    FrameworkContent framework = sample_round::framework_content();
    SurveyContent survey = sample_round::survey_content();
    ProfilesContent profiles = sample_round::profiles_content();
    AssessmentContent assessment;
    std::vector<std::string> breakdowns = {"gender"};

    Fixed() {
        assessment.head = sample_round::head("round");
        assessment.anonymous = true;
    }

    template <class Result>
    Result with(Result (*call)(const Fixed&, const std::vector<FixedInstrument>&)) const {
        const Framework made = Framework::make(framework).value().value;
        const Survey made_survey = Survey::make(survey, made).value().value;
        const Profiles made_profiles = Profiles::make(profiles, made).value().value;
        return call(*this, {{made, made_survey, made_profiles, breakdowns}});
    }
    std::vector<FixedSetting> settings() const {
        return with<std::vector<FixedSetting>>(
            [](const Fixed& round, const auto& instruments) { return fixed_settings(round.assessment, instruments, same); });
    }
    std::vector<std::string> drafts() const {
        return with<std::vector<std::string>>([](const Fixed& round, const auto& instruments) { return draft_texts(round.assessment, instruments); });
    }
};

std::vector<std::string> changes(const Fixed& then, const Fixed& now) {
    std::vector<std::string> out;
    for (const ChangedSetting& one : changed_settings(then.settings(), now.settings())) {
        const bool long_value = one.promised.size() > 40;
        out.push_back(one.part + '.' + one.key + (long_value ? "" : ": " + one.promised + " -> " + one.used));
    }
    return out;
}

TEST(FixedSettings, are_the_same_whatever_does_not_matter) {
    Fixed then;
    Fixed now;
    now.assessment.title = sample_round::said("Another title");
    now.assessment.collected_to = "2027-01-01";
    std::reverse(now.profiles.profiles[0].targets.begin(), now.profiles.profiles[0].targets.end());
    now.survey.scoring.cut_method = sample_round::said("Other words for the same cuts");
    now.profiles.approved = true;
    now.profiles.approved_by = "the Council";
    now.profiles.approved_on = "2026-02-12";
    EXPECT_THAT(changes(then, now), IsEmpty());
}

TEST(FixedSettings, tell_what_was_promised_and_what_is_used) {
    Fixed then;
    Fixed now;
    now.assessment.min_cell = 5;
    now.survey.scoring.cut_scores = {*Decimal::parse("60"), *Decimal::parse("75")};
    now.profiles.profiles[0].targets[0].level = 3;
    now.breakdowns = {};
    EXPECT_THAT(changes(then, now), ElementsAre("targets.clerk/1.1: 2 -> 3", "cuts.values: 50, 75 -> 60, 75", "breakdowns.questions: gender -> none",
                                                "privacy.min_cell: 10 -> 5"));
}

TEST(FixedSettings, hold_the_limits_of_bands_where_they_are_not_the_usual_ones) {
    Fixed then;
    Fixed now;
    now.survey.scoring.match_bands[0] = *Decimal::parse("12.5");
    EXPECT_THAT(changes(then, now), ElementsAre("comparison.match_bands:  -> 12.5, 40, 60, 80"));
    EXPECT_THAT(changes(now, then), ElementsAre("comparison.match_bands: 12.5, 40, 60, 80 -> "));
    EXPECT_THAT(changes(now, now), IsEmpty());
}

TEST(FixedSettings, name_targets_and_pools_that_come_and_go) {
    Fixed then;
    Fixed now;
    then.assessment.pools = {{sample_round::said("East"), {"b", "a"}, {}}};
    now.profiles.profiles[0].targets.pop_back();
    EXPECT_THAT(changes(then, now), ElementsAre("targets.clerk/2.4: 2 -> ", "privacy.pool 1: a, b -> "));
    EXPECT_THAT(changes(now, then), ElementsAre("targets.clerk/2.4:  -> 2", "privacy.pool 1:  -> a, b"));
}

TEST(FixedSettings, notice_every_word_that_people_are_shown) {
    const Fixed then;
    Fixed question;
    question.survey.items[0].title = sample_round::said("Another question");
    EXPECT_THAT(changes(then, question), ElementsAre("survey.content"));
    Fixed option;
    option.survey.scales[0].options[1].score = Decimal::parse("1.5");
    EXPECT_THAT(changes(then, option), ElementsAre("survey.content"));
    Fixed level;
    level.framework.levels[0].title = sample_round::said("beginner");
    EXPECT_THAT(changes(then, level), ElementsAre("framework.content"));
    Fixed contact;
    contact.assessment.notice.contact = sample_round::said("Room 4");
    EXPECT_EQ(changes(then, contact).size(), 1U);
    Fixed anonymous;
    anonymous.assessment.anonymous = false;
    EXPECT_THAT(changes(then, anonymous), ElementsAre("privacy.anonymous: true -> false", "privacy.person_scores: false -> true"));
}

TEST(FixedSettings, keep_fields_apart) {
    Fixed then;
    Fixed now;
    then.survey.title = sample_round::said("AB", "C");
    now.survey.title = sample_round::said("A", "BC");
    EXPECT_THAT(changes(then, now), ElementsAre("survey.content"));
}

TEST(FixedSettings, list_the_texts_that_nobody_has_reviewed) {
    Fixed round;
    EXPECT_THAT(round.drafts(), IsEmpty());
    const Text draft({{"en", "Words", TextStatus::project, SourceId("us"), {}}, {"fr", "Mots", TextStatus::draft, SourceId("us"), {}}});
    round.survey.items[2].help = draft;
    round.survey.scales[0].options[0].title = draft;
    round.survey.background[0].options[1].title = draft;
    round.assessment.notice.retention = draft;
    EXPECT_THAT(round.drafts(), ElementsAre("scale s", "item i1.2a", "question gender", "notice retention"));
}

TEST(Opening, is_sealed_as_one_text_that_no_other_opening_has) {
    Opening opening{"2026-02-27", "0.1", "", "abc", {"item a"}, {{"privacy", "min_cell", "10"}}, {}, {}, {}};
    EXPECT_EQ(sealed_text(opening), "on\t2026-02-27\nprogram\t0.1\nnotice\tabc\ndraft\titem a\nfixed\tprivacy\tmin_cell\t10\n");
    Opening other = opening;
    other.settings = {{"privacy", "min_cell\t10", ""}};
    EXPECT_NE(sealed_text(opening), sealed_text(other));
    other = opening;
    other.sha256 = "the seal is no part of itself";
    EXPECT_EQ(sealed_text(opening), sealed_text(other));
}

}  // namespace
}  // namespace capgap
