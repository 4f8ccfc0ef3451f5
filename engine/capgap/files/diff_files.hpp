#pragma once

#include <capgap/base/result.hpp>
#include <capgap/files/references.hpp>
#include <capgap/framework/differences.hpp>

#include <string>

namespace capgap {

/// Two frameworks, surveys or profiles files, named by a path or as builtin:NAME/VERSION, set side by side. Errors: a file that is wrong, files of
/// two kinds, kinds that are not compared. The questionnaires of two frameworks are judged by these too, where both are at hand.
Result<Checked<Differences>> diff_files(const std::string& was, const std::string& is, const Places& places);

}  // namespace capgap
