#pragma once

#include <capgap/training/recommend.hpp>

#include <cmath>
#include <string>
#include <utility>
#include <vector>

namespace capgap::sample_training {

inline Text said(const std::string& en) {
    return Text({{"en", en, TextStatus::project, SourceId("us"), {}}});
}

inline Head head(const std::string& id) {
    return {id, "1", {}, {"en"}, {{SourceId("us"), {}, "The project", "CC0", "", ""}}};
}

/// Competencies a, b, c with five levels.
inline Framework framework(const std::string& id = "f", const std::vector<std::string>& competencies = {"a", "b", "c"}) {
    FrameworkContent made;
    made.head = head(id);
    made.title = made.attribution = made.licence_scope = said("F");
    made.endorsement = "none";
    made.licence_name = "CC0";
    for (const char* level : {"l1", "l2", "l3", "l4", "l5"}) made.levels.push_back({LevelId(level), {}, said(level), {}});
    made.domains = {{DomainId("d"), {}, said("D"), {}}};
    for (const std::string& competency : competencies) {
        Competency one{CompetencyId(competency), {}, 0, said(competency), {}, {}, {}};
        for (const char* words : {"one", "two", "three", "four", "five"}) one.descriptors.push_back(said(competency + words));
        made.competencies.push_back(std::move(one));
    }
    return Framework::make(std::move(made)).value().value;
}

inline Figure figure(const std::string& value) {
    return {*Decimal::parse(value), FigureStatus::assumption, {}, {}};
}

inline RemedyContent remedy(const std::string& id, std::vector<ModuleContent> modules, const std::string& hours = "10") {
    RemedyContent made;
    made.id = RemedyId(id);
    made.title = said(id);
    made.modules = std::move(modules);
    made.completion = figure("0.5");
    made.success = figure("0.8");
    if (!hours.empty()) made.hours = figure(hours);
    return made;
}

inline ModuleContent module(const std::string& competency, int from, int to) {
    ModuleContent made;
    made.competency = CompetencyId(competency);
    made.from = from;
    made.to = to;
    return made;
}

inline CatalogueContent catalogue_content(std::vector<RemedyContent> remedies) {
    CatalogueContent made;
    made.head = head("k");
    made.framework = {FrameworkId("f"), "1", {}};
    made.title = made.mapping_method = said("K");
    made.licence_name = "CC0";
    made.remedies = std::move(remedies);
    return made;
}

inline Catalogue catalogue(std::vector<RemedyContent> remedies) {
    return Catalogue::make(catalogue_content(std::move(remedies)), framework(), nullptr).value().value;
}

/// People of the profile with that target at that level, who stand for `u`.
struct SampleNeed {
    std::size_t competency = 0;
    int target = 0;
    int level = 0;
    std::int64_t people = 0;
    double u = 0;
};

/// One institution with four profiles, of the targets 2 to 5: these people under their target, and in each profile 100 at the highest level.
inline Tables tables(const std::vector<SampleNeed>& needs) {
    Tables made;
    for (int profile = -1; profile < 4; ++profile) made.groups.push_back({0, false, Group::everyone, Group::everyone, profile, 100, {}});
    for (std::size_t g = 0; g < made.groups.size(); ++g) {
        for (std::size_t c = 0; c < 3; ++c) {
            GapRow row;
            row.group = g;
            row.competency = c;
            row.respondents = 100;
            if (g > 0) row.target_level = static_cast<int>(g) + 1;
            const double above = g == 0 ? 400 : 100;
            std::vector<LevelRow> levels;
            for (int level = 1; level <= 5; ++level)
                levels.push_back({g, c, level, level == 5 ? std::llround(above) : 0, 0, {}, 0, level == 5 ? above : 0});
            double steps = 0;
            double below = 0;
            for (const SampleNeed& need : needs) {
                if (need.competency != c || (g > 0 && need.target != *row.target_level)) continue;
                LevelRow& level = levels[static_cast<std::size_t>(need.level - 1)];
                level.respondents += need.people;
                level.represented += need.u;
                row.below += need.people;
                below += need.u;
                steps += need.u * (need.target - need.level);
            }
            row.scored = row.below + std::llround(above);
            row.represented = below + above;
            row.below_target_share.value = below / row.represented;
            row.person_levels_missing = steps;
            for (LevelRow& level : levels) {
                level.scored = row.scored;
                level.share = level.represented / row.represented;
            }
            made.gaps.push_back(row);
            made.levels.insert(made.levels.end(), levels.begin(), levels.end());
        }
    }
    return made;
}

inline std::vector<Recommendation> advice(const std::vector<SampleNeed>& needs, const std::vector<Catalogue>& catalogues) {
    const InstitutionTree tree = InstitutionTree::make({{InstitutionId("m"), {}, "", "Office", "", ""}}).value().value;
    const Framework f = framework();
    const auto shown = protect(tables(needs), {10, false});  // else a level may be hidden for another's sake
    return recommend({shown, tree, f, {}, catalogues, "2026-03-27", {}});
}

}  // namespace capgap::sample_training
