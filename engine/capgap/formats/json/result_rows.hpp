#pragma once

#include <capgap/report/result_table.hpp>

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace capgap {

/// A table as results.json holds it: `begin()`, its rows part by part in their order, `end()`. A table with group_keys has an object for each group,
/// with an array for each column that is no key; what the entries of these are about stands once, in `lines`. Other tables have an array for each
/// row.
class JsonTable {
public:
    /// What it is given must outlive it.
    JsonTable(const ResultTable& table, const ResultSource& source);

    std::string begin() const;
    std::string rows(ResultTable::Part part) const;
    static std::string end() { return "\n]\n}"; }

    /// Of a part, one by one.
    class Rows {
    public:
        explicit Rows(const JsonTable& of);

        void add(const ResultRows& row);
        /// After the last.
        std::string text() &&;

    private:
        void begin_group(const ResultRows& row);
        void add_to_group(std::size_t line, ResultTable::Row cells);
        void end_group();

        /// The cells of a column in the group, and whether any is not null.
        struct Column {
            std::string cells;
            bool filled = false;
        };

        const JsonTable& of_;
        std::string text_;
        std::vector<Column> columns_;  ///< those that are no key
        std::size_t lines_ = 0;        ///< of the group, so far; 0: none is begun
    };

private:
    void find_lines();
    std::size_t position_of(std::uint64_t line, std::size_t likely) const;

    const ResultTable& table_;
    const ResultSource& source_;
    std::vector<std::uint64_t> lines_;                         ///< in the order in which they first occur
    std::vector<std::size_t> first_row_;                       ///< of each line
    std::unordered_map<std::uint64_t, std::size_t> position_;  ///< in lines_
};

}  // namespace capgap
