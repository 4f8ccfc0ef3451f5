#pragma once

#include <capgap/base/result.hpp>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace capgap {

/// A cell that holds something, as text.
///
/// Numbers are written as spreadsheets show them, with at most 15 significant digits, so that an id 1.1 that is stored as 1.1000000000000001 is
/// "1.1"; whole numbers keep all their digits. What is formatted as a date is "2025-11-24", with a time behind it ("2025-11-24T09:30:00") where there
/// is one; a time alone is "09:30:00". True and false are "TRUE" and "FALSE". An error (#N/A) is its own text. A formula is its result as it was last
/// computed. Of merged cells the first holds the text.
struct SheetCell {
    std::uint32_t column = 0;  ///< from 1
    std::string text;
    bool truth = false;  ///< the cell holds TRUE or FALSE, not a text of these letters
};

/// A row that holds at least one cell. Valid until the visitor returns.
struct SheetRow {
    std::uint32_t number = 0;  ///< from 1; rows without cells are left out
    std::span<const SheetCell> cells;
};

/// A workbook of a spreadsheet program (Office Open XML, .xlsx), read row by row: memory grows with the texts that the workbook lists once for all
/// its sheets (at most 256 MiB), not with its rows.
class Spreadsheet {
public:
    static constexpr std::uint32_t max_rows = 1'048'576;
    static constexpr std::uint32_t max_columns = 16'384;
    static constexpr std::size_t max_cell_bytes = std::size_t{1} << 20U;
    static constexpr std::size_t max_shared_bytes = std::size_t{256} << 20U;

    struct Sheet {
        std::string name;
        bool hidden = false;
    };

    /// Reads what the workbook lists: sheets, texts, formats. `name` is said in messages. Throws std::system_error where the file cannot be read.
    static Result<Spreadsheet> open(const std::filesystem::path& path, std::string name);
    /// `bytes` must outlive the workbook.
    static Result<Spreadsheet> of_bytes(std::string_view bytes, std::string name);

    Spreadsheet(Spreadsheet&&) noexcept;
    Spreadsheet& operator=(Spreadsheet&&) noexcept;
    Spreadsheet(const Spreadsheet&) = delete;
    Spreadsheet& operator=(const Spreadsheet&) = delete;
    ~Spreadsheet();

    /// Those that hold cells (no charts), in the order of their tabs.
    [[nodiscard]] const std::vector<Sheet>& sheets() const noexcept;
    /// By its name, in any case.
    [[nodiscard]] std::optional<std::size_t> find(std::string_view sheet) const;
    [[nodiscard]] const std::string& name() const noexcept;
    /// "round.xlsx!Targets": as messages name the sheet.
    [[nodiscard]] std::string place_of(std::size_t sheet) const;
    /// "xl/worksheets/sheet1.xml": the part of the package that holds it.
    [[nodiscard]] const std::string& part_of(std::size_t sheet) const;

    /// Tells `visit` row by row, from above, until it returns false. What is said is an error where the rest could not be read, or a warning about
    /// formulas that were never computed: their cells are empty.
    [[nodiscard]] Diagnostics read(std::size_t sheet, const std::function<bool(const SheetRow&)>& visit) const;

private:
    class Impl;
    explicit Spreadsheet(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace capgap
