#pragma once

#include <capgap/training/recommend.hpp>

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

/// One institution of 100 respondents in which every competency is shown, with these needs.
inline Tables tables(const std::vector<NeedRow>& needs) {
    Tables made;
    made.groups = {{0, false, Group::everyone, Group::everyone, Group::everyone, 100, {}}};
    for (std::size_t c = 0; c < 3; ++c) {
        GapRow row;
        row.competency = c;
        row.respondents = row.scored = 100;
        row.below = 50;
        row.below_target_share.value = 0.5;
        made.gaps.push_back(row);
    }
    made.needs = needs;
    return made;
}

inline std::vector<Recommendation> advice(const std::vector<NeedRow>& needs, const std::vector<Catalogue>& catalogues) {
    const InstitutionTree tree = InstitutionTree::make({{InstitutionId("m"), {}, "", "Office", "", ""}}).value().value;
    const Framework f = framework();
    const auto shown = protect(tables(needs), {10});
    return recommend({shown, tree, f, {}, catalogues, "2026-03-27", {}});
}

}  // namespace capgap::sample_training
