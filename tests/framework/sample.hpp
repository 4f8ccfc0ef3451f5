#pragma once

#include <capgap/framework/framework.hpp>
#include <capgap/framework/profiles.hpp>

#include <string>
#include <utility>
#include <vector>

/// Small valid files in which every thing stands on a line of its own, for tests that break one of them.
namespace capgap::sample {

inline Location at(std::uint32_t line, const std::string& file = "framework.yaml") {
    return {file, line, 3};
}

inline Text text(const std::string& words, const Location& where) {
    return Text({{"en", words, TextStatus::project, SourceId("us"), where}});
}

inline Head head(const std::string& id, const std::string& file) {
    return {id, "1.0", at(2, file), {"en"}, {{SourceId("us"), at(5, file), "The project", "", "", ""}}};
}

inline Competency competency(const std::string& id, std::size_t domain, std::uint32_t line) {
    Competency made{CompetencyId(id), at(line), domain, text("Competency " + id, at(line)), {}, {}, {}};
    for (const char* words : {"Knows it", "Does it", "Teaches it"}) made.descriptors.push_back(text(words, at(line)));
    return made;
}

/// dcf 1.0: the levels basic, skilled, expert; the competencies 1.1, 1.2, 2.1; the attitude trust.
inline FrameworkContent framework_content() {
    FrameworkContent made;
    made.head = head("dcf", "framework.yaml");
    made.title = text("A framework", at(6));
    made.attribution = text("A framework, by us", at(7));
    made.endorsement = "none";
    made.licence_name = "CC-BY-4.0";
    std::uint32_t line = 10;
    for (const char* id : {"basic", "skilled", "expert"}) {
        made.levels.push_back({LevelId(id), at(line), text(id, at(line)), {}});
        ++line;
    }
    made.domains = {{DomainId("1"), at(20), text("First", at(20)), {}}, {DomainId("2"), at(30), text("Second", at(30)), {}}};
    made.competencies = {competency("1.1", 0, 21), competency("1.2", 0, 22), competency("2.1", 1, 31)};
    made.attitudes = {{AttitudeId("trust"), at(40), text("Trust", at(40)), {}}};
    return made;
}

inline Framework framework() {
    return Framework::make(framework_content()).value().value;
}

/// Profiles clerk (line 10) and manager (line 20), each with a target for every competency (lines 11-13, 21-23).
inline ProfilesContent profiles_content() {
    ProfilesContent made;
    made.head = head("dcf-proposed", "profiles.yaml");
    made.framework = {FrameworkId("dcf"), "1.0", at(3, "profiles.yaml")};
    made.status_at = at(4, "profiles.yaml");
    std::uint32_t line = 10;
    for (const char* id : {"clerk", "manager"}) {
        const Location where = at(line, "profiles.yaml");
        ProfileContent profile{ProfileId(id), where, text(id, where), {}, {}};
        std::uint32_t target_line = line;
        for (const char* competency_id : {"1.1", "1.2", "2.1"}) {
            profile.targets.push_back({CompetencyId(competency_id), 2, at(++target_line, "profiles.yaml")});
        }
        made.profiles.push_back(std::move(profile));
        line += 10;
    }
    return made;
}

/// Every line that was said, whether or not there is a value.
inline std::vector<std::string> lines(const Diagnostics& diagnostics) {
    std::vector<std::string> said;
    for (const Diagnostic& diagnostic : diagnostics) said.push_back(to_string(diagnostic));
    return said;
}

template <class T>
std::vector<std::string> said(const Result<Checked<T>>& result) {
    return lines(result.has_error() ? result.error().all : result->remarks);
}

}  // namespace capgap::sample
