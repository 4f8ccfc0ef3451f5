#pragma once

#include <capgap/base/result.hpp>
#include <capgap/files/references.hpp>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace capgap {

/// What `capgap import FORMS... --from form` is asked for. References are as on the command line: paths, or builtin:NAME/VERSION.
struct FormImportRequest {
    std::vector<std::string> sources;  ///< workbooks, and folders of them
    std::string survey;
    std::string framework;     ///< empty: beside the survey, or built in
    std::string targets;       ///< empty: profiles are known as far as a form lists them
    std::string institutions;  ///< empty: likewise
    std::filesystem::path out;
};

struct FormImportOutcome {
    std::uint64_t forms = 0;      ///< sheets that are forms
    std::uint64_t set_aside = 0;  ///< of these, with an error
    std::uint64_t empty = 0;      ///< of these, in which nobody has written anything
    std::uint64_t written = 0;
    std::uint64_t unreadable = 0;  ///< workbooks of which nobody knows whether they hold forms
    Diagnostics said;
};

/// Writes filled-in forms as tidy responses, a row each, in the order in which files are named (those of a folder by name) and of their sheets. A
/// person is known by the code in the form; else by the name of the file, with that of the sheet where the workbook has several forms. A form that is
/// wrong is set aside, with all that is wrong in it; nothing is written where there is no form at all.
Result<FormImportOutcome> import_forms(const FormImportRequest& request, const Places& places);

}  // namespace capgap
