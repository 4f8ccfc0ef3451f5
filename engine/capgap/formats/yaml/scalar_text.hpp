#pragma once

#include <string>
#include <string_view>

namespace capgap::yaml {

/// A text as a value or key of a file: as it is where no reader of YAML could take it for anything else, in double quotes otherwise.
[[nodiscard]] std::string scalar_text(std::string_view text);

/// Lines of comment, each after `indentation`: what would end a comment is taken out.
[[nodiscard]] std::string comment_text(std::string_view text, std::string_view indentation = "");

}  // namespace capgap::yaml
