#include "sample_round.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace capgap {
namespace {

using sample_round::SampleRound;
using sample_round::section;
using sample_round::table;
using sample_round::usual;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

/// Question i1.1a has the vignettes `low` and `high`.
SampleRound with_vignettes() {
    SampleRound round = usual();
    for (const char* id : {"low", "high"}) {
        Item item;
        item.id = ItemId(id);
        item.anchors = ItemId("i1.1a");
        item.scale = ScaleId("s");
        item.title = sample_round::said(std::string("Somebody ") + id, std::string("Quelqu'un ") + id);
        round.survey.items.push_back(std::move(item));
    }
    return round;
}

void add_ranks(SampleRound& round) {
    round.quality("vignettes", "i1.1a", "ranked_share", 0.95);
    round.quality("vignettes", "i1.1a", "one_rank_share", 0.9);
    for (int rank = 1; rank <= 5; ++rank) {
        const std::string id = "i1.1a/" + std::to_string(rank);
        round.quality("vignettes", id, "rank_share", rank == 3 ? 0.5 : 0.1);
        round.quality("vignettes", id, "allocated_share", rank == 3 ? 0.52 : 0.12);
    }
    round.quality("vignettes", "i1.1a/low/high", "as_intended_share", 0.88);
    round.quality("vignettes", "i1.1a/low/high", "tied_share", 0.07);
    round.quality("vignettes", "i1.1a/low/high", "violated_share", 0.05);
}

QualityRow& row_of(SampleRound& round, const std::string& id, const std::string& statistic) {
    for (QualityRow& row : round.tables.quality) {
        if (row.id == id && row.statistic == statistic) return row;
    }
    throw std::logic_error("no such row");
}

bool is_defined(const ReportDocument& document, const std::string& id) {
    for (const ReportBlock& block : section(document, "definitions")->blocks) {
        const auto* const terms = std::get_if<ReportTerms>(&block);
        for (std::size_t i = 0; terms != nullptr && i < terms->terms.size(); ++i) {
            if (terms->terms[i].id == id) return true;
        }
    }
    return false;
}

std::vector<std::string> cells_of(const ReportTable& table) {
    std::vector<std::string> out;
    for (const ReportRow& row : table.rows) out.push_back(row.title + ": " + row.cells[0].text + ", " + row.cells[1].text);
    return out;
}

TEST(VignetteBlocks, are_not_there_without_vignettes) {
    EXPECT_THAT(sample_round::all_texts(usual().report()), Not(Contains("How people place described persons")));
}

TEST(VignetteBlocks, say_where_people_place_themselves) {
    SampleRound round = with_vignettes();
    add_ranks(round);
    const ReportDocument document = round.report();
    const ReportTable* ranks = table(document, "vignettes-i1.1a");
    EXPECT_EQ(ranks->caption, "“Question i1.1a”: where people place themselves among the described persons, in 100 who placed all of them");
    EXPECT_THAT(cells_of(*ranks),
                ElementsAre("Below person 1: 10, 12", "Like person 1: 10, 12", "Between persons 1 and 2: 50, 52", "Like person 2: 10, 12",
                            "Above person 2: 10, 12", "Several places possible: persons placed alike, or the other way round: 10, "));
    for (const char* term : {"statistics.vignettes.rank_share", "statistics.vignettes.allocated_share"})
        EXPECT_TRUE(is_defined(document, term)) << term;
    const auto texts = sample_round::all_texts(document);
    EXPECT_THAT(texts, Contains("95 in 100 of those who answered placed themselves and all described persons."));
    EXPECT_THAT(texts, Contains("Person 2: “Somebody high”"));
    EXPECT_THAT(texts, Contains("Persons 1 and 2: 88 in 100 placed them in the order that is meant, 7 alike, 5 the other way round."));
    EXPECT_THAT(sample_round::all_texts(round.report("fr")),
                Contains("Personnes 1 et 2\u00a0: sur 100, 88 les ont situées dans l'ordre voulu, 7 à égalité, 5 en ordre inverse."));
}

TEST(VignetteBlocks, say_what_is_not_shown) {
    SampleRound round = with_vignettes();
    add_ranks(round);
    for (const char* statistic : {"tied_share", "violated_share"}) row_of(round, "i1.1a/low/high", statistic).value.reset();
    row_of(round, "i1.1a/4", "rank_share").value.reset();
    row_of(round, "i1.1a", "one_rank_share").value.reset();
    const ReportDocument document = round.report();
    const ReportTable* ranks = table(document, "vignettes-i1.1a");
    EXPECT_EQ(ranks->rows[3].cells[0].text, "not shown, to protect a few people");
    EXPECT_EQ(ranks->rows[5].cells[0].text, "not shown, to protect a few people");
    EXPECT_THAT(sample_round::all_texts(document),
                Contains("Persons 1 and 2: 88 in 100 placed them in the order that is meant; how many alike and how many the other way round is not "
                         "shown, to protect a few people."));
    QualityRow& intended = row_of(round, "i1.1a/low/high", "as_intended_share");
    intended.value.reset();
    intended.flag = "small_cell";
    EXPECT_THAT(sample_round::all_texts(round.report()), Contains(HasSubstr("how people placed them is not shown")));
    intended.flag = "nearly_all";
    EXPECT_THAT(sample_round::all_texts(round.report()), Contains(HasSubstr("all but a few (fewer than 10 people)")));
}

TEST(VignetteBlocks, say_that_there_are_too_few) {
    SampleRound round = with_vignettes();
    round.quality("vignettes", "i1.1a", "ranked_share", 0);
    EXPECT_THAT(sample_round::all_texts(round.report()),
                Contains("“Question i1.1a”: fewer than 10 people placed themselves and all described persons; nothing is said of them."));
}

}  // namespace
}  // namespace capgap
