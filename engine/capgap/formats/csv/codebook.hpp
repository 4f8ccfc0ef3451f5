#pragma once

#include <capgap/survey/survey.hpp>

#include <string>
#include <vector>

namespace capgap {

/// What each code in the files of answers stands for, as a table that any program reads: a row for each question and code. Questions in file order,
/// items first; a text that is not there in one of `languages` is empty.
[[nodiscard]] std::string write_codebook(const std::vector<const Survey*>& surveys, const std::vector<std::string>& languages);

}  // namespace capgap
