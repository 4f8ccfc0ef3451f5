#pragma once

#include <capgap/disclosure/null_vector.hpp>

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace capgap {

/// Homogeneous equations sum(factor * variable) = 0, by equation and by variable, and which variables a reader does not know.
class Equations {
public:
    void reserve(std::size_t variables) { unknown_.reserve(variables); }
    std::uint32_t add_variable(bool is_unknown) {
        unknown_.push_back(is_unknown ? 1 : 0);
        return static_cast<std::uint32_t>(unknown_.size() - 1);
    }
    std::uint32_t add_equation(std::span<const LinearTerm> terms) {
        terms_.add(terms);
        return static_cast<std::uint32_t>(terms_.size() - 1);
    }
    /// After the last equation was added: from here on of() and unknown_in() know all of them.
    void index();
    void make_unknown(std::uint32_t variable) {
        if (std::exchange(unknown_[variable], std::uint8_t{1}) != 0) return;
        for (const ColumnTerm& in : of(variable)) ++unknown_in_[in.equation];
    }

    [[nodiscard]] std::size_t size() const noexcept { return terms_.size(); }
    [[nodiscard]] std::size_t variables() const noexcept { return unknown_.size(); }
    [[nodiscard]] bool unknown(std::uint32_t variable) const { return unknown_[variable] != 0; }
    [[nodiscard]] std::span<const LinearTerm> terms(std::uint32_t equation) const { return terms_[equation]; }
    /// The equations that hold the variable.
    [[nodiscard]] std::span<const ColumnTerm> of(std::uint32_t variable) const {
        if (variable + std::size_t{1} >= begins_.size()) return {};
        return {columns_.data() + begins_[variable], begins_[variable + std::size_t{1}] - begins_[variable]};
    }
    /// Terms of the equation whose variable is unknown.
    [[nodiscard]] std::uint32_t unknown_in(std::uint32_t equation) const { return unknown_in_[equation]; }

private:
    Lists<LinearTerm> terms_;                ///< by equation
    std::vector<std::uint8_t> unknown_;      ///< by variable
    std::vector<ColumnTerm> columns_;        ///< by variable, one behind the other
    std::vector<std::size_t> begins_;        ///< by variable: of its columns; behind the last the end
    std::vector<std::uint32_t> unknown_in_;  ///< by equation
};

}  // namespace capgap
