#pragma once

#include <capgap/base/result.hpp>
#include <capgap/report/texts.hpp>

#include <optional>
#include <string>
#include <vector>

namespace capgap {

/// A file that the results were made from, as the manifest holds it.
struct InputHash {
    std::string role;
    std::string name;
    std::string sha256;
};

/// A row of a file of results, as it was read.
struct ExplainInput {
    std::string table;  ///< "gaps": the file without folder and ending
    Location at;        ///< file and line of the row
    std::vector<std::string> header;
    std::vector<std::string> cells;
    std::optional<std::string> column;  ///< nothing: all columns that are no key
    std::vector<InputHash> inputs;
    std::string original_title = {};      ///< of the row's competency, where an overlay has renamed it
    std::string original_framework = {};  ///< the framework in which it has this title
};

/// What a number is: the row's key, each column's definition and formula, the figures of the row that enter it, the number reckoned again from them
/// where they suffice (and why not where they do not), the rule behind the status, the section of methods.md, the hashes of the inputs.
Result<std::string> explain(const ExplainInput& input, const Texts& texts);

/// The id under which the texts of a column stand: "columns.gaps.scored", or "columns.any.profile" where several files have the column in one
/// meaning.
[[nodiscard]] std::string column_text_id(const std::string& table, const std::string& column, const Texts& texts);

}  // namespace capgap
