#pragma once

#include <capgap/base/id.hpp>
#include <capgap/base/location.hpp>
#include <capgap/base/result.hpp>
#include <capgap/base/string_index.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace capgap {

/// One line of the institutions file.
struct InstitutionContent {
    InstitutionId id;
    Location at;
    std::string parent;  ///< empty for a root
    std::string name;
    std::string country;
    std::string kind;
    /// The fields of the line, from 1; 0 where they are not known.
    std::uint32_t parent_column = 0;
    std::uint32_t name_column = 0;
    std::uint32_t country_column = 0;
};

/// Institutions as one or several trees. Index order is file order.
class InstitutionTree {
public:
    /// Errors: no institution (said at `file`), ids malformed or repeated, unknown parent, a cycle (named in full), names missing, a country that is
    /// no code.
    static Result<Checked<InstitutionTree>> make(std::vector<InstitutionContent> institutions, const Location& file = {});

    std::size_t size() const noexcept { return institutions_.size(); }
    const InstitutionContent& operator[](std::size_t index) const { return institutions_[index]; }
    std::optional<std::size_t> index(std::string_view id) const;
    std::optional<std::size_t> parent(std::size_t index) const { return parent_[index]; }
    /// Children in file order.
    const std::vector<std::size_t>& children(std::size_t index) const { return children_[index]; }
    const std::vector<std::size_t>& roots() const noexcept { return roots_; }
    /// All institutions, parents before children, siblings in file order.
    const std::vector<std::size_t>& in_tree_order() const noexcept { return tree_order_; }

private:
    InstitutionTree() = default;
    void arrange();

    std::vector<InstitutionContent> institutions_;
    StringIndex index_;
    std::vector<std::optional<std::size_t>> parent_;
    std::vector<std::vector<std::size_t>> children_;
    std::vector<std::size_t> roots_;
    std::vector<std::size_t> tree_order_;
};

}  // namespace capgap
