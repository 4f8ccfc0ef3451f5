#pragma once

#include <capgap/base/result.hpp>
#include <capgap/files/references.hpp>

#include <filesystem>
#include <string>

namespace capgap {

/// What `capgap new` is asked for. References are as on the command line: paths, or builtin:NAME/VERSION.
struct NewRoundRequest {
    std::string framework;
    std::string survey;          ///< empty: the built-in questionnaire for the framework
    std::string targets;         ///< empty: the profiles beside the framework, to begin with
    bool courses_only = false;   ///< no round: a list of courses and what two people say of them
    bool own_questions = false;  ///< the questionnaire goes into the workbook, to be changed
    std::filesystem::path out;
};

/// Writes the workbook of a round that is still to be filled in: with help, drop-down lists and worked examples. A file that is there is not written
/// over: somebody may have filled it in.
Result<Checked<bool>> new_round(const NewRoundRequest& request, const Places& places);

}  // namespace capgap
