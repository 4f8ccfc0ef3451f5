#pragma once

#include <capgap/base/text.hpp>

#include <string>
#include <vector>

namespace capgap::yaml {

// What every file of texts is written with.

/// "[a, b]"
[[nodiscard]] std::string list_text(const std::vector<std::string>& texts);

/// "{en: ..., fr: {text: ..., status: ...}}": words with the status and source of `text_default` stand alone.
[[nodiscard]] std::string words_text(const Text& text, const Text::Entry& text_default);

/// "{status: project, source: us}"
[[nodiscard]] std::string text_default_text(const Text::Entry& text_default);

/// The block `sources`.
[[nodiscard]] std::string sources_text(const std::vector<Source>& sources);

}  // namespace capgap::yaml
