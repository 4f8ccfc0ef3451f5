#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace capgap::book {

/// What the schema of a kind says of a place in its files: what it is for, and what may stand there.
struct SchemaWords {
    std::string help;
    std::vector<std::string> choices;  ///< empty: not one of few
};

/// `path` as in flatten(). Empty where the schema says nothing.
[[nodiscard]] SchemaWords schema_words(std::string_view kind, std::string_view path);

}  // namespace capgap::book
