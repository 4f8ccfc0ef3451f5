#pragma once

#include <string_view>

namespace capgap::yaml {

/// The JSON Schema (draft-07) of a kind of file, "framework", as it stands in formats/schemas/; empty for a kind that does not exist.
[[nodiscard]] std::string_view schema_text(std::string_view kind);

}  // namespace capgap::yaml
