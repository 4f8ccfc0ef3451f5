#include "sample_round.hpp"

#include <capgap/report/columns.hpp>
#include <capgap/report/explain.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <regex>
#include <set>
#include <sstream>
#include <stdexcept>

namespace capgap {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Texts small(const std::string& zero = "other") {
    return {"xx",
            {{"format.zero_counts_as", zero},
             {"format.thousands", ","},
             {"a", "from {low} to {high}"},
             {"n.one", "{count} row"},
             {"n.other", "{count} rows"}}};
}

TEST(Texts, fills_the_places_of_a_sentence) {
    EXPECT_EQ(small().say("a", {{"low", "1"}, {"high", "{low}"}}), "from 1 to {low}");  // what is filled in is not filled again
    EXPECT_EQ(Texts("xx", {{"b", "a { stays"}}).say("b"), "a { stays");
}

TEST(Texts, takes_the_form_of_the_count) {
    EXPECT_EQ(small().say_count("n", 1), "1 row");
    EXPECT_EQ(small().say_count("n", 0), "0 rows");
    EXPECT_EQ(small("one").say_count("n", 0), "0 row");
    EXPECT_EQ(small().say_count("n", 12345), "12,345 rows");
}

TEST(Texts, says_the_only_one_instead_of_one_of_one) {
    const Texts texts("en", {{"format.zero_counts_as", "other"},
                             {"format.thousands", ","},
                             {"a.only", "the only one"},
                             {"a.one", "one of {all}"},
                             {"a.other", "{count} of {all}"}});
    EXPECT_EQ(texts.say_part("a", 1, 1), "the only one");
    EXPECT_EQ(texts.say_part("a", 1, 1200), "one of 1,200");
    EXPECT_EQ(texts.say_part("a", 2, 3), "2 of 3");
}

TEST(Texts, a_missing_sentence_or_value_is_a_bug) {
    EXPECT_THROW(small().say("b"), std::logic_error);
    EXPECT_THROW(small().say("a", {{"low", "1"}}), std::logic_error);
}

TEST(Texts, says_how_a_language_differs_from_a_complete_one) {
    const Texts other("yy", {{"format.zero_counts_as", "one"}, {"format.thousands", ""}, {"a", "{low}"}, {"n.one", "{count}"}, {"c", "?"}});
    EXPECT_THAT(other.unlike(small()), ElementsAre("n.other is missing", "a has {low} where there should be {high} {low}", "c is not used"));
    EXPECT_THAT(small("one").unlike(small()), IsEmpty());
}

class InstalledTexts : public testing::TestWithParam<const char*> {};

TEST_P(InstalledTexts, have_the_same_ids_and_places_as_the_english_ones) {
    EXPECT_EQ(sample_round::texts(GetParam()).language(), GetParam());
    EXPECT_THAT(sample_round::texts(GetParam()).unlike(sample_round::texts("en")), IsEmpty());
}

/// What another engineer has written into a result file can be explained to a reader in every language.
TEST_P(InstalledTexts, explain_every_column_of_every_file) {
    const Texts texts = sample_round::texts(GetParam());
    for (const ResultFile& file : result_files()) {
        for (const ResultColumn& column : file.columns) {
            const std::string id = column_text_id(std::string(file.name), std::string(column.name), texts);
            for (const char* part : {".title", ".definition", ".source"}) EXPECT_TRUE(texts.has(id + part)) << file.name << ": " << id << part;
            if (!texts.has(id + ".enters")) continue;
            std::istringstream enters(texts.say(id + ".enters"));
            for (std::string name; enters >> name;) {
                const bool known = std::any_of(file.columns.begin(), file.columns.end(), [&](const ResultColumn& one) { return one.name == name; });
                EXPECT_TRUE(known) << id << ".enters names " << name;
            }
        }
    }
}

TEST_P(InstalledTexts, explain_every_statistic_that_quality_csv_holds) {
    const Texts texts = sample_round::texts(GetParam());
    const std::string source = sample_round::file_text("engine/capgap/pipeline/quality.cpp");
    ASSERT_FALSE(source.empty());
    const std::regex row(R"re(row\("([a-z]+)",\s*[^;]*?"(?!none")([a-z_]+)",)re");
    const std::regex run(R"re(count\("([a-z_]+)")re");
    std::set<std::string> ids;
    for (std::sregex_iterator one(source.begin(), source.end(), row), end; one != end; ++one) ids.insert((*one)[1].str() + '.' + (*one)[2].str());
    for (std::sregex_iterator one(source.begin(), source.end(), run), end; one != end; ++one) ids.insert("run." + (*one)[1].str());
    EXPECT_GT(ids.size(), 25U);
    const std::string of_questions = sample_round::file_text("engine/capgap/pipeline/instrument_quality.cpp");
    const std::regex question(R"re((?:row|test|push_back)\(\{?"([a-z]+)",\s*[^;]*?"([a-z0-9_]+)",)re");
    for (std::sregex_iterator one(of_questions.begin(), of_questions.end(), question), end; one != end; ++one)
        ids.insert((*one)[1].str() + '.' + (*one)[2].str());
    EXPECT_EQ(ids.count("item.use_of_option") + ids.count("competency.rmsea_c2") + ids.count("item.q3_less_mean"), 3U);
    const std::string of_groups = sample_round::file_text("engine/capgap/pipeline/item_comparison.cpp");
    const std::regex group(R"re(row_of\([^;{]*?"([a-z0-9_]+)",)re");
    for (std::sregex_iterator one(of_groups.begin(), of_groups.end(), group), end; one != end; ++one) ids.insert("comparability." + (*one)[1].str());
    EXPECT_EQ(ids.count("comparability.reference") + ids.count("comparability.difference"), 2U);
    for (const std::string& id : ids) EXPECT_TRUE(texts.has("statistics." + id + ".definition")) << id;
}

/// words.md in one line each: what a reader must never meet, whatever the figures are.
TEST_P(InstalledTexts, never_say_what_would_hurt_or_mislead) {
    const std::vector<std::string> never = {
        "below target", "worst",        "best ",      "league",      "±",         "+-",          "incompetent", "trusted",         "sous la cible",
        "le pire",      "les meilleur", "classement", "incompétent", "they lack", "they cannot", "UNESCO",      "capacity gap of", "ranked"};
    const Texts texts = sample_round::texts(GetParam());
    for (const auto& [id, sentence] : texts.sentences()) {
        for (const std::string& words : never) EXPECT_THAT(sentence, testing::Not(HasSubstr(words))) << id;
    }
}

/// A sentence with a count has a form for one, unless the count is never one there: a list that is too long to be read out, or a bare "2 of 3".
TEST_P(InstalledTexts, have_a_form_for_one_wherever_they_count) {
    const std::set<std::string> never_one = {"opening.finding.tie_many", "opening.finding.several_many", "opening.finding.next.many",
                                             "advice.reason.blocks_many", "environment.of_answered"};
    const Texts texts = sample_round::texts(GetParam());
    for (const auto& [id, sentence] : texts.sentences()) {
        const std::string form = id.substr(id.rfind('.') + 1);
        if (form == "one" || form == "only") {
            EXPECT_TRUE(texts.has(id.substr(0, id.rfind('.')) + ".other")) << id;
        }
        if (form == "one" || form == "other" || form == "only" || never_one.count(id) > 0) continue;
        EXPECT_EQ(places_of(sentence).count("count"), 0U) << id << ": " << sentence;
    }
}

/// One institution, one person in it, one question left: nowhere "1 institutions", nowhere "1 of 1".
TEST_P(InstalledTexts, speak_of_one_in_the_singular) {
    sample_round::SampleRound round;
    round.assessment.min_cell = 1;
    round.assessment.simulated = true;
    round.institutions.resize(1);
    round.headcount = 1;
    round.rows = {1, 1, 1, 1};
    round.tables.groups[0] = sample_round::SampleRound::place(0, false, 1, 1);
    round.add_gap(0, 0, {1, 1, 1});
    round.tables.order = {{0, 1.0, 1}};
    round.environment(0, 0, 1);
    round.environment(0, 1, 1);
    round.quality("weighting", "*", "cells_without_respondents", 1);
    round.quality("weighting", "*", "staff_of_cells_without_respondents", 1);
    const std::regex wrong(
        "(^|[^0-9,.])1 (people|institutions|rows|answers|cells|staff work|offices|personnes|réponses|lignes|cellules|services|petits)|"
        "(^|[^0-9])1 (of the|sur les|sur|des) 1[^0-9]|1 of 1 inst");
    for (const std::string& text : sample_round::all_texts(round.report(GetParam()))) EXPECT_FALSE(std::regex_search(text, wrong)) << text;
}

INSTANTIATE_TEST_SUITE_P(Languages, InstalledTexts, testing::Values("en", "fr"));

/// Every literal of report/ that looks like an id, and what is said elsewhere.
std::set<std::string> ids_in_sources() {
    std::set<std::string> found;
    const std::regex literal(R"re("([a-z_0-9]+(?:\.[a-z_0-9]+)*\.?)")re");
    for (const auto& entry : std::filesystem::directory_iterator(std::string(CAPGAP_SOURCE_DIR) + "/engine/capgap/report")) {
        const std::string text = sample_round::file_text("engine/capgap/report/" + entry.path().filename().string());
        for (std::sregex_iterator one(text.begin(), text.end(), literal), end; one != end; ++one) found.insert((*one)[1].str());
    }
    // The options of a survey that is made from a structure file of LimeSurvey.
    if (sample_round::file_text("engine/capgap/files/import_survey.cpp").find("\"import.answer.\"") != std::string::npos)
        found.insert("import.answer.");
    return found;
}

TEST(SentencesInUse, none_is_there_that_no_report_says) {
    const std::set<std::string> used = ids_in_sources();
    const auto is_used = [&used](const std::string& id) {
        if (used.count(id) > 0) return true;
        // A prefix with its dot ("marks.") or a part of a term ("definitions.tie" + ".title").
        for (std::size_t dot = id.find('.'); dot != std::string::npos; dot = id.find('.', dot + 1)) {
            if (used.count(id.substr(0, dot + 1)) > 0 ||
                (dot + 1 < id.size() && id.find('.', dot + 1) == std::string::npos && used.count(id.substr(0, dot)) > 0))
                return true;
        }
        return false;
    };
    const Texts texts = sample_round::texts("en");
    for (const auto& [id, sentence] : texts.sentences()) EXPECT_TRUE(is_used(id)) << id << ": " << sentence;
}

TEST(SentencesInUse, every_id_in_the_sources_is_there) {
    const Texts texts = sample_round::texts("en");
    const std::regex call(R"re(\bsay\(\s*"([a-z_0-9.]+[a-z_0-9])"\s*[,)])re");
    std::size_t calls = 0;
    for (const auto& entry : std::filesystem::directory_iterator(std::string(CAPGAP_SOURCE_DIR) + "/engine/capgap/report")) {
        const std::string text = sample_round::file_text("engine/capgap/report/" + entry.path().filename().string());
        for (std::sregex_iterator one(text.begin(), text.end(), call), end; one != end; ++one) {
            ++calls;
            EXPECT_TRUE(texts.has((*one)[1].str())) << entry.path().filename() << ": " << (*one)[1].str();
        }
    }
    EXPECT_GT(calls, 80U);
}

}  // namespace
}  // namespace capgap
