#include "sample.hpp"

#include <capgap/framework/overlay.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace capgap {

namespace {

using sample::at;
using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* file = "overlay.yaml";

Location here(std::uint32_t line) {
    return at(line, file);
}

Text words(const std::string& text, std::uint32_t line, const std::string& language = "en") {
    return Text({{language, text, TextStatus::project, SourceId("us"), here(line)}});
}

/// dcf-xx 1.0 over dcf 1.0 (framework.yaml), on line 3; it changes nothing.
FrameworkContent overlay_content() {
    FrameworkContent made;
    made.head = sample::head("dcf-xx", file);
    made.title = words("Ours", 6);
    made.attribution = words("Ours, on a framework by us", 7);
    made.endorsement = "none";
    made.licence_name = "CC-BY-4.0";
    made.overlay.emplace();
    made.overlay->extends = "framework.yaml";
    made.overlay->extends_at = here(3);
    return made;
}

AddedCompetency added(const std::string& id, const std::string& domain, std::uint32_t line) {
    AddedCompetency made;
    made.domain = DomainId(domain);
    made.domain_at = here(line);
    made.competency.id = CompetencyId(id);
    made.competency.at = here(line);
    made.competency.title = words("Added " + id, line);
    for (const char* level : {"basic", "skilled", "expert"}) made.descriptors.push_back({LevelId(level), here(line), words(level, line)});
    return made;
}

std::vector<std::string> said_of_overlay(FrameworkContent overlay) {
    return sample::said(extend(sample::framework(), std::move(overlay)));
}

Framework made(FrameworkContent overlay) {
    return extend(sample::framework(), std::move(overlay)).value().value;
}

std::vector<std::string> titles(const Framework& framework) {
    std::vector<std::string> out;
    for (const Competency& one : framework.competencies()) out.push_back(one.id.text() + ' ' + one.title.in("en"));
    return out;
}

TEST(Overlay, OfNothingIsTheBase) {
    const Framework base = sample::framework();
    const auto result = extend(base, overlay_content());
    ASSERT_TRUE(result.has_value());
    EXPECT_THAT(sample::lines(result->remarks), IsEmpty());
    const Framework& framework = result->value;
    EXPECT_EQ(framework.ref().text(), "dcf-xx 1.0");
    EXPECT_EQ(framework.competency_ids(), base.competency_ids());
    EXPECT_EQ(framework.attitude_ids(), base.attitude_ids());
    EXPECT_EQ(titles(framework), titles(base));
    ASSERT_EQ(framework.levels().size(), 3U);
    ASSERT_EQ(framework.content().domains.size(), 2U);
    for (std::size_t c = 0; c < 3; ++c) {
        EXPECT_EQ(framework.competencies()[c].domain, base.competencies()[c].domain);
        EXPECT_TRUE(framework.competencies()[c].original_title.empty());
        EXPECT_TRUE(framework.competencies()[c].added_by.id.empty());
        for (std::size_t l = 0; l < 3; ++l)
            EXPECT_EQ(framework.competencies()[c].descriptors[l].in("en"), base.competencies()[c].descriptors[l].in("en"));
    }
    ASSERT_EQ(framework.content().bases.size(), 1U);
    EXPECT_EQ(framework.content().bases.front().ref.text(), "dcf 1.0");
    EXPECT_EQ(framework.content().bases.front().attribution.in("en"), "A framework, by us");
    EXPECT_EQ(framework.content().bases.front().licence_name, "CC-BY-4.0");
    EXPECT_THAT(framework.content().bases.front().core, ElementsAre(CompetencyId("1.1"), CompetencyId("1.2"), CompetencyId("2.1")));
}

TEST(Overlay, RenamesAddsAndLeavesOut) {
    FrameworkContent overlay = overlay_content();
    overlay.overlay->competencies.renamed = {{"1.1", here(10), words("Our word for it", 10)}};
    overlay.overlay->domains.renamed = {{"1", here(11), words("Our first", 11)}};
    overlay.overlay->competencies.unused = {{"2.1", here(12), words("Others do this", 12)}};
    overlay.overlay->added_competencies = {added("1.9", "1", 20), added("3.1", "3", 25)};
    overlay.overlay->added_domains = {{DomainId("3"), here(24), words("Third", 24), {}}};
    const Framework framework = made(std::move(overlay));
    EXPECT_THAT(titles(framework), ElementsAre("1.1 Our word for it", "1.2 Competency 1.2", "1.9 Added 1.9", "3.1 Added 3.1"));
    EXPECT_EQ(framework.competencies()[0].original_title.in("en"), "Competency 1.1");
    EXPECT_EQ(framework.content().domains[0].original_title.in("en"), "First");
    ASSERT_EQ(framework.content().domains.size(), 2U) << "a domain without a competency in use goes out";
    EXPECT_EQ(framework.content().domains[framework.competencies()[3].domain].id.text(), "3");
    EXPECT_EQ(framework.competencies()[2].added_by.text(), "dcf-xx 1.0");
    EXPECT_EQ(framework.competencies()[2].descriptors[1].in("en"), "skilled");
    const UnusedPart* unused = framework.unused(UnusedPart::Kind::competency, "2.1");
    ASSERT_NE(unused, nullptr);
    EXPECT_EQ(unused->reason.in("en"), "Others do this");
    EXPECT_EQ(unused->title.in("en"), "Competency 2.1");
    EXPECT_THAT(framework.content().bases.front().core, ElementsAre(CompetencyId("1.1"), CompetencyId("1.2")));
}

TEST(Overlay, AddsALanguage) {
    FrameworkContent overlay = overlay_content();
    overlay.head.languages = {"en", "pt"};
    overlay.overlay->competencies.translated = {
        {"1.1", here(10), words("Competência 1.1", 10, "pt"), {}, {{LevelId("skilled"), here(11), words("Faz", 11, "pt")}}}};
    overlay.overlay->levels.translated = {{"basic", here(12), words("básico", 12, "pt"), {}, {}}};
    const auto result = extend(sample::framework(), std::move(overlay));
    ASSERT_TRUE(result.has_value());
    EXPECT_EQ(result->value.competencies()[0].title.in("pt"), "Competência 1.1");
    EXPECT_EQ(result->value.competencies()[0].descriptors[1].in("pt"), "Faz");
    EXPECT_EQ(result->value.levels()[0].title.in("pt"), "básico");
    EXPECT_EQ(result->value.levels()[1].title.in("pt"), "skilled") << "what is missing is shown in the default language";
    EXPECT_THAT(sample::lines(result->remarks),
                Contains("overlay.yaml:3:3: remark: the title of the competency '1.2' is not translated into 'pt'; readers see it in 'en' [CG1113]"));
}

/// dcf, whose 1.1 is described by a statement at each level and has one learning outcome.
Framework base_with_statements() {
    FrameworkContent content = sample::framework_content();
    Competency& one = content.competencies[0];
    for (const char* level : {"basic", "skilled", "expert"}) {
        one.statements.push_back(
            {StatementId(std::string("S.") + level), at(50), LevelId(level), at(50), sample::text(std::string("As ") + level, at(50))});
    }
    one.outcomes.push_back({{StatementId("L1"), at(51), LevelId("basic"), at(51), sample::text("Learnt", at(51))}, OutcomeKind::skill});
    one.descriptors.clear();
    one.described_by_statements = true;
    return Framework::make(std::move(content)).value().value;
}

TEST(Overlay, TranslatesStatements) {
    FrameworkContent overlay = overlay_content();
    overlay.head.languages = {"en", "pt"};
    Translation words_of;
    words_of.id = "1.1";
    words_of.at = here(10);
    for (const char* level : {"basic", "skilled", "expert"})
        words_of.statements.push_back({StatementId(std::string("S.") + level), here(11), words(std::string("Como ") + level, 11, "pt")});
    words_of.outcomes.push_back({StatementId("L1"), here(14), words("Aprendido", 14, "pt")});
    overlay.overlay->competencies.translated = {words_of};
    const Framework made = extend(base_with_statements(), std::move(overlay)).value().value;
    EXPECT_EQ(made.competencies()[0].descriptors[1].in("pt"), "Como skilled");
    EXPECT_EQ(made.competencies()[0].statements[2].text.in("pt"), "Como expert");
    EXPECT_EQ(made.competencies()[0].outcomes[0].text.in("pt"), "Aprendido");
}

TEST(Overlay, TranslatesNoStatementThatThereIsNot) {
    FrameworkContent overlay = overlay_content();
    overlay.head.languages = {"en", "pt"};
    Translation words_of;
    words_of.id = "1.1";
    words_of.at = here(10);
    words_of.descriptors.push_back({LevelId("basic"), here(11), words("Sabe", 11, "pt")});
    words_of.statements.push_back({StatementId("S.basics"), here(12), words("Como", 12, "pt")});
    overlay.overlay->competencies.translated = {words_of};
    std::vector<std::string> errors = sample::said(extend(base_with_statements(), std::move(overlay)));
    std::erase_if(errors, [](const std::string& line) { return line.find(": error: ") == std::string::npos; });
    EXPECT_THAT(errors, ElementsAre(AllOf(HasSubstr("overlay.yaml:11:"), HasSubstr("described by its statements")),
                                    AllOf(HasSubstr("overlay.yaml:12:"), HasSubstr("has no statement 'S.basics' in dcf 1.0"))));
}

TEST(Overlay, MayHaveAnotherDefaultLanguage) {
    FrameworkContent overlay = overlay_content();
    overlay.head.languages = {"pt"};
    overlay.title = words("Nosso", 6, "pt");
    overlay.attribution = words("Nosso", 7, "pt");
    const auto lines = said_of_overlay(std::move(overlay));
    EXPECT_THAT(lines, Contains("overlay.yaml:3:3: error: the title of the competency '1.1' is missing in 'pt', the default language; give it under "
                                "`translate`, or put a language of the framework that is extended first in `languages` [CG1109]"));
    EXPECT_EQ(std::count_if(lines.begin(), lines.end(), [](const std::string& line) { return line.find("'1.1'") != std::string::npos; }), 4)
        << "title and three descriptors, once each";
}

TEST(Overlay, SpeaksOfWhatThereIs) {
    FrameworkContent overlay = overlay_content();
    overlay.overlay->competencies.renamed = {{"1.3", here(10), words("x", 10)}};
    overlay.overlay->competencies.unused = {{"1.1", here(11), words("Why", 11)}, {"7", here(12), words("Why", 12)}};
    overlay.overlay->attitudes.translated = {{"trusts", here(13), words("x", 13), {}, {}}};
    overlay.overlay->levels.translated = {{"expert", here(14), words("Expert!", 14), words("More", 14), {}}};
    overlay.overlay->core = {{CompetencyId("1.1"), here(16)}, {CompetencyId("1.2"), here(16)}, {CompetencyId("new"), here(16)}};
    overlay.overlay->added_competencies = {added("2.1", "2", 20), added("new", "4", 30)};
    overlay.overlay->added_competencies.back().descriptors[0].level = LevelId("basics");
    EXPECT_THAT(
        said_of_overlay(std::move(overlay)),
        ElementsAre(
            "overlay.yaml:10:3: error: dcf 1.0 has no competency '1.3'; did you mean '1.1' or '1.2'? [CG1131]",
            "overlay.yaml:12:3: error: dcf 1.0 has no competency '7'; known are '1.1', '1.2' and '2.1' [CG1131]",
            "overlay.yaml:13:3: error: dcf 1.0 has no attitude 'trusts'; did you mean 'trust'? [CG1131]",
            AllOf(HasSubstr("overlay.yaml:14:3: error: the title of the level 'expert' is there in 'en' already: 'expert'"), HasSubstr("CG1135")),
            AllOf(HasSubstr("overlay.yaml:14:3: error: the description of the level 'expert' is translated here, but there is none"),
                  HasSubstr("CG1136")),
            AllOf(HasSubstr("overlay.yaml:16:3: error: the competency '1.1' is among `core` here, and marked unused at line 11"),
                  HasSubstr("CG1134")),
            AllOf(HasSubstr("overlay.yaml:16:3: error: `core` names 'new', which dcf 1.0 does not have"), HasSubstr("CG1138")),
            AllOf(HasSubstr("overlay.yaml:20:3: error: the competency '2.1' is added, but dcf 1.0 has one of this id"), HasSubstr("CG1132")),
            AllOf(HasSubstr("overlay.yaml:30:3: error: 'basics' is none of the levels of dcf 1.0; did you mean 'basic'?"), HasSubstr("CG1141")),
            AllOf(HasSubstr("overlay.yaml:30:3: error: neither dcf 1.0 nor the overlay has a domain '4'"), HasSubstr("CG1131"))));
}

TEST(Overlay, TranslatesNoTitleThatItRenames) {
    FrameworkContent overlay = overlay_content();
    overlay.head.languages = {"en", "pt"};
    overlay.overlay->competencies.renamed = {{"1.1", here(10), words("x", 10)}};
    overlay.overlay->competencies.translated = {{"1.1", here(12), words("y", 12, "pt"), {}, {}}};
    EXPECT_THAT(said_of_overlay(std::move(overlay)),
                Contains(HasSubstr("overlay.yaml:12:3: error: the title of the competency '1.1' is translated here, and another one at line 10")));
}

TEST(Overlay, HasItsOwnIdAndItsOwnSources) {
    FrameworkContent overlay = overlay_content();
    overlay.head.id = "dcf";
    overlay.head.version = "1.0-xx";
    overlay.head.sources.front().title = "Somebody else";
    EXPECT_THAT(said_of_overlay(std::move(overlay)),
                ElementsAre(AllOf(HasSubstr("overlay.yaml:2:3: error: the overlay has the id 'dcf', as has what it extends"), HasSubstr("CG1133")),
                            AllOf(HasSubstr("overlay.yaml:5:3: error: the source 'us' is 'The project' in dcf 1.0"), HasSubstr("CG1139"))));
}

TEST(Overlay, GivesAReasonForWhatItDoesWithout) {
    FrameworkContent overlay = overlay_content();
    overlay.overlay->competencies.unused = {{"1.1", here(11), {}}};
    EXPECT_THAT(said_of_overlay(std::move(overlay)), ElementsAre("overlay.yaml:11:3: error: the unused competency '1.1' has no reason [CG1107]"));
}

TEST(Overlay, WithNothingLeftIsRefused) {
    FrameworkContent overlay = overlay_content();
    for (const char* id : {"1.1", "1.2", "2.1"}) overlay.overlay->competencies.unused.push_back({id, here(11), words("Why", 11)});
    EXPECT_THAT(said_of_overlay(std::move(overlay)), Contains(HasSubstr("the framework has no competency")));
}

/// One over the other: the first title stays the original one, what stays comparable is what both keep, an id once left out is not given away.
TEST(Overlay, OfAnOverlay) {
    FrameworkContent national = overlay_content();
    national.overlay->competencies.renamed = {{"1.1", here(10), words("National", 10)}};
    national.overlay->competencies.unused = {{"2.1", here(12), words("Why", 12)}};
    national.overlay->added_competencies = {added("1.9", "1", 20)};
    const Framework middle = made(std::move(national));

    FrameworkContent regional = overlay_content();
    regional.head.id = "dcf-xx-north";
    regional.overlay->competencies.renamed = {{"1.1", here(10), words("Regional", 10)}};
    regional.overlay->core = {{CompetencyId("1.2"), here(11)}, {CompetencyId("1.9"), here(11)}};
    FrameworkContent taken = regional;
    const auto result = extend(middle, std::move(regional));
    ASSERT_TRUE(result.has_value());
    const Framework& framework = result->value;
    EXPECT_EQ(framework.competencies()[0].title.in("en"), "Regional");
    EXPECT_EQ(framework.competencies()[0].original_title.in("en"), "Competency 1.1");
    ASSERT_EQ(framework.content().bases.size(), 2U);
    EXPECT_THAT(framework.content().bases[0].core, ElementsAre(CompetencyId("1.2"), CompetencyId("1.9")));
    EXPECT_THAT(framework.content().bases[1].core, ElementsAre(CompetencyId("1.2")));
    EXPECT_EQ(framework.competencies()[2].added_by.text(), "dcf-xx 1.0");
    EXPECT_NE(framework.unused(UnusedPart::Kind::competency, "2.1"), nullptr);
    EXPECT_TRUE(framework.serves({FrameworkId("dcf"), "1.0", {}}));
    EXPECT_TRUE(framework.serves({FrameworkId("dcf-xx"), "1.0", {}}));
    EXPECT_FALSE(framework.serves({FrameworkId("dcf"), "2.0", {}}));

    taken.overlay->added_competencies = {added("2.1", "1", 20)};
    EXPECT_THAT(sample::said(extend(middle, std::move(taken))),
                ElementsAre(HasSubstr("the competency '2.1' is added, but dcf-xx 1.0 has one of this id")));
}

TEST(Overlay, TargetsForTheBaseServeWhatIsKept) {
    FrameworkContent overlay = overlay_content();
    EXPECT_TRUE(Profiles::make(sample::profiles_content(), made(overlay)).has_value());
    overlay.overlay->competencies.unused = {{"2.1", here(12), words("Why", 12)}};
    EXPECT_THAT(
        sample::said(Profiles::make(sample::profiles_content(), made(std::move(overlay)))),
        Contains("profiles.yaml:13:3: error: the profile 'clerk' has a target for '2.1', a competency that dcf-xx 1.0 does not use; take the target "
                 "out, or take '2.1' out of `unused` in dcf-xx 1.0 [CG1205]"));
}

/// Whatever is left out, renamed and added: the rest keeps ids, levels, descriptors and order.
RC_GTEST_PROP(OverlayProperty, KeepsWhatItDoesNotName, ()) {
    FrameworkContent base_content = sample::framework_content();
    base_content.competencies.clear();
    const int count = *rc::gen::inRange(2, 12);
    for (int i = 0; i < count; ++i)
        base_content.competencies.push_back(sample::competency("c" + std::to_string(i), static_cast<std::size_t>(i >= count / 2), 21));
    const Framework base = Framework::make(std::move(base_content)).value().value;
    FrameworkContent overlay = overlay_content();
    std::vector<std::string> kept;
    for (const std::string& id : base.competency_ids()) {
        const int fate = *rc::gen::inRange(kept.empty() ? 1 : 0, 4);  // something is kept
        if (fate == 0) overlay.overlay->competencies.unused.push_back({id, here(10), words("Why", 10)});
        if (fate == 1) overlay.overlay->competencies.renamed.push_back({id, here(10), words("Our " + id, 10)});
        if (fate != 0) kept.push_back(id);
    }
    const Framework framework = extend(base, std::move(overlay)).value().value;
    RC_ASSERT(framework.competency_ids() == kept);
    RC_ASSERT(framework.content().unused.size() + kept.size() == base.competencies().size());
    for (std::size_t c = 0; c < kept.size(); ++c) {
        const Competency& now = framework.competencies()[c];
        const Competency& then = base.competencies()[*base.competency_index(kept[c])];
        for (std::size_t l = 0; l < 3; ++l) RC_ASSERT(now.descriptors[l].in("en") == then.descriptors[l].in("en"));
        RC_ASSERT(framework.content().domains[now.domain].id == base.content().domains[then.domain].id);
        const Text& original = now.original_title.empty() ? now.title : now.original_title;
        RC_ASSERT(original.in("en") == then.title.in("en"));
    }
}

}  // namespace

}  // namespace capgap
