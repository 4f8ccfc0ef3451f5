#pragma once

#include <capgap/assessment/institution_tree.hpp>
#include <capgap/disclosure/protect.hpp>
#include <capgap/framework/framework.hpp>
#include <capgap/report/columns.hpp>
#include <capgap/report/result_cell.hpp>
#include <capgap/responses/codebook.hpp>
#include <capgap/survey/survey.hpp>
#include <capgap/training/recommend.hpp>

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace capgap {

/// The names behind the codes of the tables.
struct ResultNames {
    const Codebook& codebook;
    const Framework& framework;
    const Survey& survey;
    const std::vector<std::size_t>& breakdowns;  ///< background questions of the codebook
    const InstitutionTree& tree;
    std::vector<const Framework*> environment_frameworks;  ///< per instrument for institutions

    /// "mps", "mps/own", "mps/pool-1", "*".
    std::string institution(const Group& group) const;
};

/// What the cells of all result tables are made from; must outlive the rows.
struct ResultSource {
    const Disclosed<ShownTables>& tables;
    const ResultNames& names;
    const std::vector<Recommendation>* advice = nullptr;  ///< null without a catalogue
    const std::vector<Catalogue>* catalogues = nullptr;   ///< likewise
};

/// One table of results: its columns, and its rows cell by cell. The one description behind every form of it (CSV, JSON, a workbook, what `explain`
/// says): a form prints any table without knowing its columns, and a column is added in one place, report/result_tables.cpp.
class ResultTable {
public:
    using Row = std::span<const ResultCell>;
    using Visit = std::function<void(Row)>;

    struct Access {
        std::function<std::size_t(const ResultSource&)> rows;
        /// The cells of row `index`, one per column, into `cells`: empty, or the cells of the row before. Whether the row is of the same group as
        /// that.
        std::function<bool(const ResultSource&, std::size_t index, std::vector<ResultCell>& cells)> read;
        /// Of a table with group_keys: whom row `index` speaks of, and of what, as numbers.
        std::function<std::size_t(const ResultSource&, std::size_t index)> group = {};
        std::function<std::uint64_t(const ResultSource&, std::size_t index)> line = {};
    };

    /// Some rows that follow each other.
    struct Part {
        std::size_t begin = 0;
        std::size_t end = 0;
    };

    ResultTable(ResultFile file, Access access) : file_(std::move(file)), access_(std::move(access)) {}

    const ResultFile& file() const noexcept { return file_; }
    std::size_t rows(const ResultSource& source) const { return access_.rows(source); }
    /// In the order of the file; a row lives until the next one. One row at a time is held, whatever the size of the table. `most`: no more than
    /// these.
    void for_each_row(const ResultSource& source, const Visit& visit, std::size_t most = static_cast<std::size_t>(-1)) const;
    void for_each_row(const ResultSource& source, Part part, const Visit& visit) const;

    /// The whole table in parts of about so many rows, each of whole groups.
    std::vector<Part> parts(const ResultSource& source, std::size_t rows_each) const;
    /// Tables with group_keys: whom a row speaks of; and of what, as the keys behind the group_keys have it.
    std::size_t group(const ResultSource& source, std::size_t index) const { return access_.group(source, index); }
    std::uint64_t line(const ResultSource& source, std::size_t index) const { return access_.line(source, index); }

private:
    friend class ResultRows;

    ResultFile file_;
    Access access_;
};

/// Goes through the rows of a part, one at a time.
class ResultRows {
public:
    /// What it is given must outlive it.
    ResultRows(const ResultTable& table, const ResultSource& source, ResultTable::Part part)
        : table_(table), source_(source), next_(part.begin), end_(part.end) {}

    /// False behind the last.
    bool next();

    ResultTable::Row cells() const { return cells_; }
    std::size_t index() const { return next_ - 1; }
    /// Whether the group_keys are those of the row before; not of the first row of a part.
    bool same_group() const { return same_group_; }

private:
    const ResultTable& table_;
    const ResultSource& source_;
    std::size_t next_;
    std::size_t end_;
    std::vector<ResultCell> cells_;
    bool same_group_ = false;
};

/// All tables of a round that may leave the engine, in the order of engine/docs/results.md.
[[nodiscard]] const std::vector<ResultTable>& result_tables();
/// Those of a round: all but that of tests where nobody was tested.
[[nodiscard]] std::vector<const ResultTable*> tables_of(const ResultSource& source);

}  // namespace capgap
