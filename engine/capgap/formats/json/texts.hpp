#pragma once

#include <capgap/base/text.hpp>

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace capgap {

/// {"en": "Data", "fr": "Données"}
[[nodiscard]] nlohmann::ordered_json json_of_text(const Text& text);
/// The same read; throws nlohmann's type_error where it is none.
[[nodiscard]] Text text_of_json(const nlohmann::ordered_json& said);

void add_unless_empty(nlohmann::ordered_json& to, const char* key, const std::string& text);

}  // namespace capgap
