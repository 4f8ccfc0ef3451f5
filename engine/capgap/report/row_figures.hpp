#pragma once

#include <capgap/report/explain.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace capgap {

/// The cells of one row by the name of their column.
class RowFigures {
public:
    explicit RowFigures(const ExplainInput& input) : input_(input) {}

    bool has(std::string_view column) const { return index(column).has_value(); }
    /// Empty where there is no such column.
    const std::string& text(std::string_view column) const;
    /// Nothing for an empty cell, a bound or a word.
    std::optional<double> number(std::string_view column) const;
    /// "<0.3" or ">0.7".
    bool is_bound(std::string_view column) const;

private:
    std::optional<std::size_t> index(std::string_view column) const;

    const ExplainInput& input_;
};

/// At most so many decimals, without zeros at the end; six as files of results hold numbers.
[[nodiscard]] std::string figure(double value, int places = 6);

/// The number of a column reckoned again from its row, step by step in words; why not, where the row does not suffice; nothing where there is nothing
/// to reckon.
[[nodiscard]] std::vector<std::string> reckon_again(const std::string& table, const std::string& column, const RowFigures& row, const Texts& texts);

}  // namespace capgap
