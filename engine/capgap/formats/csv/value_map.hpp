#pragma once

#include <capgap/formats/csv/code_table.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace capgap::csv {

/// A table of a mapping: cell text -> value.
class ValueMap {
public:
    ValueMap(std::string id, const std::vector<std::pair<std::string, std::string>>& entries);

    const std::string& id() const noexcept { return id_; }
    const std::vector<std::string>& values() const noexcept { return values_; }
    std::optional<std::string_view> find(std::string_view text) const noexcept {
        const std::int32_t index = indices_.find(text);
        if (index == CodeTable::not_found) return std::nullopt;
        return values_[static_cast<std::size_t>(index)];
    }

private:
    std::string id_;
    std::vector<std::string> values_;
    CodeTable indices_;
};

}  // namespace capgap::csv
