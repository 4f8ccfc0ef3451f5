#pragma once

#include <capgap/base/result.hpp>
#include <capgap/report/person_basis.hpp>

#include <istream>
#include <string>
#include <string_view>

namespace capgap {

/// The rows of one respondent in restricted/scores.csv: found by going through the file once, in memory that does not grow with it. Rows of others
/// are read and dropped; no message holds anything of theirs. An error for an id that no row has, and for rows that no run has written.
Result<PersonAnswers> find_person(std::istream& in, const std::string& file, std::string_view respondent, const PersonBasis& basis);

}  // namespace capgap
