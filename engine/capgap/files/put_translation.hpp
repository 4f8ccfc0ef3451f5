#pragma once

#include <capgap/files/text_files.hpp>
#include <capgap/formats/yaml/node.hpp>

#include <string>

namespace capgap {

/// Puts the words of a text in a language into the tree of its file, over those that stand there. What says the same as `text_default` is left out,
/// where it was. The language is added to `languages`.
void put_translation(yaml::Node& root, const std::string& kind, const OriginalText& text, const std::string& language, const Translated& words);

}  // namespace capgap
