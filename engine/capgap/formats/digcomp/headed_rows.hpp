#pragma once

#include <capgap/base/location.hpp>
#include <capgap/formats/xlsx/spreadsheet.hpp>

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace capgap {

/// A row below headings: what stands under each, without the blanks around it.
class HeadedRow {
public:
    explicit HeadedRow(Location at) : at_(std::move(at)) {}

    void set(const std::string& heading, std::uint32_t column, std::string text) { cells_[heading] = {column, std::move(text)}; }
    /// Empty where nothing stands there.
    [[nodiscard]] const std::string& operator[](const char* heading) const;
    /// The cell under `heading`; the row, where it is empty.
    [[nodiscard]] Location at(const char* heading) const;
    [[nodiscard]] bool empty() const noexcept { return cells_.empty(); }

private:
    struct Cell {
        std::uint32_t column = 0;
        std::string text;
    };

    Location at_;
    std::map<std::string, Cell, std::less<>> cells_;
};

/// One sheet, read by the headings of its first row: in lower case, without the blanks around them.
class HeadedRows {
public:
    /// More than any framework has.
    static constexpr std::size_t max_rows = 50'000;

    /// What is wrong with the sheet is put into `found`.
    HeadedRows(const Spreadsheet& book, std::size_t sheet, Diagnostics& found);

    [[nodiscard]] bool has(const std::vector<const char*>& headings) const;
    /// The sheet.
    [[nodiscard]] const Location& at() const noexcept { return at_; }
    [[nodiscard]] const std::vector<HeadedRow>& rows() const noexcept { return rows_; }
    /// The first texts of the sheet, headings among them.
    [[nodiscard]] const std::vector<std::string>& texts() const noexcept { return texts_; }

private:
    bool add(const SheetRow& row, Diagnostics& found);

    Location at_;
    std::map<std::uint32_t, std::string> headings_;
    std::set<std::string, std::less<>> known_;
    std::vector<HeadedRow> rows_;
    std::vector<std::string> texts_;
};

}  // namespace capgap
