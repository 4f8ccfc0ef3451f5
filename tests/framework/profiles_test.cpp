#include "sample.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <map>
#include <set>

namespace capgap {
namespace {

using sample::at;
using sample::profiles_content;
using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> said(ProfilesContent content) {
    return sample::said(Profiles::make(std::move(content), sample::framework()));
}

Location in_profiles(std::uint32_t line) {
    return at(line, "profiles.yaml");
}

TEST(Profiles, know_the_target_of_every_competency) {
    auto content = profiles_content();
    content.profiles[0].targets = {{CompetencyId("2.1"), 3, in_profiles(11)}, {CompetencyId("1.1"), 1, in_profiles(12)}};
    const auto made = Profiles::make(content, sample::framework());
    ASSERT_TRUE(made.has_value());
    EXPECT_THAT(made->remarks, IsEmpty());
    const Profiles& profiles = made->value;
    EXPECT_EQ(profiles.size(), 2U);
    EXPECT_EQ(profiles.index("manager"), 1U);
    EXPECT_EQ(profiles.index("minister"), std::nullopt);
    EXPECT_EQ(profiles.target(0, 0), 1);
    EXPECT_EQ(profiles.target(0, 1), 0);
    EXPECT_EQ(profiles.target(0, 2), 3);
    EXPECT_EQ(profiles.target(1, 1), 2);
}

TEST(Profiles, are_for_this_framework_in_this_version) {
    auto content = profiles_content();
    content.framework.version = "0.9";
    content.profiles[0].targets[0].competency = CompetencyId("of.the.other.version");
    const char* message =
        "profiles.yaml:3:3: error: the profiles are for dcf 0.9, the framework is dcf 1.0; use the framework they were written for, or review the "
        "targets "
        "and change `framework` [CG1201]";
    EXPECT_THAT(said(content), ElementsAre(message)) << "targets are not held against the wrong framework";
    content.framework = {FrameworkId("other"), "1.0", in_profiles(3)};
    EXPECT_THAT(said(content), ElementsAre(testing::HasSubstr("the profiles are for other 1.0, the framework is dcf 1.0")));
}

TEST(Profiles, have_ids) {
    auto content = profiles_content();
    content.profiles[0].id = ProfileId("chef de service");
    content.profiles.push_back(content.profiles[1]);
    content.profiles[2].at = in_profiles(30);
    EXPECT_THAT(
        said(content),
        ElementsAre(
            "profiles.yaml:10:3: error: 'chef de service' cannot be the id of a profile; an id is 1 to 64 characters of A-Z a-z 0-9 . _ - and "
            "begins with a letter or digit [CG1202]",
            "profiles.yaml:30:3: error: the id 'manager' of this profile is taken by the profile at line 20; each id may be used once "
            "[CG1203]"));
}

TEST(Profiles, number_at_least_one_and_no_more_than_can_be_coded) {
    auto content = profiles_content();
    content.profiles.clear();
    EXPECT_THAT(said(content), ElementsAre("profiles.yaml:2:3: error: the file has no profile [CG1204]"));
    content = profiles_content();
    while (content.profiles.size() <= Profiles::max_profiles) {
        content.profiles.push_back(content.profiles[1]);
        content.profiles.back().id = ProfileId("p" + std::to_string(content.profiles.size()));
    }
    EXPECT_THAT(said(content), ElementsAre("profiles.yaml:20:3: error: the file has 65536 profiles, at most 65535 are possible [CG1204]"));
}

TEST(Profiles, have_targets_for_competencies_that_exist) {
    auto content = profiles_content();
    content.profiles[0].targets[1].competency = CompetencyId("1.20");
    content.profiles[1].targets[2].competency = CompetencyId("trust");
    EXPECT_THAT(
        said(content),
        ElementsAre("profiles.yaml:12:3: error: the profile 'clerk' has a target for '1.20', a competency that dcf 1.0 does not have; did you mean "
                    "'1.2'? [CG1205]",
                    "profiles.yaml:23:3: error: the profile 'manager' has a target for 'trust', which is an attitude; attitudes are described, "
                    "never graded: take the target out [CG1205]"));
}

TEST(Profiles, have_one_target_for_a_competency) {
    auto content = profiles_content();
    content.profiles[0].targets.push_back({CompetencyId("1.1"), 3, in_profiles(14)});
    EXPECT_THAT(said(content),
                ElementsAre("profiles.yaml:14:3: error: the profile 'clerk' has two targets for '1.1', the first at line 11 [CG1206]"));
}

TEST(Profiles, have_targets_that_are_levels) {
    auto content = profiles_content();
    content.profiles[0].targets[0].level = 4;
    content.profiles[0].targets[1].level = 0;
    content.profiles[1].targets[2].level = -1;
    EXPECT_THAT(
        said(content),
        ElementsAre("profiles.yaml:11:3: error: the profile 'clerk' has the target 4 for '1.1', a level from 1 to 3 was expected [CG1207]",
                    "profiles.yaml:12:3: error: the profile 'clerk' has the target 0 for '1.2', a level from 1 to 3 was expected; leave a competency "
                    "out that the profile does not require [CG1207]",
                    "profiles.yaml:23:3: error: the profile 'manager' has the target -1 for '2.1', a level from 1 to 3 was expected [CG1207]"));
}

TEST(Profiles, that_are_approved_say_by_whom_and_when) {
    auto content = profiles_content();
    content.approved = true;
    EXPECT_THAT(said(content),
                ElementsAre("profiles.yaml:4:3: error: the status is approved, but `approved_by` is missing; approved targets say who approved "
                            "them and on which day: reports print both [CG1208]",
                            "profiles.yaml:4:3: error: the status is approved, but `approved_on` is missing; approved targets say who approved "
                            "them and on which day: reports print both [CG1208]"));
    content.approved_by = "The minister";
    content.approved_on = "2026-02-29";
    EXPECT_THAT(said(content), ElementsAre("profiles.yaml:4:3: error: `approved_on` is '2026-02-29', a day of the calendar was expected; write it as "
                                           "YYYY-MM-DD [CG1209]"));
    content.approved_on = "2026-03-12";
    EXPECT_THAT(said(content), IsEmpty());
    content.approved = false;
    content.status_at = {};
    EXPECT_THAT(said(content),
                ElementsAre("profiles.yaml:2:3: warning: an approval is named, but the status is proposed: reports will say that nobody "
                            "approved; write `status: approved`, or take the approval out [CG1210]"));
}

TEST(Profiles, that_require_nothing_are_noticed) {
    auto content = profiles_content();
    content.profiles[0].targets.clear();
    content.profiles[1].targets.resize(1);
    EXPECT_THAT(said(content),
                ElementsAre("profiles.yaml:2:3: remark: no profile has a target for '1.2' and '2.1' [CG1212]",
                            "profiles.yaml:10:3: warning: the profile 'clerk' has no target: nobody with it is in a table of gaps [CG1211]"));
}

/// Whatever the targets: there is a value exactly where each names a competency once and a level, and then it is the one that was written.
TEST(Profiles, property_keep_the_targets_that_were_written) {
    const Framework framework = sample::framework();
    EXPECT_TRUE(rc::check([&framework] {
        auto content = profiles_content();
        std::map<std::string, int> written;
        bool right = true;
        content.profiles[0].targets.clear();
        const auto count = *rc::gen::inRange(0, 4);
        for (int i = 0; i < count; ++i) {
            const auto competency = *rc::gen::element<std::string>("1.1", "1.2", "2.1", "2.1", "9.9");
            const int level = *rc::gen::inRange(0, 5);
            right = right && level >= 1 && level <= 3 && competency != "9.9" && written.emplace(competency, level).second;
            content.profiles[0].targets.push_back({CompetencyId(competency), level, in_profiles(11)});
        }
        const auto made = Profiles::make(content, framework);
        RC_ASSERT(made.has_value() == right);
        if (!right) return;
        for (std::size_t i = 0; i < 3; ++i) {
            const auto target = written.find(framework.competencies()[i].id.text());
            RC_ASSERT(made->value.target(0, i) == (target == written.end() ? 0 : target->second));
        }
    }));
}

}  // namespace
}  // namespace capgap
