#include <capgap/formats/json/person_basis.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace capgap {
namespace {

using testing::HasSubstr;

Text text(const std::string& english, const std::string& french) {
    Text::Entry en;
    en.language = "en";
    en.text = english;
    Text::Entry fr;
    fr.language = "fr";
    fr.text = french;
    return Text({en, fr});
}

PersonBasis sample() {
    PersonBasis out;
    out.assessment = "round";
    out.languages = {"en", "fr"};
    out.title = text("Round", "Campagne");
    out.levels = {text("Low", "Bas"), text("High", "Haut")};
    out.cuts = {33.333333};
    out.competencies.push_back({"1.1", text("D", "D"), text("C", "C"), {text("a", "b"), text("c", "d")}, {120, 3, 0.1 + 0.2, 1.0 / 3}});
    out.competencies.push_back({"1.2", {}, text("E", "E"), {text("a", "b"), text("c", "d")}, {0, 0, std::nullopt, std::nullopt}});
    out.profiles.push_back({"clerk", text("Clerk", "Agent"), {2, 0}});
    PersonalRemedy course;
    course.id = "course";
    course.kind = RemedyKind::coaching;
    course.title = text("Course \"x\"", "Cours");
    course.languages = {"fr"};
    course.hours = 7.5;
    course.expected_share = 0.54;
    course.modules = {{0, 1, 2, std::nullopt}};
    out.remedies = {course, course};
    out.remedies[1].prerequisites = {0};
    out.language_names = {{"fr", text("French", "Français")}};
    out.contact = text("Ann", "Anne");
    out.texts.emplace_back("pt", std::map<std::string, std::string>{{"a.b", "c"}}, true);
    return out;
}

TEST(PersonBasis, is_read_as_it_was_written) {
    const std::string bytes = render_person_basis(sample());
    const PersonBasis again = *parse_person_basis(bytes, "basis.json");
    EXPECT_EQ(render_person_basis(again), bytes);
    EXPECT_EQ(again.competencies[0].precision, sample().competencies[0].precision) << "not to the last bit";
    EXPECT_EQ(again.competencies[1].precision, sample().competencies[1].precision);
    EXPECT_EQ(again.remedies[0].modules, sample().remedies[0].modules);
    EXPECT_EQ(again.levels[1].in("fr"), "Haut");
    EXPECT_EQ(again.texts.at(0).say("a.b"), "c");
    EXPECT_TRUE(again.texts[0].draft());
}

std::string problem(std::string bytes, const std::string& from = "", const std::string& to = "") {
    if (!from.empty()) {
        const auto at = bytes.find(from);
        EXPECT_NE(at, std::string::npos) << from;
        bytes.replace(at, from.size(), to);
    }
    const auto read = parse_person_basis(bytes, "basis.json");
    EXPECT_TRUE(read.has_error()) << to;
    return read.has_error() ? to_string(read.error().all.at(0)) : std::string();
}

TEST(PersonBasis, what_no_run_has_written_is_refused) {
    const std::string good = render_person_basis(sample());
    for (const char* bytes : {"", "{", "[]", "null", "{}", "\xff", "{\"capgap\": 1}"}) EXPECT_THAT(problem(bytes), HasSubstr("CG2110")) << bytes;
    EXPECT_THAT(problem(std::string(100'000, '[')), HasSubstr("CG2110"));
    EXPECT_THAT(problem(good, "person_basis/1", "person_basis/9"), HasSubstr("another version"));
    EXPECT_THAT(problem(good, "\"cuts\": [", "\"cuts\": [90, "), HasSubstr("cuts"));
    EXPECT_THAT(problem(good, "\"targets\": [\n    2,", "\"targets\": [\n    3,"), HasSubstr("a level"));
    EXPECT_THAT(problem(good, "\"targets\": [\n    2,", "\"targets\": ["), HasSubstr("a target for each"));
    EXPECT_THAT(problem(good, "\"competency\": 0", "\"competency\": 2"), HasSubstr("outside"));
    EXPECT_THAT(problem(good, "\"competency\": 0", "\"competency\": -1"), HasSubstr("CG2110"));
    EXPECT_THAT(problem(good, "\"prerequisites\": []", "\"prerequisites\": [1]"), HasSubstr("need each other"));
    EXPECT_THAT(problem(good, "\"kind\": \"coaching\"", "\"kind\": \"pill\""), HasSubstr("a kind of remedy"));
    EXPECT_THAT(problem(good, "\"contact\"", "\"kontact\""), HasSubstr("CG2110"));
}

TEST(PersonBasis, cut_off_anywhere_it_is_refused) {
    const std::string good = render_person_basis(sample());
    for (std::size_t size = 0; size + 2 < good.size(); size += 37) EXPECT_TRUE(parse_person_basis(good.substr(0, size), "b").has_error()) << size;
}

}  // namespace
}  // namespace capgap
