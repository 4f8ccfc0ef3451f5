#pragma once

#include <capgap/assessment/institution_tree.hpp>
#include <capgap/framework/profiles.hpp>
#include <capgap/responses/column_summary.hpp>
#include <capgap/responses/mapping.hpp>
#include <capgap/survey/survey.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace capgap {

/// How far a column can be believed to hold what a field of the survey asks for.
enum class Sureness {
    sure,    ///< its code is the field's, and all its values are answers as they stand
    likely,  ///< its question is the field's, or its values need a table: to be looked at
    unsure,  ///< it is not taken
};

[[nodiscard]] std::string_view to_string(Sureness sureness);

/// What is proposed for one column of the file, and why.
struct ColumnProposal {
    std::size_t column = 0;  ///< 1-based
    std::string header;
    Sureness sureness = Sureness::unsure;
    std::string field;  ///< "respondent", "item t1"; for an unsure column what it may be; empty: nothing in the survey
    std::string reason;
};

struct MappingProposal {
    Mapping mapping;                      ///< of the columns that are sure or likely
    std::vector<ColumnProposal> columns;  ///< every column of the file, in its order
    std::vector<std::string> missing;     ///< fields for which there is no column: "item t1"
};

/// What a mapping is proposed from. Without profiles or institutions such columns are known by their name alone.
struct ProposalInput {
    const Survey& survey;
    const std::vector<ColumnSummary>& columns;
    const Profiles* profiles = nullptr;
    const InstitutionTree* institutions = nullptr;
};

/// Which column of a foreign file holds what the survey asks for (engine/docs/formats.md, "Import"). A column is compared with a field by its code
/// (q1[SQ001] is q1_SQ001), by its question in any language, and by its part in brackets; then by its values (match_answers). What two columns, or
/// two fields, claim alike is not taken, unless the values of one alone fit. The file's form is for the caller to say.
[[nodiscard]] MappingProposal propose_mapping(const ProposalInput& input);

}  // namespace capgap
