#pragma once

#include <capgap/disclosure/protect.hpp>
#include <capgap/report/columns.hpp>
#include <capgap/report/result_cell.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace capgap {

/// A column of rows of one type: its name, what it holds, and how a row fills it. For this folder only.
template <class Row, class Source>
struct ColumnOf {
    std::string_view name;
    ColumnKind kind = ColumnKind::word;
    ResultCell (*cell)(const Row& row, const Source& source) = nullptr;
    bool of_group = false;  ///< the same in all rows of a group: made once for it
};

template <class Row, class Source>
std::vector<ResultColumn> described(const std::vector<ColumnOf<Row, Source>>& columns) {
    std::vector<ResultColumn> out;
    out.reserve(columns.size());
    for (const auto& column : columns) out.push_back({column.name, column.kind});
    return out;
}

/// `same_group`: `cells` are those of another row of the same group.
template <class Row, class Source>
void read_cells(const std::vector<ColumnOf<Row, Source>>& columns, const Row& row, const Source& source, std::vector<ResultCell>& cells,
                bool same_group = false) {
    cells.resize(columns.size());
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (!same_group || !columns[i].of_group) cells[i] = columns[i].cell(row, source);
    }
}

inline ResultCell to_cell(const std::string& text) {
    return text.empty() ? ResultCell() : ResultCell(text);
}
inline ResultCell to_cell(Status status) {
    return std::string(to_string(status));
}
inline ResultCell to_cell(std::optional<double> value) {
    return value ? ResultCell(*value) : ResultCell();
}
inline ResultCell to_cell(std::optional<std::int64_t> value) {
    return value ? ResultCell(*value) : ResultCell();
}
inline ResultCell to_cell(std::optional<int> value) {
    return value ? ResultCell(std::int64_t{*value}) : ResultCell();
}
template <class Number, class Stored>
ResultCell to_cell(const Optional<Number, Stored>& value) {
    return to_cell(std::optional<Number>(value));
}
inline ResultCell to_cell(const ShownShare& shown) {
    switch (shown.kind) {
        case ShownShare::Kind::undefined: return {};
        case ShownShare::Kind::value: return shown.share;
        case ShownShare::Kind::less_than: return ShareBound{ShareBound::Kind::less_than, shown.share};
        case ShownShare::Kind::more_than: return ShareBound{ShareBound::Kind::more_than, shown.share};
    }
    return {};
}

}  // namespace capgap
