#include "../survey/sample.hpp"

#include <capgap/responses/codebook.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace capgap {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

InstitutionTree ministry() {
    std::vector<InstitutionContent> content(2);
    content[0].id = InstitutionId("north");
    content[0].parent = "ministry";
    content[0].name = "North";
    content[1].id = InstitutionId("ministry");
    content[1].name = "Ministry";
    return InstitutionTree::make(std::move(content)).value().value;
}

TEST(Codebook, codes_everything_in_the_order_of_its_file) {
    const Framework framework = sample::framework();
    const Profiles profiles = Profiles::make(sample::profiles_content(), framework).value().value;
    const InstitutionTree institutions = ministry();
    SurveyContent content = sample::survey_content();
    content.items[0].reversed = true;  // the codes are those of the options as they are asked
    const Survey plain = Survey::make(content, framework).value().value;

    const Codebook book = make_codebook(framework, plain, profiles, institutions, {0, 1});
    EXPECT_EQ(book.unit, Unit::person);
    EXPECT_THAT(book.institutions.names(), ElementsAre("north", "ministry")) << "the index of the tree, not its order";
    EXPECT_THAT(book.profiles.names(), ElementsAre("clerk", "manager"));
    EXPECT_THAT(book.competencies.names(), ElementsAre("1.1", "1.2", "2.1"));
    ASSERT_EQ(book.background.size(), 2U);
    EXPECT_EQ(book.background[1].id, "region");
    EXPECT_THAT(book.background[1].categories.names(), ElementsAre("north", "south"));
    ASSERT_EQ(book.items.size(), 7U);
    EXPECT_EQ(book.items[6].id, "t1");
    EXPECT_THAT(book.items[0].categories.names(), ElementsAre("0", "1", "2", "3"));
    EXPECT_EQ(book.wanted_max, 0);

    content.wanted = Wanted{2, sample::text("Wanted", {}), {}};
    const Survey with_wanted = Survey::make(content, framework).value().value;
    const Codebook only_region = make_codebook(framework, with_wanted, profiles, institutions, {1});
    ASSERT_EQ(only_region.background.size(), 1U);
    EXPECT_EQ(only_region.background[0].id, "region");
    EXPECT_EQ(only_region.wanted_max, 2);
    EXPECT_THAT(make_codebook(framework, plain, profiles, institutions, {}).background, IsEmpty());
}

}  // namespace
}  // namespace capgap
