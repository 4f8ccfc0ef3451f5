#include "sample.hpp"

#include <capgap/framework/framework_diff.hpp>
#include <capgap/framework/overlay.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <functional>

namespace capgap {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Framework changed(const std::function<void(FrameworkContent&)>& change) {
    FrameworkContent content = sample::framework_content();
    change(content);
    return Framework::make(std::move(content)).value().value;
}

Text words(const std::string& text) {
    return sample::text(text, sample::at(1));
}

/// "1.1 comparable with care: title reworded in 'en'"
std::vector<std::string> verdicts(const Differences& differences) {
    std::vector<std::string> out;
    for (const Verdict& one : differences.verdicts) {
        std::string line = one.competency + ' ' + std::string(to_string(one.comparability));
        for (std::size_t i = 0; i < one.reasons.size(); ++i) line += (i == 0 ? ": " : "; ") + one.reasons[i];
        out.push_back(std::move(line));
    }
    return out;
}

/// "competency 1.1, title: reworded 'a' 'b'"
std::vector<std::string> changes(const Differences& differences) {
    std::vector<std::string> out;
    for (const Change& one : differences.changes) {
        out.push_back(one.what + ' ' + one.id + ", " + one.part + ": " + std::string(to_string(one.kind)) + " '" + one.was + "' '" + one.is + "'");
    }
    return out;
}

TEST(FrameworkDiff, of_a_framework_and_itself_is_empty) {
    const Differences differences = diff(sample::framework(), sample::framework());
    EXPECT_THAT(differences.changes, IsEmpty());
    EXPECT_THAT(verdicts(differences), ElementsAre("1.1 comparable", "1.2 comparable", "2.1 comparable"));
}

TEST(FrameworkDiff, names_what_is_added_removed_and_reworded) {
    const Differences differences = diff(sample::framework(), changed([](FrameworkContent& content) {
                                             content.head.version = "2.0";
                                             content.competencies[0].title = words("Another title");
                                             content.competencies[1].descriptors[2] = words("Teaches it to all");
                                             content.competencies[2].id = CompetencyId("2.2");
                                             content.competencies[2].title = words("New");
                                             content.domains[1].title = words("Data");
                                             content.attitudes[0].title = words("Confidence");
                                         }));
    EXPECT_EQ(differences.was, "dcf 1.0");
    EXPECT_EQ(differences.is, "dcf 2.0");
    EXPECT_THAT(changes(differences),
                ElementsAre("domain 2, title: reworded 'Second' 'Data'", "competency 1.1, title: reworded 'Competency 1.1' 'Another title'",
                            "competency 1.2, descriptor of expert: reworded 'Teaches it' 'Teaches it to all'",
                            "competency 2.1, : removed 'Competency 2.1' ''", "competency 2.2, : added '' 'New'",
                            "attitude trust, title: reworded 'Trust' 'Confidence'"));
    EXPECT_THAT(verdicts(differences),
                ElementsAre("1.1 comparable with care: title reworded in 'en'", "1.2 comparable with care: descriptors of 'expert' reworded",
                            "2.2 not comparable: only in dcf 2.0", "2.1 not comparable: only in dcf 1.0"));
}

/// The same sentence at another level says that another level is reached: no rewording, and not comparable.
TEST(FrameworkDiff, notices_a_descriptor_at_another_level) {
    const Differences differences =
        diff(sample::framework(),
             changed([](FrameworkContent& content) { std::swap(content.competencies[0].descriptors[0], content.competencies[0].descriptors[1]); }));
    EXPECT_THAT(changes(differences), ElementsAre("competency 1.1, descriptor: re-levelled 'basic: Knows it' 'skilled'",
                                                  "competency 1.1, descriptor: re-levelled 'skilled: Does it' 'basic'"));
    EXPECT_THAT(verdicts(differences).front(), HasSubstr("1.1 not comparable: the descriptor of 'basic' is that of 'skilled' now"));
    EXPECT_EQ(differences.verdicts[1].comparability, Comparability::comparable);
}

Statement statement(const std::string& id, const std::string& level, const std::string& text) {
    return {StatementId(id), sample::at(50), LevelId(level), sample::at(50), words(text)};
}

Framework with_statements(const std::vector<Statement>& statements, const std::vector<LearningOutcome>& outcomes = {}) {
    return changed([&](FrameworkContent& content) {
        Competency& one = content.competencies[0];
        one.statements = statements;
        one.outcomes = outcomes;
        one.descriptors.clear();
        one.described_by_statements = true;
    });
}

TEST(FrameworkDiff, looks_at_statements_where_they_are_what_describes) {
    const Statement names = statement("S1", "basic", "Names it.");
    const Statement does = statement("S2", "skilled", "Does it.");
    const Statement teaches = statement("S3", "expert", "Teaches it.");
    const Framework was = with_statements({names, does, teaches}, {{statement("L1", "basic", "Has named it."), OutcomeKind::skill}});

    const Differences reworded = diff(was, with_statements({statement("S1", "basic", "Names it well."), does, teaches}));
    EXPECT_THAT(changes(reworded),
                ElementsAre("statement S1, text: reworded 'Names it.' 'Names it well.'", "outcome L1, : removed 'Has named it.' ''"));
    EXPECT_THAT(verdicts(reworded)[0], "1.1 comparable with care: reworded: 'S1'");

    const Differences moved = diff(was, with_statements({names, statement("S2", "expert", "Does it."), teaches, statement("S4", "skilled", "Tries.")},
                                                        {{statement("L1", "skilled", "Has named it."), OutcomeKind::skill}}));
    EXPECT_THAT(changes(moved), ElementsAre("statement S2, : re-levelled 'skilled' 'expert'", "statement S4, : added '' 'Tries.'",
                                            "outcome L1, : re-levelled 'basic' 'skilled'"));
    EXPECT_THAT(verdicts(moved)[0], "1.1 not comparable: at other levels: 'S2'; other statements");
}

TEST(FrameworkDiff, of_other_levels_is_comparable_in_nothing) {
    const Differences added = diff(sample::framework(), changed([](FrameworkContent& content) {
                                       content.levels.push_back({LevelId("master"), sample::at(13), words("master"), {}});
                                       for (Competency& one : content.competencies) one.descriptors.push_back(words("Leads it"));
                                   }));
    EXPECT_THAT(changes(added), Contains("level master, : added '' '4'"));
    for (const Verdict& one : added.verdicts) EXPECT_EQ(one.comparability, Comparability::not_comparable);
    const Differences exchanged = diff(sample::framework(), changed([](FrameworkContent& content) {
                                           std::swap(content.levels[0], content.levels[1]);
                                           for (Competency& one : content.competencies) std::swap(one.descriptors[0], one.descriptors[1]);
                                       }));
    EXPECT_THAT(changes(exchanged), ElementsAre("level basic, : re-levelled '1' '2'", "level skilled, : re-levelled '2' '1'"));
    EXPECT_THAT(verdicts(exchanged).front(), HasSubstr("not comparable: the levels are others"));
}

TEST(FrameworkDiff, of_strangers_is_never_more_than_with_care) {
    const Differences differences = diff(sample::framework(), changed([](FrameworkContent& content) { content.head.id = "other"; }));
    EXPECT_THAT(differences.changes, IsEmpty());
    for (const Verdict& one : differences.verdicts) EXPECT_EQ(one.comparability, Comparability::with_care);
}

FrameworkContent overlay() {
    FrameworkContent made;
    made.head = sample::head("dcf-xx", "overlay.yaml");
    made.title = words("A framework");
    made.attribution = words("A framework, by us");
    made.endorsement = "none";
    made.licence_name = "CC-BY-4.0";
    made.overlay.emplace();
    made.overlay->extends_at = sample::at(3, "overlay.yaml");
    return made;
}

/// Both ways round the core is what the overlay declares.
TEST(FrameworkDiff, takes_an_overlay_at_its_word) {
    FrameworkContent content = overlay();
    content.overlay->competencies.renamed = {{"1.1", sample::at(10), words("Ours")}};
    content.overlay->competencies.unused = {{"2.1", sample::at(11), words("Others do this")}};
    content.overlay->core = {{CompetencyId("1.1"), sample::at(12)}};
    const Framework national = extend(sample::framework(), std::move(content)).value().value;
    const Differences there = diff(sample::framework(), national);
    EXPECT_EQ(there.relation, "dcf-xx 1.0 extends dcf 1.0");
    EXPECT_THAT(verdicts(there),
                ElementsAre("1.1 comparable: in the core of dcf-xx 1.0; renamed", "1.2 comparable with care: not in the core of dcf-xx 1.0",
                            "2.1 not comparable: not used in dcf-xx 1.0: Others do this"));
    const Differences back = diff(national, sample::framework());
    EXPECT_THAT(verdicts(back).front(), "1.1 comparable: in the core of dcf-xx 1.0; renamed");
    EXPECT_EQ(back.changes.size(), there.changes.size());
}

TEST(FrameworkDiff, prints_a_line_for_each_change_and_each_competency) {
    EXPECT_EQ(to_text(diff(sample::framework(), changed([](FrameworkContent& content) { content.competencies[0].title = words("Another title"); }))),
              "framework dcf 1.0 -> dcf 1.0\n\n"
              "competency 1.1, title (en): reworded\n  - Competency 1.1\n  + Another title\n\n"
              "Whether scores and levels can be compared, by competency\n"
              "  1.1  comparable with care  title reworded in 'en'\n"
              "  1.2  comparable\n"
              "  2.1  comparable\n");
    EXPECT_THAT(to_text(diff(sample::framework(), sample::framework())), HasSubstr("\nNo differences.\n"));
}

TEST(ProfilesDiff, of_profiles_and_themselves_is_empty) {
    const Differences differences = diff(sample::profiles_content(), sample::profiles_content());
    EXPECT_THAT(differences.changes, IsEmpty());
    EXPECT_THAT(verdicts(differences), ElementsAre("1.1 comparable", "1.2 comparable", "2.1 comparable"));
}

TEST(ProfilesDiff, names_targets_raised_lowered_and_gone) {
    ProfilesContent is = sample::profiles_content();
    is.profiles[0].targets[0].level = 3;
    is.profiles[1].targets[0].level = 1;
    is.profiles[1].targets.pop_back();
    is.approved = true;
    is.approved_by = "The minister";
    is.approved_on = "2026-03-12";
    const Differences differences = diff(sample::profiles_content(), is);
    EXPECT_THAT(changes(differences),
                ElementsAre("profiles , status: changed 'proposed' 'approved'", "profiles , approved_by: changed '' 'The minister'",
                            "profiles , approved_on: changed '' '2026-03-12'", "profile clerk, target for 1.1: raised '2' '3'",
                            "profile manager, target for 1.1: lowered '2' '1'", "profile manager, target for 2.1: removed '2' ''"));
    EXPECT_THAT(verdicts(differences),
                ElementsAre("1.1 not comparable: the target of 'clerk' is raised from 2 to 3; the target of 'manager' is lowered from 2 to 1",
                            "1.2 comparable", "2.1 not comparable: the target of 'manager' is removed"));
}

TEST(ProfilesDiff, says_that_a_new_profile_enters_the_whole) {
    ProfilesContent is = sample::profiles_content();
    is.profiles.pop_back();
    const Differences differences = diff(is, sample::profiles_content());
    EXPECT_THAT(changes(differences), ElementsAre("profile manager, : added '' 'manager'"));
    EXPECT_THAT(verdicts(differences), ElementsAre("1.1 comparable with care: profile 'manager' added; compare profile by profile",
                                                   "1.2 comparable with care: profile 'manager' added; compare profile by profile",
                                                   "2.1 comparable with care: profile 'manager' added; compare profile by profile"));
}

TEST(ProfilesDiff, of_no_profile_in_common_compares_nothing) {
    ProfilesContent is = sample::profiles_content();
    for (ProfileContent& one : is.profiles) one.id = ProfileId("other-" + one.id.text());
    is.profiles[0].targets.pop_back();
    const Differences differences = diff(sample::profiles_content(), is);
    EXPECT_THAT(verdicts(differences).back(),
                "2.1 not comparable: no profile of both has a target for it; profiles 'clerk' and 'manager' removed; profile 'other-manager' added");
}

/// Whatever is changed: the way back has as many changes, and the same verdicts.
RC_GTEST_PROP(FrameworkDiffProperty, IsTheSameBothWays, ()) {
    const auto any_framework = [] {
        return changed([](FrameworkContent& content) {
            for (Competency& one : content.competencies) {
                if (*rc::gen::inRange(0, 3) == 0) one.title = words("T" + std::to_string(*rc::gen::inRange(0, 3)));
                if (*rc::gen::inRange(0, 3) == 0) one.descriptors[1] = words("D" + std::to_string(*rc::gen::inRange(0, 3)));
                if (*rc::gen::inRange(0, 4) == 0) std::swap(one.descriptors[0], one.descriptors[2]);
            }
            if (*rc::gen::inRange(0, 3) == 0) content.competencies.pop_back();
            if (*rc::gen::inRange(0, 4) == 0) content.levels[0].title = words("L");
        });
    };
    const Framework a = any_framework();
    const Framework b = any_framework();
    RC_ASSERT(diff(a, a).changes.empty());
    const Differences there = diff(a, b);
    const Differences back = diff(b, a);
    RC_ASSERT(there.changes.size() == back.changes.size());
    for (const Verdict& one : there.verdicts) {
        const auto same = [&one](const Verdict& other) { return other.competency == one.competency && other.comparability == one.comparability; };
        RC_ASSERT(std::any_of(back.verdicts.begin(), back.verdicts.end(), same));
    }
}

}  // namespace
}  // namespace capgap
