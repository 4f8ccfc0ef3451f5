#pragma once

#include <capgap/base/diagnostic.hpp>
#include <capgap/formats/yaml/node.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace capgap::book {

/// One value of a tree under the path to it, as a cell can hold it: `privacy.min_cell` is 10, `instruments[2].survey` the second one's.
///
/// A step is a key, in double quotes where it holds a dot, a bracket or a quote, or the number of an item, from 1. What a cell cannot say by itself
/// stands at the end of the path: `languages[]` is a list of texts, written "en; fr"; `x{}` an empty mapping, `x[]` with the value [] an empty list,
/// `x{""}` an empty text.
struct FlatValue {
    std::string path;
    std::string text;
    Location at;

    friend bool operator==(const FlatValue&, const FlatValue&) = default;
};

/// "privacy.min_cell", of a path that may be empty and a key.
[[nodiscard]] std::string path_to(std::string_view path, std::string_view key);
[[nodiscard]] std::string path_to(std::string_view path, std::size_t item);

/// A key, or the number of an item.
struct PathStep {
    std::string key;       ///< empty for an item
    std::size_t item = 0;  ///< from 1; 0: a key
};

/// Those of a path; none where it is no path.
[[nodiscard]] std::vector<PathStep> steps_of(std::string_view path);

/// Every value of a tree, in order. What is absent is left out.
void flatten(const yaml::Node& node, const std::string& path, std::vector<FlatValue>& out);

/// A tree from values under their paths, in any order.
class TreeBuilder {
public:
    /// `at` is where the tree begins; for a tree that nothing was said of.
    explicit TreeBuilder(Location at);

    /// What is wrong with the path or contradicts what was said before. `path_at`: where the path stands.
    std::optional<Diagnostic> add(std::string_view path, std::string text, const Location& path_at, const Location& at);

    /// A value that was left out, where somebody is to write it. `path` need not be one.
    void note_blank(std::string_view path, const Location& at);

    /// Says items of lists that were left out.
    [[nodiscard]] yaml::Node take(Diagnostics& found) &&;

private:
    yaml::Node root_;
};

}  // namespace capgap::book
