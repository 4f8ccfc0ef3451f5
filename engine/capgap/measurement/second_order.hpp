#pragma once

#include <capgap/measurement/dimensions.hpp>

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace capgap {

/// What became of a competency's loading on the general factor.
enum class LoadingEnd {
    estimated,
    equal,     ///< two competencies in the model: their correlation is the product of their loadings, which are taken to be equal but for the sign
    heywood,   ///< at the limit: nothing of the competency is its own (a Heywood case), or so little that this grid does not tell
    alone,     ///< the only competency in the model: there is nothing general
    no_model,  ///< the competency is not in the model
};
[[nodiscard]] std::string_view to_string(LoadingEnd end);

struct Loading {
    std::optional<double> value;  ///< lambda: the correlation of the competency with the general factor
    LoadingEnd end = LoadingEnd::no_model;
};

/// theta_c = lambda_c G + sqrt(1 - lambda_c^2) e_c, G and all e_c standard normal and independent: competencies correlate by lambda_c lambda_d.
struct SecondOrderCalibration : DimensionsCalibration {
    std::vector<Loading> loadings;  ///< of each competency
};

/// Loadings are kept within it: what is a competency's own then spreads over 0.7 of the distance of two nodes, less than which sums over the nodes no
/// longer stand for integrals (0.990 for 61 nodes on [-6, 6]).
[[nodiscard]] double largest_loading(const Quadrature& quadrature);

/// Marginal maximum likelihood by EM on equally spaced grids, the same for the general factor and for each competency (Rijmen 2010; given the
/// general factor competencies are independent, so that sums are over two dimensions at a time: Gibbons & Hedeker 1992):
///
///     log L = sum over people of weight x log sum_r w_r prod_c sum_q P_c(t_q | t_r) L_c(t_q)
///
/// w_r normal and P_c(. | t_r) in proportion to exp(-(t_q - lambda_c t_r)^2 / (2 (1 - lambda_c^2))), each adding up to 1. Expansion, plain EM and
/// acceleration as in calibrate_dimensions(). `competency_of`: 0, 1, .. for each item. Missing answers, weights, categories that nobody used and
/// items without variance as for calibrate(); groups are not told apart. A competency of one item that varies is left out, two have one slope
/// (DimensionEnd). Three or more competencies have a loading each; two have one in common, but for its sign where their sums of answers go against
/// each other. Slopes of a competency do not add up to less than 0, nor do the loadings.
///
/// Throws std::invalid_argument: a model without slopes, or of two categories where items have more; competencies that do not number the items; fewer
/// than 3 nodes or no limit.
///
/// Cost of a step: 2 x people x competencies x nodes multiplications and additions, and 3 x nodes^2 for each different pattern of answers to a
/// competency.
[[nodiscard]] SecondOrderCalibration calibrate_second_order(const AnswerTable& answers, const std::vector<std::size_t>& competency_of,
                                                            ItemModel model, const DimensionsOptions& options = {});

/// Mean and standard deviation of each competency and of the general factor for each person, by what they answered to all competencies: who answered
/// nothing of one stands where the others let expect it.
struct SecondOrderMoments {
    std::optional<PosteriorMoments> general;  ///< nothing where fewer than two competencies are in the model
    DimensionMoments competencies;
};

/// `quadrature` may be finer than that of the calibration. Throws std::invalid_argument where items are not those of the calibration, or a loading is
/// above largest_loading() of it.
[[nodiscard]] SecondOrderMoments expected_a_posteriori(const AnswerTable& answers, const SecondOrderCalibration& calibration,
                                                       const Quadrature& quadrature, unsigned threads = 1);

/// Of `people` people from `first` on; behind the competencies stands the general factor.
[[nodiscard]] NodePosteriors node_posteriors(const AnswerTable& answers, const SecondOrderCalibration& calibration, const Quadrature& quadrature,
                                             std::size_t first, std::size_t people);

}  // namespace capgap
