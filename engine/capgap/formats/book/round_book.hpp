#pragma once

#include <capgap/base/result.hpp>
#include <capgap/formats/xlsx/changed_workbook.hpp>
#include <capgap/formats/xlsx/form_workbook.hpp>
#include <capgap/formats/xlsx/spreadsheet.hpp>
#include <capgap/formats/yaml/node.hpp>

#include <map>
#include <string>
#include <vector>

namespace capgap {

/// What the files of a round say, each as its tree: at most one of a kind.
struct RoundBook {
    std::map<std::string, yaml::Node> documents;  ///< by kind: "assessment", "profiles"
    /// Tables as they are, with their header, by name: "institutions".
    std::map<std::string, std::vector<std::vector<std::string>>> tables;
};

/// What a workbook has for people to fill in, beside what a book says.
struct BookForm {
    struct Sheet {
        std::vector<FormColumn> columns;  ///< without help: the schema's
        std::vector<std::vector<std::string>> examples;
    };
    std::map<std::string, Sheet> sheets;
    std::vector<std::string> settings;  ///< keys without a value yet: "assessment.title.en"
};

/// The sheets that say the same: Settings for what stands once in a file, a sheet for each of its long lists, one for all texts in other languages
/// than the first of their file. Help and drop-down lists come from the schemas of the files and from the ids in `book`. The remarks name what no
/// cell can hold, which is left out.
[[nodiscard]] Checked<std::vector<FormSheet>> sheets_of(const RoundBook& book, const BookForm& form = {});

/// Whether a workbook is one of a round: it has a sheet Settings that begins with `key`.
[[nodiscard]] bool is_round_book(const Spreadsheet& workbook);

/// A row that explains, and is not read: its first cell begins with #.
[[nodiscard]] bool is_comment(const SheetRow& row);

/// The trees that the sheets of a workbook say; every node has its cell as its place. Tables stay sheets: they are read where they are needed.
[[nodiscard]] Result<Checked<RoundBook>> read_round_book(const Spreadsheet& workbook);

/// Cells behind the last of Settings, which say a tree under a kind of file.
[[nodiscard]] ChangedCells with_settings(const Spreadsheet& workbook, const std::string& kind, const yaml::Node& tree);

/// The same values; mappings in any order.
[[nodiscard]] bool same_in_any_order(const yaml::Node& a, const yaml::Node& b);

}  // namespace capgap
