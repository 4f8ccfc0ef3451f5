#include <capgap/gaps/profile_mix.hpp>

#include <gmock/gmock.h>

namespace capgap {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

Cell cell(std::uint32_t institution, std::uint16_t profile, std::int64_t respondents, std::int64_t staff) {
    Cell out;
    out.institution = institution;
    out.profile = profile;
    out.respondents = respondents;
    out.written_headcount = staff;
    return out;
}

Codebook codebook() {
    Codebook out;
    for (const char* institution : {"north", "south"}) out.institutions.add(institution);
    for (const char* profile : {"clerk", "manager"}) out.profiles.add(profile);
    return out;
}

TEST(ProfileMix, differs_above_ten_points_and_not_at_ten) {
    // 60 of 100 answered as clerks; 70, then 71 of 100 are.
    EXPECT_FALSE(profile_mix_of_whole({{cell(0, 0, 60, 70), cell(0, 1, 40, 30)}, {}}, 2).differs(0));
    const ProfileMix mix = profile_mix_of_whole({{cell(0, 0, 60, 71), cell(0, 1, 40, 29)}, {}}, 2);
    EXPECT_TRUE(mix.differs(0));
    EXPECT_TRUE(mix.differs(1));
    EXPECT_DOUBLE_EQ(mix.share_of_respondents(0), 0.6);
    EXPECT_DOUBLE_EQ(mix.share_of_staff(0), 0.71);
}

TEST(ProfileMix, says_nothing_of_fewer_than_thirty_and_without_staff) {
    EXPECT_FALSE(profile_mix_of_whole({{cell(0, 0, 29, 0), cell(0, 1, 0, 100)}, {}}, 2).differs(0));
    EXPECT_TRUE(profile_mix_of_whole({{cell(0, 0, 30, 0), cell(0, 1, 0, 100)}, {}}, 2).differs(0));
    EXPECT_FALSE(profile_mix_of_whole({{cell(0, 0, 30, 0)}, {}}, 2).differs(0));
    EXPECT_FALSE(profile_mix_of_whole({}, 2).differs(0));
}

TEST(ProfileMix, counts_those_without_a_profile_in_the_total) {
    const ProfileMix mix = profile_mix_of_whole({{cell(0, 0, 50, 50), cell(0, Batch::no_profile, 50, 0)}, {}}, 2);
    EXPECT_DOUBLE_EQ(mix.share_of_respondents(0), 0.5);
    EXPECT_DOUBLE_EQ(mix.share_of_staff(0), 1.0);
}

TEST(ProfileMix, is_reported_for_the_whole_and_for_each_institution) {
    // Each office is 20 points off, in opposite directions: together nothing is.
    const Cells cells{{cell(0, 0, 70, 50), cell(0, 1, 30, 50), cell(1, 0, 30, 50), cell(1, 1, 70, 50)}, {}};
    const Diagnostics found = report_profile_mix(cells, codebook(), {"population.csv", 0, 0});
    ASSERT_EQ(found.size(), 2U);
    EXPECT_THAT(to_string(found[0]), HasSubstr("institution 'north'"));
    EXPECT_THAT(to_string(found[0]), HasSubstr("'clerk' (70 % of those who answered, 50 % of staff)"));
    EXPECT_THAT(to_string(found[1]), HasSubstr("'manager' (70 % of those who answered, 50 % of staff)"));
    const Cells alone{{cell(0, 0, 70, 50), cell(0, 1, 30, 50)}, {}};
    EXPECT_THAT(to_string(report_profile_mix(alone, codebook(), {}).at(0)), HasSubstr("all together"));
    EXPECT_EQ(report_profile_mix(alone, codebook(), {}).size(), 1U) << "the only institution is the whole";
    EXPECT_THAT(report_profile_mix({}, codebook(), {}), IsEmpty());
}

}  // namespace
}  // namespace capgap
