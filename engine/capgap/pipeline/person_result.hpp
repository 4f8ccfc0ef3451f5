#pragma once

#include <capgap/report/person_page.hpp>

#include <string>
#include <vector>

namespace capgap {

/// What the scores of one person mean: a range of levels in each competency, and next steps that are in one of the `languages`. Both arguments must
/// outlive the result.
[[nodiscard]] PersonResult person_result(const PersonBasis& basis, const PersonAnswers& answers, std::vector<std::string> languages);

}  // namespace capgap
