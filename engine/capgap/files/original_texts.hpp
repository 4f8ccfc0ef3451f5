#pragma once

#include <capgap/base/diagnostic.hpp>
#include <capgap/files/text_files.hpp>

namespace capgap {

/// Fills in `languages` and `texts` of a file whose root was read: its own texts; those of the framework that it extends; or, of a file of sentences,
/// those of the complete language.
[[nodiscard]] Diagnostics find_original_texts(TextFile& file, const Places& places);

}  // namespace capgap
