#pragma once

#include <string_view>

namespace capgap {

/// The shape of a language tag of BCP 47: "en", "fr-CA", "de-informal".
[[nodiscard]] bool is_language_tag(std::string_view text);

}  // namespace capgap
