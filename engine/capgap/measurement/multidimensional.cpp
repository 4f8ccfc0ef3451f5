#include <capgap/measurement/multidimensional.hpp>

#include <capgap/measurement/dimensions_em.hpp>
#include <capgap/measurement/normal_dimensions.hpp>

#include <stdexcept>
#include <utility>

namespace capgap {

namespace {

/// Of the dimensions in the model.
std::vector<double> correlation_parameters(const MultidimensionalCalibration& calibration, const DimensionLayout& layout) {
    std::vector<double> out;
    for (std::size_t a = 0; a < layout.size(); ++a) {
        for (std::size_t b = a + 1; b < layout.size(); ++b)
            out.push_back(calibration.correlation(layout.dimensions[a], layout.dimensions[b]).value());
    }
    return out;
}

void fill_in_correlations(const DimensionLayout& layout, const DimensionsFit& fit, MultidimensionalCalibration& out) {
    const std::size_t n = out.dimensions.size();
    out.correlations.assign(n * n, std::nullopt);
    auto next = fit.distribution.begin();
    for (std::size_t a = 0; a < layout.size(); ++a) {
        const std::size_t i = layout.dimensions[a];
        out.correlations[i * n + i] = 1;
        for (std::size_t b = a + 1; b < layout.size(); ++b, ++next) {
            const std::size_t j = layout.dimensions[b];
            out.correlations[i * n + j] = out.correlations[j * n + i] = fit.reflected[a] != fit.reflected[b] ? -*next : *next;
        }
    }
}

/// About each dimension, on average over the people.
std::vector<double> mean_information(const DimensionsCalibration& calibration, const DimensionLayout& layout, const DimensionsFit& fit,
                                     const std::vector<double>& points) {
    std::vector<double> out(layout.size(), 0);
    for (std::size_t d = 0; d < layout.size(); ++d) {
        double mass = 0;
        for (std::size_t q = 0; q < points.size(); ++q) {
            const double here = fit.node_mass[d][fit.reflected[d] ? points.size() - 1 - q : q];
            mass += here;
            for (std::size_t i = layout.first_item[d]; i < layout.first_item[d + 1]; ++i)
                out[d] += here * item_information(calibration.model, calibration.items[layout.kept[i]].parameters, points[q]);
        }
        out[d] /= mass;
    }
    return out;
}

void check_grid(const Quadrature& quadrature) {
    if (quadrature.nodes < 3 || !(quadrature.limit > 0)) throw std::invalid_argument("a grid has at least 3 nodes and a limit above 0");
}

}  // namespace

MultidimensionalCalibration calibrate_dimensions(const AnswerTable& answers, const std::vector<std::size_t>& dimension_of, ItemModel model,
                                                 const DimensionsOptions& options) {
    MultidimensionalCalibration out;
    begin_dimensions(answers, dimension_of, model, options, out);
    if (out.dimensions.size() > most_dimensions) throw std::invalid_argument("a product grid carries at most three dimensions");
    const DimensionLayout layout = layout_of(out);
    out.correlations.assign(out.dimensions.size() * out.dimensions.size(), std::nullopt);
    if (layout.size() == 0) return out;
    const AnswerTable in_use = answers_of_layout(answers, out, layout);
    NormalDimensions distribution(options.quadrature, layout.size());
    const DimensionsFit fit = fit_dimensions(in_use, layout, options, distribution, out);
    fill_in_correlations(layout, fit, out);
    out.correlations_at_limit = distribution.at_limit(fit.distribution);
    const bool is_too_coarse =
        layout.size() > 1 && distribution.is_too_coarse(fit.distribution, mean_information(out, layout, fit, options.quadrature.points()));
    if (out.grid == GridFit::fits && is_too_coarse) out.grid = GridFit::too_coarse;
    return out;
}

DimensionMoments expected_a_posteriori(const AnswerTable& answers, const MultidimensionalCalibration& calibration, const Quadrature& quadrature,
                                       unsigned threads) {
    const DimensionLayout layout = layout_of(calibration);
    check_grid(quadrature);
    DimensionMoments out(calibration.dimensions.size());
    if (layout.size() == 0) return out;
    NormalDimensions distribution(quadrature, layout.size());
    distribution.prepare(correlation_parameters(calibration, layout));
    std::vector<PosteriorMoments> found = variable_moments_of_people(answers, calibration, layout, quadrature.points(), distribution, threads);
    for (std::size_t d = 0; d < layout.size(); ++d) out[layout.dimensions[d]] = std::move(found[d]);
    return out;
}

NodePosteriors node_posteriors(const AnswerTable& answers, const MultidimensionalCalibration& calibration, const Quadrature& quadrature,
                               std::size_t first, std::size_t people) {
    const DimensionLayout layout = layout_of(calibration);
    check_grid(quadrature);
    NodePosteriors out{first, people, quadrature.points(), std::vector<std::optional<std::vector<double>>>(calibration.dimensions.size())};
    if (layout.size() == 0) return out;
    NormalDimensions distribution(quadrature, layout.size());
    distribution.prepare(correlation_parameters(calibration, layout));
    std::vector<std::vector<double>> found = node_posteriors_of_people(answers, calibration, layout, out.points, distribution, first, people);
    for (std::size_t d = 0; d < layout.size(); ++d) out.values[layout.dimensions[d]] = std::move(found[d]);
    return out;
}

}  // namespace capgap
