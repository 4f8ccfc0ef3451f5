// Writes the tables of a round before protection, with all digits: what the oracle's --full-precision --no-disclosure is compared with. A test
// program; capgap itself has no such switch.
//
//     dump_tables ASSESSMENT.yaml DATA_ROOT OUT_DIR [PUBLISHED_DIR [primary-only]]
//
// PUBLISHED_DIR gets the tables as `capgap run` shows them; with primary-only without the rows that are hidden for others' sake, for the attacker of
// tests/attack to find something.
#include <capgap/disclosure/protect.hpp>
#include <capgap/files/run.hpp>
#include <capgap/formats/csv/result_table.hpp>
#include <capgap/formats/csv/writer.hpp>
#include <capgap/report/result_table.hpp>

#include <array>
#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>

namespace {

using namespace capgap;

std::string digits(std::optional<double> value) {
    if (!value) return {};
    std::array<char, 64> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), *value).ptr;
    return {text.data(), end};
}

class Dump {
public:
    Dump(const Round& round, const Tables& tables, const Disclosed<ShownTables>& shown, std::filesystem::path out)
        : round_(round), tables_(tables), shown_(shown), out_(std::move(out)) {}

    void write() const {
        gaps();
        levels();
        attitudes();
        wanted();
        order();
        alpha();
        groups();
    }

private:
    static void header(CsvWriter& csv, std::initializer_list<const char*> columns) {
        for (const char* column : columns) csv.text(column);
        csv.end_row();
    }

    std::string institution(const Group& group) const { return place_id(group, round_.tree); }

    /// Respondents and headcount of every group, with or without a target.
    void groups() const {
        std::ofstream file(out_ / "groups.csv", std::ios::binary);
        CsvWriter csv(file);
        header(csv, {"institution", "dimension", "category", "profile", "respondents", "headcount"});
        for (std::size_t g = 0; g < tables_.groups.size(); ++g) {
            keys(csv, g, true);
            csv.count(tables_.groups[g].respondents).count(tables_.groups[g].headcount).end_row();
        }
    }

    void keys(CsvWriter& csv, std::size_t index, bool with_profile) const {
        const Group& group = tables_.groups[index];
        csv.text(institution(group));
        if (group.dimension == Group::everyone) {
            csv.text("*").text("*");
        } else {
            const auto& question = round_.persons.codebook.background[round_.persons.breakdowns[static_cast<std::size_t>(group.dimension)]];
            const auto category = static_cast<std::uint32_t>(group.category);
            csv.text(question.id).text(category < question.categories.size() ? question.categories.name(category) : "unknown");
        }
        if (!with_profile) return;
        const auto& profiles = round_.persons.codebook.profiles;
        const auto profile = static_cast<std::uint32_t>(group.profile);
        csv.text(group.profile == Group::everyone ? "*" : profile < profiles.size() ? profiles.name(profile) : "none");
    }

    std::string competency(std::size_t index) const { return round_.persons.codebook.competencies.name(static_cast<std::uint32_t>(index)); }

    static void interval(CsvWriter& csv, const std::optional<Interval>& one) {
        csv.text(digits(one ? std::optional(one->low) : std::nullopt)).text(digits(one ? std::optional(one->high) : std::nullopt));
    }

    void gaps() const {
        std::ofstream file(out_ / "gaps.csv", std::ios::binary);
        CsvWriter csv(file);
        header(csv, {"institution",
                     "dimension",
                     "category",
                     "profile",
                     "competency",
                     "headcount",
                     "respondents",
                     "scored",
                     "not_applicable",
                     "do_not_know",
                     "n_eff",
                     "target_level",
                     "mean_score_0_100",
                     "below_target_share",
                     "below_target_low",
                     "below_target_high",
                     "possible_low",
                     "possible_high",
                     "mean_shortfall_levels",
                     "mean_shortfall_low",
                     "mean_shortfall_high",
                     "person_levels_missing",
                     "not_covered",
                     "status",
                     "shown_in"});
        for (std::size_t i = 0; i < tables_.gaps.size(); ++i) {
            const GapRow& row = tables_.gaps[i];
            keys(csv, row.group, true);
            csv.text(competency(row.competency))
                .count(row.headcount)
                .count(row.respondents)
                .count(row.scored)
                .count(row.not_applicable)
                .count(row.do_not_know);
            csv.text(digits(row.n_effective))
                .count(std::optional<int>(row.target_level))
                .text(digits(row.mean_score_0_100))
                .text(digits(row.below_target_share.value));
            interval(csv, row.below_target_share.interval);
            interval(csv, row.possible);
            csv.text(digits(row.mean_shortfall_levels.value));
            interval(csv, row.mean_shortfall_levels.interval);
            csv.text(digits(row.person_levels_missing)).count(row.not_covered).text(to_string(shown_->gaps[i].status)).text("").end_row();
        }
    }

    void levels() const {
        std::ofstream file(out_ / "levels.csv", std::ios::binary);
        CsvWriter csv(file);
        header(csv, {"institution", "dimension", "category", "profile", "competency", "level", "respondents", "share", "status"});
        for (std::size_t i = 0; i < tables_.levels.size(); ++i) {
            const LevelRow& row = tables_.levels[i];
            keys(csv, row.group, true);
            csv.text(competency(row.competency))
                .count(row.level)
                .count(row.respondents)
                .text(digits(row.share))
                .text(to_string(shown_->levels[i].status))
                .end_row();
        }
    }

    void attitudes() const {
        std::ofstream file(out_ / "attitudes.csv", std::ios::binary);
        CsvWriter csv(file);
        header(csv, {"institution", "dimension", "category", "attitude", "item", "option", "respondents", "share", "status"});
        for (std::size_t i = 0; i < tables_.attitudes.size(); ++i) {
            const AttitudeRow& row = tables_.attitudes[i];
            keys(csv, row.group, false);
            const Item& item = round_.persons.survey.items()[row.item];
            csv.text(item.attitude.text()).text(item.id.text()).text(round_.persons.survey.scale_of(row.item).options[row.option].id.text());
            csv.count(row.respondents).text(digits(row.share)).text(to_string(shown_->attitudes[i].status)).end_row();
        }
    }

    void wanted() const {
        std::ofstream file(out_ / "wanted.csv", std::ios::binary);
        CsvWriter csv(file);
        header(csv, {"institution", "competency", "respondents", "share", "status"});
        for (std::size_t i = 0; i < tables_.wanted.size(); ++i) {
            const WantedRow& row = tables_.wanted[i];
            csv.text(institution(tables_.groups[row.group])).text(competency(row.competency)).count(row.respondents).text(digits(row.share));
            csv.text(to_string(shown_->wanted[i].status)).end_row();
        }
    }

    void order() const {
        std::ofstream file(out_ / "order.csv", std::ios::binary);
        CsvWriter csv(file);
        header(csv, {"competency", "share", "tie_group"});
        for (const OrderedGap& gap : tables_.order)
            csv.text(competency(gap.competency)).text(digits(gap.below_target_share)).count(gap.tie_group).end_row();
    }

    void alpha() const {
        std::ofstream file(out_ / "alpha.csv", std::ios::binary);
        CsvWriter csv(file);
        header(csv, {"competency", "alpha", "n"});
        for (const QualityRow& row : tables_.quality) {
            if (row.statistic == "alpha") csv.text(row.id).text(digits(row.value)).count(row.n).end_row();
        }
    }

    const Round& round_;
    const Tables& tables_;
    const Disclosed<ShownTables>& shown_;
    std::filesystem::path out_;
};

void publish(const Round& round, const Disclosed<ShownTables>& shown, const std::filesystem::path& out) {
    const LoadedInstrument& persons = round.persons;
    ResultNames names{persons.codebook, persons.framework, persons.survey, persons.breakdowns, round.tree, {}};
    for (const LoadedInstrument& environment : round.environments) names.environment_frameworks.push_back(&environment.framework);
    std::filesystem::create_directories(out);
    for (const ResultTable* table : tables_of({shown, names})) {
        std::ofstream file(out / (std::string(table->file().name) + ".csv"), std::ios::binary);
        write_csv(file, *table, {shown, names});
    }
}

int fail(const Errors& errors) {
    for (const Diagnostic& one : errors.all) std::cerr << to_string(one) << '\n';
    return 1;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 4 || argc > 6) return 2;
    Places places;
    places.data_root = argv[2];
    places.variable = [](const std::string& name) -> std::optional<std::string> {
        const char* value = std::getenv(name.c_str());
        return value == nullptr ? std::nullopt : std::optional<std::string>(value);
    };
    auto round = load_round(argv[1], places);
    if (round.has_error()) return fail(round.error());
    auto responses = open_all_responses(round->value, false);
    if (responses.has_error()) return fail(responses.error());
    AssessSummary summary;
    auto tables = tabulate_round(assess_input(round->value, *responses->persons, environment_inputs(round->value, *responses), 2), summary);
    if (tables.has_error()) return fail(tables.error());
    std::filesystem::create_directories(argv[3]);
    Dump(round->value, tables->value, protect(tables->value, Policy{round->value.assessment.min_cell, false}), argv[3]).write();
    if (argc > 4) publish(round->value, protect(tables->value, Policy{round->value.assessment.min_cell, argc == 5}), argv[4]);
    return 0;
}
