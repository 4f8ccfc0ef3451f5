#pragma once

#include <capgap/files/references.hpp>
#include <capgap/report/texts.hpp>

#include <string>

namespace capgap {

/// The sentences of a language, from reports/texts/<language>.yaml of the data. They are compared with the English ones: a language that lacks one is
/// refused with its name. `named_at`: where the language is named, if it is in a file.
Result<Texts> load_texts(const std::string& language, const Places& places, const Location& named_at = {});

}  // namespace capgap
