#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace capgap {

struct FormColumn {
    std::string key;
    std::string help;                  ///< below the key, and shown when a cell of the column is chosen; may be empty
    std::vector<std::string> choices;  ///< of a drop-down list; empty: none
    std::string choices_in = {};       ///< a sheet whose first column holds them, where they are not known yet
    bool locked = false;               ///< cannot be changed; the other columns of the sheet can
    double width = 0;                  ///< in letters; 0: by what stands in it
};

/// A sheet that people fill in: keys in the first row, help in the second, perhaps worked examples, then what was filled in. Rows whose first cell
/// begins with # are not read.
struct FormSheet {
    std::string name;
    std::vector<FormColumn> columns;
    std::vector<std::vector<std::string>> examples;
    std::vector<std::vector<std::string>> rows;
    /// Of single cells, by row and column of `rows`.
    std::map<std::pair<std::size_t, std::size_t>, std::vector<std::string>> choices = {};
    /// Cells that must be filled in, likewise: they catch the eye.
    std::vector<std::pair<std::size_t, std::size_t>> to_fill = {};
};

struct FormWorkbook {
    std::string title;
    std::vector<std::string> start;  ///< the lines of the sheet Start here; the first is its heading
    std::vector<FormSheet> sheets;
};

/// The same bytes for the same content. `scratch`: a folder for temporary files. Throws std::system_error where it cannot be written. A text of more
/// than 32,767 UTF-16 units does not fit a cell and must not be handed in.
void write_form_workbook(const std::filesystem::path& file, const FormWorkbook& content, const std::filesystem::path& scratch);

/// How long a text may be that a cell holds, in bytes: never too long in UTF-16 units.
inline constexpr std::size_t max_form_cell_bytes = 32'767;

}  // namespace capgap
