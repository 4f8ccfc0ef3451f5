#pragma once

#include "sample_advice.hpp"

#include <capgap/formats/yaml/load.hpp>
#include <capgap/report/document.hpp>
#include <capgap/statistics/interval.hpp>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <utility>
#include <vector>

/// A small round whose tables are written by hand: six competencies in two domains, two profiles, a ministry with two offices.
namespace capgap::sample_round {

inline std::string file_text(const std::string& path) {
    std::ifstream in(std::string(CAPGAP_SOURCE_DIR) + "/" + path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// The sentences that are installed.
inline Texts texts(const std::string& language) {
    const std::string path = "reports/texts/" + language + ".yaml";
    return read_texts(file_text(path), path).value().value;
}

inline Text said(const std::string& en, const std::string& fr = {}) {
    std::vector<Text::Entry> entries = {{"en", en, TextStatus::project, SourceId("us"), {}}};
    if (!fr.empty()) entries.push_back({"fr", fr, TextStatus::rendering, SourceId("us"), {}});
    return Text(std::move(entries));
}

inline Head head(const std::string& id) {
    return {id, "1.0", {}, {"en", "fr"}, {{SourceId("us"), {}, "The project", "CC-BY-4.0", "", "A note"}}};
}

inline const std::vector<std::string>& competency_titles() {
    static const std::vector<std::string> titles = {"Systems", "Agility", "Data", "Privacy", "AI", "Law"};
    return titles;
}

inline FrameworkContent framework_content() {
    FrameworkContent made;
    made.head = head("dcf");
    made.title = said("A framework", "Un référentiel");
    made.attribution = said("By us", "De nous");
    made.endorsement = "none";
    made.licence_name = "CC-BY-4.0";
    for (const char* id : {"start", "middle", "top"}) made.levels.push_back({LevelId(id), {}, said(id, id), said(id, id)});
    made.domains = {{DomainId("1"), {}, said("Planning", "Planification"), {}}, {DomainId("2"), {}, said("Use of data", "Usage des données"), {}}};
    for (std::size_t c = 0; c < competency_titles().size(); ++c) {
        const std::string id = (c < 2 ? "1." : "2.") + std::to_string(c < 2 ? c + 1 : c - 1);
        Competency one{CompetencyId(id), {}, c < 2 ? 0U : 1U, said(competency_titles()[c], competency_titles()[c]), {}, {}, {}};
        for (const char* words : {"Knows", "Does", "Teaches"}) one.descriptors.push_back(said(words, words));
        made.competencies.push_back(std::move(one));
    }
    made.attitudes = {{AttitudeId("trust"), {}, said("Trust", "Confiance"), {}}};
    return made;
}

inline SurveyContent survey_content() {
    SurveyContent made;
    made.head = head("self");
    made.framework = {FrameworkId("dcf"), "1.0", {}};
    made.title = said("A survey", "Un questionnaire");
    made.disclaimer = said("Not a test", "Pas un test");
    Scale scale{ScaleId("s"), {}, {}};
    for (int o = 0; o < 3; ++o) {
        const std::string option = std::to_string(o);
        scale.options.push_back({OptionId(option), {}, said("Answer " + option, "Réponse " + option), Decimal::parse(option)});
    }
    made.scales = {scale};
    const auto add = [&](const std::string& id, const std::string& competency, const std::string& attitude) {
        Item item;
        item.id = ItemId(id);
        item.competency = CompetencyId(competency);
        item.attitude = AttitudeId(attitude);
        item.scale = ScaleId("s");
        item.title = said("Question " + id, "Question " + id);
        made.items.push_back(std::move(item));
    };
    for (const char* competency : {"1.1", "1.2", "2.1", "2.2", "2.3", "2.4"}) {
        add(std::string("i") + competency + "a", competency, "");
        add(std::string("i") + competency + "b", competency, "");
    }
    add("t1", "", "trust");
    const std::vector<BackgroundOption> options = {{OptionId("female"), {}, said("Women", "Femmes")}, {OptionId("male"), {}, said("Men", "Hommes")}};
    made.background = {{BackgroundId("gender"), {}, said("Gender", "Genre"), options, true, false, true}};
    made.wanted = Wanted{3, said("What would you like to develop?", "Que souhaitez-vous développer ?"), {}};
    made.scoring.method = "classical";
    made.scoring.cut_scores = {*Decimal::parse("50"), *Decimal::parse("75")};
    made.scoring.cut_method = said("Halves.", "Moitiés.");
    made.scoring.cut_source = SourceId("us");
    const Text words = said("Words", "Mots");
    made.notice = Notice{words, words, words, words, words, words};
    return made;
}

inline ProfilesContent profiles_content() {
    ProfilesContent made;
    made.head = head("targets");
    made.framework = {FrameworkId("dcf"), "1.0", {}};
    for (const char* id : {"clerk", "manager"}) {
        ProfileContent profile{ProfileId(id), {}, said(id, id), {}, {}};
        for (const char* competency : {"1.1", "1.2", "2.1", "2.2", "2.3", "2.4"}) {
            if (std::string(id) == "clerk" && std::string(competency) == "1.2") continue;  // no part of a clerk's work
            profile.targets.push_back({CompetencyId(competency), 2, {}});
        }
        made.profiles.push_back(std::move(profile));
    }
    return made;
}

/// A network, which Privacy needs, and a rule, which everything needs.
inline FrameworkContent environment_content() {
    FrameworkContent made = framework_content();
    made.head = head("environment");
    made.title = said("Conditions", "Conditions");
    made.attitudes.clear();
    made.competencies.resize(2);
    made.domains.resize(1);
    made.competencies[0].id = CompetencyId("network");
    made.competencies[0].title = said("Network", "Réseau");
    made.competencies[0].blocks = {{CompetencyId("2.2"), {}}};
    made.competencies[1].id = CompetencyId("rule");
    made.competencies[1].title = said("A rule", "Une règle");
    for (const char* id : {"1.1", "1.2", "2.1", "2.2", "2.3", "2.4"}) made.competencies[1].blocks.push_back({CompetencyId(id), {}});
    made.blocks_in = FrameworkRef{FrameworkId("dcf"), "1.0", {}};
    return made;
}

inline SurveyContent environment_survey_content() {
    SurveyContent made = survey_content();
    made.head = head("environment-survey");
    made.framework.id = FrameworkId("environment");
    made.unit = Unit::institution;
    made.items.resize(4);
    for (std::size_t i = 0; i < 4; ++i) {
        made.items[i].id = ItemId("e" + std::to_string(i));
        made.items[i].competency = CompetencyId(i < 2 ? "network" : "rule");
    }
    made.background.clear();
    made.wanted.reset();
    made.notice.reset();
    return made;
}

inline ProfilesContent environment_profiles_content() {
    ProfilesContent made = profiles_content();
    made.head = head("environment-targets");
    made.framework.id = FrameworkId("environment");
    made.profiles.resize(1);
    made.profiles[0].targets = {{CompetencyId("network"), 2, {}}, {CompetencyId("rule"), 2, {}}};
    return made;
}

/// So many people of a row, and what became of them.
struct People {
    std::int64_t below = 0;
    std::int64_t scored = 0;
    std::optional<std::int64_t> headcount = {};
};

/// The parts of a round, each to be changed by a test before report() is called.
class SampleRound {
public:
    FrameworkContent framework = framework_content();
    SurveyContent survey = survey_content();
    ProfilesContent profiles = profiles_content();
    AssessmentContent assessment;
    std::vector<InstitutionContent> institutions;
    Tables tables;
    std::optional<std::int64_t> headcount;
    RowCounts rows;
    bool with_environment = false;
    bool with_catalogue = false;

    SampleRound() {
        assessment.head = head("round");
        assessment.title = said("The round", "La campagne");
        assessment.collected_from = "2026-03-01";
        assessment.collected_to = "2026-03-27";
        add_institution("ministry", "", "The Ministry");
        add_institution("north", "ministry", "Office North");
        add_institution("south", "ministry", "Office South");
        headcount = 1000;
        rows = {610, 4, 6, 600};
        tables.groups = {place(0, false, 600, 1000)};
    }

    static Group place(int institution, bool own_staff, std::int64_t respondents, std::optional<std::int64_t> staff) {
        return {institution, own_staff, Group::everyone, Group::everyone, Group::everyone, respondents, staff};
    }

    void add_institution(const std::string& id, const std::string& parent, const std::string& name) {
        institutions.push_back({InstitutionId(id), {}, parent, name, "", ""});
    }

    /// A row with the figures that simple people of weight headcount/respondents would have.
    GapRow& add_gap(std::size_t group, std::size_t competency, const People& people) {
        GapRow row;
        row.group = group;
        row.competency = competency;
        row.headcount = people.headcount;
        row.respondents = tables.groups[group].respondents;
        row.scored = people.scored;
        row.below = people.below;
        const double n = static_cast<double>(people.scored);
        const double share = people.scored > 0 ? static_cast<double>(people.below) / n : 0;
        row.largest_three_share = people.scored > 0 ? std::min(1.0, 3 / n) : 0;
        if (people.scored > 0) {
            row.n_effective = n;
            row.mean_score_0_100 = 50;
            row.below_target_share = {share, wilson_interval(share, n)};
            row.mean_shortfall_levels = {1.5 * share, Interval{share, 2 * share}};
            row.person_levels_missing = 1.5 * static_cast<double>(people.below) * (people.headcount ? static_cast<double>(*people.headcount) / n : 1);
            if (people.headcount) {
                const double all = static_cast<double>(*people.headcount);
                row.possible = Interval{static_cast<double>(people.below) / all, (static_cast<double>(people.below) + all - n) / all};
            }
        }
        tables.gaps.push_back(row);
        return tables.gaps.back();
    }

    /// Rows of the whole for all six competencies, and their order with tie groups, as written: {below, tie group} of 580 people with a level.
    /// So many managers of a group are one step under their target, and stand for so many; another 100 are two above it.
    void lacking(std::size_t group, std::size_t competency, std::int64_t people, double represented) {
        Group managers = tables.groups[group];
        managers.profile = 1;
        if (tables.groups.back().profile != 1 || tables.groups.back().institution != managers.institution) tables.groups.push_back(managers);
        const std::size_t of = tables.groups.size() - 1;
        const std::int64_t all = people + 100;
        GapRow& row = add_gap(of, competency, {people, all, managers.headcount});
        row.target_level = 2;
        const double u = represented + 100;
        const std::pair<std::int64_t, double> at_level[] = {{people, represented}, {0, 0}, {100, 100}};
        int level = 0;
        for (const auto& [count, stand_for] : at_level) tables.levels.push_back({of, competency, ++level, count, all, stand_for / u, 0, stand_for});
    }

    void whole(const std::vector<std::pair<int, int>>& below_and_group) {
        std::vector<OrderedGap> order;
        for (std::size_t c = 0; c < below_and_group.size(); ++c) {
            add_gap(0, c, {below_and_group[c].first, 580, headcount});
            order.push_back({c, static_cast<double>(below_and_group[c].first) / 580, below_and_group[c].second});
        }
        std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.tie_group < b.tie_group; });
        tables.order = std::move(order);
    }

    void quality(const std::string& kind, const std::string& id, const std::string& statistic, double value, const std::string& flag = {}) {
        tables.quality.push_back({kind, id, statistic, value, 580, flag});
    }

    /// Level of an element in an institution; the target is 2.
    void environment(std::size_t institution, std::size_t element, int level) {
        with_environment = true;
        tables.environment.push_back({0, institution, element, level, 2, std::max(0, 2 - level), 50.0});
    }

    void approve() {
        profiles.approved = true;
        profiles.approved_by = "the Council";
        profiles.approved_on = "2026-02-12";
    }

    ReportDocument report(const std::string& language = "en") const {
        const Framework made_framework = Framework::make(framework).value().value;
        const Survey made_survey = Survey::make(survey, made_framework).value().value;
        const Profiles made_profiles = Profiles::make(profiles, made_framework).value().value;
        const InstitutionTree tree = InstitutionTree::make(institutions).value().value;
        const Codebook codebook = make_codebook(made_framework, made_survey, made_profiles, tree, {0});
        const Disclosed<ShownTables> shown = protect(tables, Policy{assessment.min_cell, true});
        const std::vector<std::size_t> breakdowns = {0};

        const Framework conditions = Framework::make(environment_content()).value().value;
        const Survey conditions_survey = Survey::make(environment_survey_content(), conditions).value().value;
        const Profiles conditions_targets = Profiles::make(environment_profiles_content(), conditions).value().value;
        ReportInput input{shown, made_framework, made_survey, made_profiles, assessment, tree, codebook, breakdowns, {}, headcount, rows};
        if (with_environment) input.environments.push_back({conditions, conditions_survey, conditions_targets});
        const std::vector<Catalogue> catalogues = sample_catalogues(made_framework, conditions);
        const std::vector<Recommendation> advice = sample_lines(shown, tree, made_framework, conditions, catalogues);
        if (with_catalogue) input.catalogues = &catalogues;
        if (with_catalogue) input.advice = &advice;
        return make_report(input, texts(language));
    }

    /// The sentence of this kind; empty if the report has none.
    std::string sentence(OpeningSentence::Kind kind, const std::string& language = "en") const {
        const ReportDocument document = report(language);
        for (const OpeningSentence& one : document.opening) {
            if (one.kind == kind) return one.text;
        }
        return {};
    }
};

inline const ReportSection* section(const ReportDocument& document, const std::string& id) {
    const auto found = std::find_if(document.sections.begin(), document.sections.end(), [&](const ReportSection& one) { return one.id == id; });
    return found == document.sections.end() ? nullptr : &*found;
}

/// The first table with this id.
inline const ReportTable* table(const ReportDocument& document, const std::string& id) {
    for (const ReportSection& one : document.sections) {
        for (const ReportBlock& block : one.blocks) {
            const auto* found = std::get_if<ReportTable>(&block);
            if (found != nullptr && found->id == id) return found;
        }
    }
    return nullptr;
}

/// Every text of a document, for tests of what must not be in it.
inline std::vector<std::string> all_texts(const ReportDocument& document) {
    std::vector<std::string> out = {document.title, document.kind, document.footer};
    const auto add_table = [&out](const ReportTable& one) {
        out.push_back(one.caption);
        out.insert(out.end(), one.notes.begin(), one.notes.end());
        for (const ReportColumn& column : one.columns) out.insert(out.end(), {column.title, column.group, column.note});
        for (const ReportRow& row : one.rows) {
            out.insert(out.end(), {row.title, row.note});
            for (const ReportCell& cell : row.cells) out.insert(out.end(), {cell.text, cell.detail, cell.mark, cell.spoken});
        }
        for (const LegendEntry& entry : one.legend) out.push_back(entry.text);
    };
    for (const ReportBanner& banner : document.banners) out.insert(out.end(), {banner.title, banner.text});
    for (const ReportFact& fact : document.facts) out.insert(out.end(), {fact.label, fact.value});
    for (const OpeningSentence& one : document.opening) out.insert(out.end(), {one.heading, one.text});
    const auto add_distribution = [&out](const ReportDistribution& one) {
        out.insert(out.end(), {one.caption, one.head});
        out.insert(out.end(), one.options.begin(), one.options.end());
        for (const auto& row : one.rows) {
            out.insert(out.end(), {row.title, row.note});
            for (const ReportShare& share : row.shares) out.push_back(share.text);
        }
    };
    const auto add_block = [&](const ReportBlock& block) {
        if (const auto* paragraph = std::get_if<ReportParagraph>(&block)) out.push_back(paragraph->text);
        if (const auto* heading = std::get_if<ReportHeading>(&block)) out.push_back(heading->title);
        if (const auto* points = std::get_if<ReportPoints>(&block)) out.insert(out.end(), points->points.begin(), points->points.end());
        if (const auto* found = std::get_if<ReportTable>(&block)) add_table(*found);
        if (const auto* found = std::get_if<ReportDistribution>(&block)) add_distribution(*found);
        if (const auto* terms = std::get_if<ReportTerms>(&block)) {
            for (const ReportTerm& term : terms->terms) out.insert(out.end(), {term.title, term.definition, term.formula, term.source});
        }
    };
    for (const ReportSection& one : document.sections) {
        out.push_back(one.title);
        for (const ReportBlock& block : one.blocks) add_block(block);
    }
    for (const ReportGroup& one : document.figures.groups) {
        out.insert(out.end(), {one.title, one.note, one.answered, one.protection, one.footer});
        for (const ReportBlock& block : one.blocks) add_block(block);
        for (const ReportFigure& figure : one.figures) out.insert(out.end(), figure.remarks.begin(), figure.remarks.end());
    }
    return out;
}

/// Privacy first with 360 of 580, Data and AI tied behind it, the rest lower.
inline SampleRound usual() {
    SampleRound round;
    round.whole({{100, 3}, {90, 3}, {300, 2}, {360, 1}, {290, 2}, {80, 3}});
    return round;
}

/// The column of institutions-table with the first competency.
inline constexpr std::size_t first_share = 1;

/// The ministry, its own staff, office North (large), office South (small), with one competency each.
inline SampleRound tree_of_places() {
    SampleRound round = usual();
    round.tables.groups.push_back(SampleRound::place(0, true, 100, 150));
    round.add_gap(1, 0, {17, 99, 150});
    round.tables.groups.push_back(SampleRound::place(1, false, 480, 800));
    round.add_gap(2, 0, {200, 470, 800});
    round.tables.groups.push_back(SampleRound::place(2, false, 9, 12));
    round.add_gap(3, 0, {4, 9, 12});
    return round;
}

}  // namespace capgap::sample_round
