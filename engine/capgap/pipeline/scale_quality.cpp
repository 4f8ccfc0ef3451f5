#include <capgap/pipeline/scale_quality.hpp>

#include <capgap/measurement/calibrate.hpp>
#include <capgap/measurement/category_use.hpp>
#include <capgap/measurement/item_fit.hpp>
#include <capgap/measurement/person_estimates.hpp>
#include <capgap/measurement/sum_score_fit.hpp>

#include <cmath>
#include <numeric>

namespace capgap {

namespace {

/// The scale as what a calibration of these answers would have found.
Calibration calibration_of(const ScaleModel& scale) {
    Calibration out;
    out.model = scale.model;
    out.equal_slopes = scale.equal_slopes;
    for (const ItemParameters& item : scale.items) {
        CalibratedItem& one = out.items.emplace_back();
        one.parameters = item;
        one.used.resize(item.categories());
        std::iota(one.used.begin(), one.used.end(), 0);
        if (item.categories() < 2) one.end = ItemEnd::no_variance;
    }
    out.groups.push_back({scale.mean, scale.sd, 0, false, !has_slopes(scale.model)});
    return out;
}

}  // namespace

ScaleQuality scale_quality(const AnswerTable& answers, const ScaleModel& scale) {
    const Calibration calibration = calibration_of(scale);
    ScaleQuality out;
    out.people = static_cast<std::int64_t>(answers.people());
    out.empirical_reliability = empirical_reliability(answers, expected_a_posteriori(answers, calibration, scale.quadrature));
    const ItemCovariances covariances = complete_case_covariances(answers);
    out.complete_cases = covariances.people();
    out.one_factor = one_factor(covariances);
    out.item_rest = item_rest_correlations(covariances);
    std::vector<double> cuts;
    for (std::size_t k = 0; k < scale.cuts.size(); ++k) {
        if (!std::isfinite(scale.cuts[k]) || (!cuts.empty() && scale.cuts[k] <= cuts.back())) continue;
        cuts.push_back(scale.cuts[k]);
        out.finite_cuts.push_back(k + 2);
    }
    out.classification = classification_of_people(answers, calibration, cuts, scale.quadrature.limit);
    out.fit = limited_information_fit(answers, calibration, scale.quadrature);
    const auto estimates = weighted_likelihood_estimates(answers, calibration);
    out.mean_squares = mean_squares(answers, calibration, estimates);
    out.sum_score_fit = sum_score_fit(answers, calibration, scale.quadrature);
    out.category_use = category_use(answers, calibration);
    out.residual_correlations = residual_correlations(answers, calibration, estimates);
    out.findings =
        item_findings({calibration.items, out.item_rest, out.mean_squares, out.sum_score_fit, out.residual_correlations, out.category_use});
    return out;
}

}  // namespace capgap
