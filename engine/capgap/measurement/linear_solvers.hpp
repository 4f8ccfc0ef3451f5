#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace capgap {

// For this folder only: what Eigen solves, compiled once. Matrices of doubles lie column after column.

/// L of A = L L', A symmetric and positive definite; of A only the lower triangle is read.
class Cholesky {
public:
    /// Of `matrix`, `size` columns of `size`. Undefined unless the square of every diagonal element of L is above `dependent` times the
    /// largest diagonal element of A.
    Cholesky(std::span<const double> matrix, std::size_t size, double dependent = 0);

    [[nodiscard]] bool defined() const { return !lower_.empty(); }
    [[nodiscard]] double log_determinant() const;
    /// A^-1 B, for any number of columns of `right`.
    [[nodiscard]] std::vector<double> solve(std::span<const double> right) const;
    /// L^-1 B
    [[nodiscard]] std::vector<double> solve_lower(std::span<const double> right) const;
    /// L'^-1 B
    [[nodiscard]] std::vector<double> solve_upper(std::span<const double> right) const;
    [[nodiscard]] std::vector<double> inverse() const;

private:
    std::size_t size_;
    std::vector<double> lower_;
};

/// The inverse of an information, which must be positive definite: `size` columns of `size`; empty where it is not, or hardly.
[[nodiscard]] std::vector<double> inverse_of_information(std::span<const double> information, std::size_t size);

/// min |A x - b|^2, by QR with pivots; of several solutions the shortest.
struct LeastSquares {
    std::vector<double> solution;
    std::size_t rank = 0;
    double left = 0;  ///< |A x - b|^2
};

/// Of `matrix`, `right.size()` rows. A column is dependent whose own part is below `dependent` times the largest; 0: as rounding has it.
[[nodiscard]] LeastSquares least_squares(std::span<const double> matrix, std::span<const double> right, double dependent = 0);

}  // namespace capgap
