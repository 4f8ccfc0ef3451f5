#pragma once

#include <capgap/measurement/coded_answers.hpp>
#include <capgap/measurement/free_parameters.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace capgap {

/// Which moments of single items are compared; those of pairs are the means of x_i x_j.
enum class SingleMoments {
    means,       ///< of x: one for each item
    categories,  ///< shares of categories 1 and above
};

/// Moments of one group under a calibration, with what is needed to test them. For this folder only.
class MomentModel {
public:
    MomentModel(const CodedAnswers& coded, const Calibration& calibration, const Quadrature& quadrature, SingleMoments single);

    [[nodiscard]] std::size_t size() const noexcept { return conditional_.size(); }

    /// Of one person's answers, all given, into `out` of size() numbers.
    void add_observed(const std::uint8_t* codes, std::vector<double>& out) const;

    struct OfGroup {
        std::vector<double> expected;     ///< [moment]
        std::vector<double> covariance;   ///< [moment][moment] of one person's
        std::vector<double> derivatives;  ///< [free parameter][moment]
    };
    [[nodiscard]] OfGroup of_group(std::size_t group) const;

private:
    struct Item {
        std::vector<double> mean;                          ///< [node] of x
        std::vector<double> variance;                      ///< [node] of x
        std::vector<std::vector<double>> mean_by;          ///< [parameter][node]: derivative of the mean
        std::vector<std::size_t> singles;                  ///< places of its own moments
        std::vector<std::vector<double>> values;           ///< [own moment][category]
        std::vector<std::vector<double>> with_x;           ///< [own moment][node]: covariance with x
        std::vector<std::vector<double>> among;            ///< [own moment x own moment][node]
        std::vector<std::vector<std::vector<double>>> by;  ///< [own moment][parameter][node]
    };

    Item make_item(const ItemParameters& parameters, SingleMoments single);
    void add_overlaps(const std::vector<double>& weights, OfGroup& to) const;
    void add_item_derivatives(const std::vector<double>& weights, OfGroup& to) const;
    void add_group_derivatives(std::size_t group, const std::vector<double>& weights, OfGroup& to) const;
    [[nodiscard]] std::size_t pair(std::size_t a, std::size_t b) const;

    const Calibration& calibration_;
    ParameterLayout layout_;
    std::vector<std::size_t> item_at_;  ///< of the coded items, in the layout
    std::vector<double> points_;
    std::vector<std::vector<double>> weights_;  ///< [group][node]
    std::vector<Item> items_;
    std::size_t pairs_at_ = 0;
    std::vector<std::vector<double>> conditional_;  ///< [moment][node]
};

}  // namespace capgap
