#pragma once

#include <capgap/training/recommend.hpp>

#include <string>
#include <utility>
#include <vector>

namespace capgap::sample_round {

inline Figure assumed(const std::string& value) {
    return {*Decimal::parse(value), FigureStatus::assumption, {}, {}};
}

inline RemedyContent sample_remedy(const std::string& id, RemedyKind kind, const std::string& en, const std::string& fr) {
    RemedyContent made;
    made.id = RemedyId(id);
    made.kind = kind;
    made.title = Text({{"en", en, TextStatus::project, SourceId("us"), {}}, {"fr", fr, TextStatus::project, SourceId("us"), {}}});
    return made;
}

/// A course in privacy, coaching after it, and a procedure that mends "rule"; for the framework and the environment of a sample round.
inline std::vector<Catalogue> sample_catalogues(const Framework& framework, const Framework& environment) {
    RemedyContent course = sample_remedy("course", RemedyKind::course, "A course", "Une formation");
    course.completion = assumed("0.9");
    course.success = assumed("0.5");
    course.hours = assumed("7");
    course.costs = {{CostLine::Per::person, assumed("10")}};
    course.modules = {{CompetencyId("2.2"), 1, 2, {}, {}, {}}};
    RemedyContent coaching = sample_remedy("coaching", RemedyKind::coaching, "Coaching", "Un accompagnement");
    coaching.completion = assumed("1");
    coaching.success = assumed("1");
    coaching.hours = assumed("20");
    coaching.prerequisites = {{"course", {}}};
    coaching.modules = {{CompetencyId("2.2"), 1, 2, {}, {}, {}}, {CompetencyId("2.1"), 1, 2, {}, {}, {}}};
    RemedyContent procedure = sample_remedy("procedure", RemedyKind::rule_or_tool, "A procedure", "Une procédure");
    procedure.mends = {{"rule", {}}};
    CatalogueContent content;
    content.head = {"catalogue", "1.0", {}, {"en", "fr"}, {{SourceId("us"), {}, "The project", "CC-BY-4.0", "", "A note"}}};
    content.framework = framework.ref();
    content.mends_in = environment.ref();
    content.currency = "USD";
    content.title = content.mapping_method = course.title;
    content.licence_name = "CC-BY-4.0";
    content.remedies = {course, coaching, procedure};
    std::vector<Catalogue> out;
    out.push_back(Catalogue::make(std::move(content), framework, &environment).value().value);
    return out;
}

inline std::vector<Recommendation> sample_lines(const Disclosed<ShownTables>& shown, const InstitutionTree& tree, const Framework& framework,
                                                const Framework& environment, const std::vector<Catalogue>& catalogues) {
    return recommend({shown, tree, framework, {&environment}, catalogues, "2026-03-27", {}});
}

}  // namespace capgap::sample_round
