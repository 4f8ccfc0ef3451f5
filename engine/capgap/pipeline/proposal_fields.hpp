#pragma once

#include <capgap/pipeline/answer_match.hpp>
#include <capgap/pipeline/propose_mapping.hpp>

#include <optional>
#include <string>
#include <vector>

namespace capgap {

/// What a survey asks for, as a column of a foreign file is compared with it.
struct ProposalField {
    enum class Kind { respondent, institution, profile, background, item, weight, seconds, language, text };

    Kind kind = Kind::text;
    std::string id;                      ///< "t1"; of a field that every survey has, its name
    std::string name;                    ///< "item t1"
    std::vector<std::string> codes;      ///< other names of the column in files of LimeSurvey
    std::vector<std::string> questions;  ///< folded, in every language
    std::optional<AnswerSet> answers;    ///< nothing where any text may stand
    std::string answers_id;              ///< of the scale or question: fields with one id share a table
    bool required = false;
};

/// In the order of a mapping file.
[[nodiscard]] std::vector<ProposalField> proposal_fields(const ProposalInput& input);

/// The field of a mapping that `field` fills.
void put_rule(Mapping& mapping, const ProposalField& field, FieldRule rule);

/// Why a column that LimeSurvey adds by itself is left out; empty: it is none.
[[nodiscard]] std::string reason_against(const std::string& code);

}  // namespace capgap
