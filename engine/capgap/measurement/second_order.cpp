#include <capgap/measurement/second_order.hpp>

#include <capgap/measurement/dimensions_em.hpp>
#include <capgap/measurement/second_order_distribution.hpp>

#include <array>
#include <cmath>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <utility>

namespace capgap {

namespace {

/// Of each competency in the model; of one alone none.
std::vector<double> loading_parameters(const SecondOrderCalibration& calibration, const DimensionLayout& layout) {
    std::vector<double> out;
    for (const std::size_t c : layout.dimensions) {
        if (layout.size() > 1) out.push_back(calibration.loadings[c].value.value());
    }
    return out;
}

/// Whether two competencies go against each other: the sign of the covariance of people's sums over the items of each, those that they answered less
/// the mean of all who did.
bool are_opposed(const AnswerTable& answers, const DimensionLayout& layout) {
    if (layout.size() != 2) return false;
    std::vector<double> mean(answers.items(), 0);
    for (std::size_t j = 0; j < mean.size(); ++j) {
        const std::vector<double> weights = answers.category_weights(j);
        double all = 0;
        for (std::size_t k = 0; k < weights.size(); ++k) {
            all += weights[k];
            mean[j] += weights[k] * static_cast<double>(k);
        }
        mean[j] /= all;
    }
    double covariance = 0;
    for (std::size_t p = 0; p < answers.people(); ++p) {
        std::array<double, 2> sums{};
        for (std::size_t j = 0; j < mean.size(); ++j) {
            const std::uint8_t code = answers.person(p)[j];
            if (code != AnswerTable::missing) sums[j < layout.first_item[1] ? 0 : 1] += code - mean[j];
        }
        covariance += answers.weight(p) * sums[0] * sums[1];
    }
    return covariance < 0;
}

LoadingEnd end_of(double loading, double limit, std::size_t competencies) {
    constexpr double nearly = 1e-6;
    if (std::abs(loading) > limit - nearly) return LoadingEnd::heywood;
    return competencies == 2 ? LoadingEnd::equal : LoadingEnd::estimated;
}

void fill_in_loadings(const DimensionLayout& layout, const DimensionsFit& fit, const SecondOrderDistribution& distribution, double limit,
                      SecondOrderCalibration& out) {
    if (layout.size() == 1) {
        out.loadings[layout.dimensions.front()].end = LoadingEnd::alone;
        return;
    }
    double sum = 0;
    for (std::size_t c = 0; c < layout.size(); ++c) {
        const double loading = distribution.loading(fit.distribution, c);
        out.loadings[layout.dimensions[c]] = {fit.reflected[c] ? -loading : loading, end_of(loading, limit, layout.size())};
        sum += *out.loadings[layout.dimensions[c]].value;
    }
    if (sum >= 0) return;
    for (Loading& one : out.loadings) {
        if (one.value) one.value = -*one.value;
    }
}

/// The distribution under which people stand, on `quadrature`.
std::unique_ptr<SecondOrderDistribution> distribution_of(const SecondOrderCalibration& calibration, const DimensionLayout& layout,
                                                         const Quadrature& quadrature) {
    auto out = std::make_unique<SecondOrderDistribution>(quadrature, layout.size());
    const std::vector<double> parameters = loading_parameters(calibration, layout);
    if (!out->is_possible(parameters)) throw std::invalid_argument("the grid is too coarse for a loading");
    out->prepare(parameters);
    return out;
}

void check_second_order_grid(const Quadrature& quadrature) {
    if (quadrature.nodes < 3 || !(quadrature.limit > 0)) throw std::invalid_argument("a grid has at least 3 nodes and a limit above 0");
}

}  // namespace

std::string_view to_string(LoadingEnd end) {
    switch (end) {
        case LoadingEnd::estimated: return "estimated";
        case LoadingEnd::equal: return "equal";
        case LoadingEnd::heywood: return "heywood";
        case LoadingEnd::alone: return "alone";
        case LoadingEnd::no_model: return "no_model";
    }
    return "";
}

SecondOrderCalibration calibrate_second_order(const AnswerTable& answers, const std::vector<std::size_t>& competency_of, ItemModel model,
                                              const DimensionsOptions& options) {
    SecondOrderCalibration out;
    begin_dimensions(answers, competency_of, model, options, out);
    out.loadings.resize(out.dimensions.size());
    const DimensionLayout layout = layout_of(out);
    if (layout.size() == 0) return out;
    const AnswerTable in_use = answers_of_layout(answers, out, layout);
    SecondOrderDistribution distribution(options.quadrature, layout.size(), are_opposed(in_use, layout));
    const DimensionsFit fit = fit_dimensions(in_use, layout, options, distribution, out);
    fill_in_loadings(layout, fit, distribution, largest_loading(options.quadrature), out);
    return out;
}

SecondOrderMoments expected_a_posteriori(const AnswerTable& answers, const SecondOrderCalibration& calibration, const Quadrature& quadrature,
                                         unsigned threads) {
    const DimensionLayout layout = layout_of(calibration);
    check_second_order_grid(quadrature);
    SecondOrderMoments out{std::nullopt, DimensionMoments(calibration.dimensions.size())};
    if (layout.size() == 0) return out;
    const auto distribution = distribution_of(calibration, layout, quadrature);
    std::vector<PosteriorMoments> found = variable_moments_of_people(answers, calibration, layout, quadrature.points(), *distribution, threads);
    for (std::size_t c = 0; c < layout.size(); ++c) out.competencies[layout.dimensions[c]] = std::move(found[c]);
    if (layout.size() > 1) out.general = std::move(found.back());
    return out;
}

NodePosteriors node_posteriors(const AnswerTable& answers, const SecondOrderCalibration& calibration, const Quadrature& quadrature, std::size_t first,
                               std::size_t people) {
    const DimensionLayout layout = layout_of(calibration);
    check_second_order_grid(quadrature);
    NodePosteriors out{first, people, quadrature.points(), std::vector<std::optional<std::vector<double>>>(calibration.dimensions.size() + 1)};
    if (layout.size() == 0) return out;
    const auto distribution = distribution_of(calibration, layout, quadrature);
    std::vector<std::vector<double>> found = node_posteriors_of_people(answers, calibration, layout, out.points, *distribution, first, people);
    for (std::size_t c = 0; c < layout.size(); ++c) out.values[layout.dimensions[c]] = std::move(found[c]);
    if (layout.size() > 1) out.values.back() = std::move(found.back());
    return out;
}

}  // namespace capgap
