#pragma once

#include <string_view>
#include <vector>

namespace capgap {

/// What a column of a file of results holds: which list an id is of, or which unit and scale a number has. Writers choose the form of a cell by it.
enum class ColumnKind {
    institution,  ///< id, `<id>/own`, `*`
    dimension,    ///< id of a background question, `*`
    category,     ///< id of an option of the row's dimension, `unknown`, `*`
    profile,      ///< id, `none`, `*`
    competency,
    attitude,
    item,
    option,   ///< id of an option of the row's item
    element,  ///< id of an element of the enabling environment
    subject,  ///< what a line of advice is about: a competency, or an element
    remedy,   ///< id of a remedy of a catalogue
    status,
    statistic,  ///< of quality.csv, by its kind
    word,       ///< any other word or id of ours
    words,      ///< what people read: a name, a sentence

    people,  ///< a count of people, whole
    count,   ///< a count of anything else, whole
    level,   ///< 1..L, whole

    share_0_1,  ///< or a bound
    score_0_100,
    people_estimated,  ///< a number of people or answers that need not be whole
    levels,            ///< a number of levels, as a mean or a sum
    number,            ///< as its row says
};

enum class CellType { text, integer, decimal };

[[nodiscard]] CellType cell_type(ColumnKind kind);
/// "share_0_1"; as results.json writes it.
[[nodiscard]] std::string_view to_string(ColumnKind kind);

struct ResultColumn {
    std::string_view name;
    ColumnKind kind = ColumnKind::word;
};

/// A file of results: `<name>.csv`. The first `keys` columns say whom or what a row is about; the first `group_keys` of them whom, in a table with
/// several rows for each group of people. Columns are only ever appended.
struct ResultFile {
    std::string_view name;
    std::size_t keys = 0;
    std::size_t group_keys = 0;
    std::vector<ResultColumn> columns;
};

/// The files that a run writes, with their columns in order: result_tables(), and the file of persons.
[[nodiscard]] const std::vector<ResultFile>& result_files();
[[nodiscard]] const ResultFile* result_file(std::string_view name);

}  // namespace capgap
