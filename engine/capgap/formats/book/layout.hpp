#pragma once

#include <span>
#include <string_view>

namespace capgap::book {

inline constexpr std::string_view settings_sheet = "Settings";
inline constexpr std::string_view translations_sheet = "Translations";
inline constexpr std::string_view start_sheet = "Start here";
inline constexpr std::string_view lists_sheet = "Lists";

/// A list of a file that has a sheet of its own: a row for each item, or, where items hold a list themselves, a row for each of those.
struct ListSheet {
    std::string_view kind;    ///< of the file
    std::string_view list;    ///< its key
    std::string_view nested;  ///< the key of the list in an item; empty: none
    std::string_view sheet;
};

/// A table (CSV) that has a sheet of its own.
struct TableSheet {
    std::string_view table;  ///< "institutions"
    std::string_view sheet;
};

[[nodiscard]] std::span<const ListSheet> list_sheets();
[[nodiscard]] std::span<const TableSheet> table_sheets();

/// The kinds of files that a workbook holds, in the order of their settings.
[[nodiscard]] std::span<const std::string_view> kinds();

/// The kind of file that a sheet belongs to; empty where to none.
[[nodiscard]] std::string_view kind_of_sheet(std::string_view sheet);

}  // namespace capgap::book
