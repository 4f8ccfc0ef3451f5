#pragma once

#include <capgap/formats/csv/value_map.hpp>

#include <cstddef>
#include <deque>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace capgap::csv {

/// The text of a field in one row, and where it came from.
struct Picked {
    std::string_view text;
    std::size_t column = 0;                ///< 1-based; 0: from no column
    const ValueMap* refused_by = nullptr;  ///< not null: `text` is what this table does not hold
};

/// Of the row that is looked at: its number, and texts that are not in it.
class Scratch {
public:
    void begin(std::uint32_t line) {
        line_ = line;
        if (!texts_.empty()) texts_.clear();
    }
    std::string_view keep(std::string text) { return texts_.emplace_back(std::move(text)); }
    std::uint32_t line() const { return line_; }

private:
    std::uint32_t line_ = 0;
    std::deque<std::string> texts_;
};

/// How a field of a response gets its text from a row. This is all in which a tidy and a foreign file differ.
class CellPicker {
public:
    /// The cell as it is.
    static CellPicker column(std::size_t index);
    /// The cell without blanks and byte-order marks around it.
    static CellPicker trimmed_column(std::size_t index);
    static CellPicker constant(std::string text);
    /// The number of the row.
    static CellPicker row_number();
    /// The first part that is not empty.
    static CellPicker first_of(std::vector<CellPicker> parts);
    /// All parts, with the separator between them; empty if a part is empty.
    static CellPicker join(std::vector<CellPicker> parts, std::string separator);

    /// Looks what was picked up in `table`, unless it is empty. `otherwise` stands in for what the table does not hold.
    void translate(std::shared_ptr<const ValueMap> table, std::optional<std::string> otherwise);

    /// How many fields of a row it needs, from the first.
    std::size_t needs() const;
    Picked pick(std::span<const std::string_view> fields, Scratch& scratch) const {
        if (is_plain_) return {fields[column_], column_ + 1};
        return pick_otherwise(fields, scratch);
    }

private:
    enum class Kind { column, trimmed_column, constant, first_of, join, row_number };

    explicit CellPicker(Kind kind) : kind_(kind), is_plain_(kind == Kind::column) {}
    Picked pick_otherwise(std::span<const std::string_view> fields, Scratch& scratch) const;
    Picked pick_first(std::span<const std::string_view> fields, Scratch& scratch) const;
    Picked pick_joined(std::span<const std::string_view> fields, Scratch& scratch) const;
    Picked pick_raw(std::span<const std::string_view> fields, Scratch& scratch) const;

    Kind kind_;
    bool is_plain_;  ///< a column, and no table
    std::size_t column_ = 0;
    std::string text_;  ///< constant, or separator
    std::vector<CellPicker> parts_;
    std::shared_ptr<const ValueMap> table_;
    std::optional<std::string> otherwise_;
};

}  // namespace capgap::csv
