#pragma once

#include "sample_round.hpp"

#include <capgap/report/result_table.hpp>

#include <algorithm>

namespace capgap {

/// The tables of a sample round with the names behind their codes, as the writers of result files take them. Not to be copied: its parts refer to
/// each other.
struct SampleTables {
    Framework framework;
    Survey survey;
    Profiles profiles;
    InstitutionTree tree;
    Codebook codebook;
    std::vector<std::size_t> breakdowns = {0};
    Framework conditions;
    Survey conditions_survey;
    Profiles conditions_targets;
    Disclosed<ShownTables> shown;
    ResultNames names;
    std::vector<Catalogue> catalogues;
    std::vector<Recommendation> advice;
    ResultSource source;
    AssessmentContent assessment;
    ReportInput report;

    explicit SampleTables(const sample_round::SampleRound& round)
        : framework(Framework::make(round.framework).value().value),
          survey(Survey::make(round.survey, framework).value().value),
          profiles(Profiles::make(round.profiles, framework).value().value),
          tree(InstitutionTree::make(round.institutions).value().value),
          codebook(make_codebook(framework, survey, profiles, tree, {0})),
          conditions(Framework::make(sample_round::environment_content()).value().value),
          conditions_survey(Survey::make(sample_round::environment_survey_content(), conditions).value().value),
          conditions_targets(Profiles::make(sample_round::environment_profiles_content(), conditions).value().value),
          shown(protect(round.tables, {round.assessment.min_cell})),
          names{codebook, framework, survey, breakdowns, tree, {&conditions}},
          catalogues(sample_round::sample_catalogues(framework, conditions)),
          advice(sample_round::sample_lines(shown, tree, framework, conditions, catalogues)),
          source{shown, names, &advice, &catalogues},
          assessment(round.assessment),
          report{shown,           framework,  survey,
                 profiles,        assessment, tree,
                 codebook,        breakdowns, {{conditions, conditions_survey, conditions_targets}},
                 round.headcount, round.rows} {}

    SampleTables(const SampleTables&) = delete;
    SampleTables& operator=(const SampleTables&) = delete;
};

/// A round with rows in every table, among them a bound, a hidden group, own staff, a category and somebody without a profile.
inline sample_round::SampleRound full_round() {
    using sample_round::SampleRound;
    SampleRound round;
    round.whole({{290, 1}, {280, 1}, {100, 2}, {1, 3}, {579, 3}, {50, 3}});
    Tables& tables = round.tables;
    tables.groups.push_back(SampleRound::place(0, true, 300, 400));
    tables.groups.push_back(SampleRound::place(1, false, 4, 20));
    tables.groups.push_back({0, false, 0, 0, Group::everyone, 200, std::nullopt});
    tables.groups.push_back({0, false, 0, 9'999, Group::everyone, 30, std::nullopt});
    tables.groups.push_back({0, false, Group::everyone, Group::everyone, 99, 40, std::nullopt});
    for (std::size_t group = 1; group < tables.groups.size(); ++group) round.add_gap(group, 1, {2, 4, tables.groups[group].headcount});
    for (int level = 1; level <= 3; ++level) tables.levels.push_back({0, 0, level, 100 * level, 600, level / 6.0, 0});
    const std::size_t attitude = round.survey.items.size() - 1;
    for (std::size_t option = 0; option < 3; ++option) tables.attitudes.push_back({0, attitude, option, option == 2 ? 1 : 200, 401, 0.3, 0});
    tables.wanted.push_back({0, 2, 30, 60, 0.5, 0});
    round.lacking(0, 0, 30, 40.0);
    round.lacking(0, 2, 50, 80.0);
    round.lacking(0, 3, 40, 60.5);
    round.environment(0, 1, 1);
    round.environment(1, 0, 1);
    round.environment(2, 1, 0);
    round.quality("competency", "1.1", "alpha", 0.75, "low");
    tables.quality.push_back({"competency", "1.2", "alpha", std::nullopt, 4, ""});
    return round;
}

/// The same round, in which some of the people of the whole and of an office were tested in 1.1, in another office too few.
inline sample_round::SampleRound tested_round() {
    sample_round::SampleRound round = full_round();
    Tables& tables = round.tables;
    tables.places = {{0, false, 0, {}, {}}, {0, true, 0, 0, {}}, {1, false, 0, 0, {}}, {2, false, 0, 0, {}}};
    for (GapRow& row : tables.gaps) row.mean_score_0_100 = 50;
    TwoPhaseSums results;
    TwoPhaseSums below;
    TestedStaff staff{0, 0, 200, {}};
    for (int i = 0; i < 80; ++i) {
        staff.results.push_back({(i % 20 + 40) * Decimal::per_unit, i % 4 == 0});
        results.add(i % 10 * 10, i % 20 + 40);
        below.add(i % 10 * 10, i % 4 == 0 ? 1 : 0);
    }
    results.add_untested(120, 5'400);
    below.add_untested(120, 5'400);
    std::sort(staff.results.begin(), staff.results.end());
    tables.tested_staff = {staff};
    tables.tested = {{0, 0, two_phase_mean(results), two_phase_share(below)}};
    return round;
}

}  // namespace capgap
