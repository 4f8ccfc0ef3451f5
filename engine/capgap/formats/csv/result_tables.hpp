#pragma once

#include <capgap/assessment/institution_tree.hpp>
#include <capgap/disclosure/protect.hpp>
#include <capgap/framework/framework.hpp>
#include <capgap/responses/codebook.hpp>
#include <capgap/survey/survey.hpp>

#include <ostream>
#include <vector>

namespace capgap {

/// The names behind the codes of the tables.
struct ResultNames {
    const Codebook& codebook;
    const Framework& framework;
    const Survey& survey;
    const std::vector<std::size_t>& breakdowns;  ///< background questions of the codebook
    const InstitutionTree& tree;
    std::vector<const Framework*> environment_frameworks;  ///< per instrument for institutions
};

/// Each writes one file of results with the columns of engine/docs/results.md: keys as ids, undefined and hidden as empty cells.
void write_gaps(std::ostream& out, const Disclosed<ShownTables>& tables, const ResultNames& names);
void write_levels(std::ostream& out, const Disclosed<ShownTables>& tables, const ResultNames& names);
void write_attitudes(std::ostream& out, const Disclosed<ShownTables>& tables, const ResultNames& names);
void write_wanted(std::ostream& out, const Disclosed<ShownTables>& tables, const ResultNames& names);
void write_environment(std::ostream& out, const Disclosed<ShownTables>& tables, const ResultNames& names);
void write_quality(std::ostream& out, const Disclosed<ShownTables>& tables);

}  // namespace capgap
