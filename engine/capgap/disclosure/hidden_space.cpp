#include <capgap/disclosure/hidden_space.hpp>

namespace capgap {

void HiddenSpace::number(std::span<const std::uint32_t> variables, std::span<const std::uint32_t> equations) {
    for (const std::uint32_t before : variables_) column_of_[before] = Triangle::none;
    column_of_.resize(equations_.variables(), Triangle::none);
    row_of_.resize(equations_.size());
    variables_.assign(variables.begin(), variables.end());
    rows_.assign(equations.begin(), equations.end());
    for (std::uint32_t column = 0; column < variables_.size(); ++column) column_of_[variables_[column]] = column;
    for (std::uint32_t row = 0; row < rows_.size(); ++row) row_of_[rows_[row]] = row;
}

void HiddenSpace::start(std::span<const std::uint32_t> variables, std::span<const std::uint32_t> equations) {
    number(variables, equations);
    system_.clear();
    for (const std::uint32_t equation : equations) {
        for (const LinearTerm& term : equations_.terms(equation)) {
            if (column_of_[term.variable] != Triangle::none) system_.push_back({column_of_[term.variable], term.factor});
        }
        system_.end_list();
    }
    space_.start(variables_.size(), system_);
}

void HiddenSpace::add(std::uint32_t variable) {
    column_of_[variable] = static_cast<std::uint32_t>(variables_.size());
    variables_.push_back(variable);
    column_.clear();
    for (const ColumnTerm& in : equations_.of(variable)) column_.push_back({row_of_[in.equation], in.factor});
    space_.add_variable(column_);
}

std::vector<EquationUse> HiddenSpace::combination(std::uint32_t variable) {
    std::vector<EquationUse> out = space_.combination(column_of_[variable]);
    for (EquationUse& use : out) use.equation = rows_[use.equation];
    return out;
}

bool HiddenSpace::would_determine(std::uint32_t variable) const {
    Residue sum;
    for (const ColumnTerm& in : equations_.of(variable)) sum += Residue::of(in.factor) * space_.cancelling()[row_of_[in.equation]];
    return !sum.is_zero();
}

}  // namespace capgap
