#pragma once

#include <capgap/framework/differences.hpp>
#include <capgap/framework/parts.hpp>

#include <string>
#include <vector>

namespace capgap {

/// Compares the texts of two files language by language, in the languages that both have. A language that only one has is said once.
class WordsDiff {
public:
    WordsDiff(const Head& was, const Head& is, std::vector<Change>& changes);

    /// The languages in which the words differ.
    std::vector<std::string> compare(const Text& was, const Text& is, const std::string& what, const std::string& id, const std::string& part);
    /// Changes where two plain values differ. True if they do.
    bool compare(const std::string& was, const std::string& is, const std::string& what, const std::string& id, const std::string& part);

private:
    std::vector<std::string> shared_;
    std::vector<Change>& changes_;
};

/// "reworded in 'en' and 'fr'"
[[nodiscard]] std::string reworded_in(const std::string& what, const std::vector<std::string>& languages);

}  // namespace capgap
