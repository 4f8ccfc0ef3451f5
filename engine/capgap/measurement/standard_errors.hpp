#pragma once

#include <capgap/measurement/calibrate.hpp>

#include <cstddef>
#include <vector>

namespace capgap {

/// How the errors of a calibration are reckoned.
enum class ErrorMethod {
    information,  ///< the inverse of the observed information: answers are those of a simple random sample, and the model holds
    sandwich,     ///< information^-1 (sum of w^2 g g') information^-1: for sampling weights, and where the model holds only nearly (Huber 1967)
};

/// Covariance of all parameters of a calibration: of each item its slope and intercepts, then of each group its mean and its standard deviation. What
/// was not estimated, or stands at a limit, has zeros. Slope and intercepts as they are estimated; see difficulty_errors().
struct ParameterErrors {
    /// Where an item's slope stands, its intercepts behind it. Items without parameters take no place.
    std::vector<std::size_t> item_at;
    std::size_t groups_at = 0;
    std::size_t size = 0;
    /// `size` rows of `size`; empty where the data do not tell the parameters apart (the information is singular).
    std::vector<double> covariance;
    /// The first derivative of the log-likelihood by the parameter that is farthest from 0, in standard errors of it: what is left of the
    /// calibration's way to its end.
    double largest_gradient = 0;

    [[nodiscard]] bool defined() const noexcept { return !covariance.empty(); }
    [[nodiscard]] double of(std::size_t a, std::size_t b) const { return covariance[a * size + b]; }
    [[nodiscard]] double standard_error(std::size_t index) const;
};

/// `answers` are those that were calibrated, `quadrature` its grid. The observed information is that of the marginal likelihood (Louis 1982), which
/// Oakes' formula (1999) gives too: no derivative is taken in steps. Cost: people x items^2 / 2 x nodes additions, some (items / 2) E-steps.
[[nodiscard]] ParameterErrors parameter_errors(const AnswerTable& answers, const Calibration& calibration, const Quadrature& quadrature,
                                               ErrorMethod method = ErrorMethod::information, unsigned threads = 1);

/// Standard errors of the difficulties of one item, by the delta method. Nothing for an item without parameters, or where errors are undefined.
[[nodiscard]] std::vector<double> difficulty_errors(const Calibration& calibration, const ParameterErrors& errors, std::size_t item);

}  // namespace capgap
