#pragma once

#include <capgap/responses/codebook.hpp>

#include <initializer_list>
#include <string>

namespace capgap::csv_testing {

inline StringIndex names(std::initializer_list<const char*> all) {
    StringIndex index;
    for (const char* name : all) index.add(name);
    return index;
}

/// Three offices, two profiles, two background questions, three items on two competencies.
inline Codebook small_codebook(Unit unit = Unit::person) {
    Codebook codebook;
    codebook.unit = unit;
    codebook.institutions = names({"mps", "audit", "directorate-of-strategy"});
    codebook.profiles = names({"policymaker", "ict_staff"});
    codebook.background = {{"gender", names({"female", "male"})}, {"region", names({"north", "south", "east"})}};
    codebook.items = {{"c1", names({"0", "1", "2"})}, {"c2", names({"0", "1", "2"})}, {"t1", names({"yes", "no", "it-depends-on-the-office"})}};
    codebook.competencies = names({"1.1", "1.2", "2.1"});
    codebook.wanted_max = 2;
    return codebook;
}

inline std::string joined(const Diagnostics& diagnostics) {
    std::string all;
    for (const Diagnostic& each : diagnostics) all += to_string(each) + '\n';
    return all;
}

}  // namespace capgap::csv_testing
