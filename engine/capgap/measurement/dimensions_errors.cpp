#include <capgap/measurement/dimensions_errors.hpp>

#include <capgap/measurement/dimensions_em.hpp>
#include <capgap/measurement/fit_item.hpp>
#include <capgap/measurement/linear_solvers.hpp>
#include <capgap/measurement/normal_dimensions.hpp>
#include <capgap/measurement/second_order_information.hpp>

#include <Eigen/Dense>
#include <Eigen/Sparse>

#include <algorithm>
#include <optional>
#include <utility>

namespace capgap {

namespace {

/// Where the parameters of a calibration of several dimensions stand, those of the items in the order of the items, then those of the distribution,
/// and which of them are free.
class DimensionsParameters {
public:
    /// `free_of_distribution`: for each of its parameters which free one it is; nothing where it is none.
    DimensionsParameters(const DimensionsCalibration& calibration, std::vector<double> distribution,
                         const std::vector<std::optional<std::size_t>>& free_of_distribution)
        : calibration_(calibration), layout_(layout_of(calibration)), distribution_(std::move(distribution)) {
        for (const CalibratedItem& one : calibration.items) {
            errors_.item_at.push_back(errors_.size);
            if (one.end != ItemEnd::no_variance && one.end != ItemEnd::alone) errors_.size += one.parameters.categories();
        }
        errors_.groups_at = errors_.size;
        errors_.size += distribution_.size();
        find_free(free_of_distribution);
    }

    const DimensionsCalibration& calibration() const { return calibration_; }
    const DimensionLayout& layout() const { return layout_; }
    const std::vector<double>& distribution() const { return distribution_; }
    std::size_t at(std::size_t item) const { return errors_.item_at[item]; }
    std::size_t distribution_at() const { return errors_.groups_at; }
    /// A column for each free parameter.
    const Eigen::SparseMatrix<double>& free() const { return free_; }

    /// A row for each parameter in the model, items in the order of the layout.
    Eigen::SparseMatrix<double> in_order_of_layout() const {
        std::vector<Eigen::Triplet<double>> entries;
        const auto add = [&entries](std::size_t at) {
            entries.emplace_back(static_cast<Eigen::Index>(entries.size()), static_cast<Eigen::Index>(at), 1.0);
        };
        for (const std::size_t j : layout_.kept) {
            for (std::size_t k = 0; k < calibration_.items[j].parameters.categories(); ++k) add(at(j) + k);
        }
        for (std::size_t i = 0; i < distribution_.size(); ++i) add(errors_.groups_at + i);
        Eigen::SparseMatrix<double> out(static_cast<Eigen::Index>(entries.size()), free_.rows());
        out.setFromTriplets(entries.begin(), entries.end());
        return out;
    }

    /// `gradient` and `information` by the free ones.
    ParameterErrors errors(const Eigen::VectorXd& gradient, const Eigen::MatrixXd& information) && {
        const auto n = free_.cols();
        if (n == 0) return std::move(errors_);
        const std::vector<double> inverse =
            inverse_of_information({information.data(), static_cast<std::size_t>(information.size())}, static_cast<std::size_t>(n));
        if (inverse.empty()) return std::move(errors_);
        const Eigen::Map<const Eigen::MatrixXd> of_free(inverse.data(), n, n);
        errors_.largest_gradient = gradient.cwiseProduct(of_free.diagonal().cwiseSqrt()).cwiseAbs().maxCoeff();
        const Eigen::MatrixXd of_all = free_ * of_free * free_.transpose();
        errors_.covariance.assign(of_all.data(), of_all.data() + of_all.size());
        return std::move(errors_);
    }

private:
    void find_free(const std::vector<std::optional<std::size_t>>& free_of_distribution) {
        std::vector<Eigen::Triplet<double>> entries;
        std::size_t free = 0;
        const auto add = [&entries](std::size_t row, std::size_t column, double value = 1) {
            entries.emplace_back(static_cast<Eigen::Index>(row), static_cast<Eigen::Index>(column), value);
        };
        for (std::size_t d = 0; d < layout_.size(); ++d) {
            const auto begin = layout_.kept.begin() + static_cast<std::ptrdiff_t>(layout_.first_item[d]);
            const auto end = layout_.kept.begin() + static_cast<std::ptrdiff_t>(layout_.first_item[d + 1]);
            const auto is_free = [this](std::size_t j) { return calibration_.items[j].end == ItemEnd::estimated; };
            const bool together = layout_.equal_slopes[d] && std::all_of(begin, end, is_free);
            for (auto j = begin; j != end; ++j) {
                if (!is_free(*j)) continue;
                if (!layout_.equal_slopes[d]) {
                    add(at(*j), free++);
                } else if (together) {
                    add(at(*j), j == begin ? free++ : slope_in_common(entries, at(*begin)));
                }
                for (std::size_t k = 1; k < calibration_.items[*j].parameters.categories(); ++k) add(at(*j) + k, free++);
            }
        }
        std::size_t most = 0;
        for (std::size_t i = 0; i < free_of_distribution.size(); ++i) {
            if (!free_of_distribution[i]) continue;
            add(errors_.groups_at + i, free + *free_of_distribution[i], distribution_[i] < 0 ? -1 : 1);  // of two equal ones one may be turned round
            most = std::max(most, *free_of_distribution[i] + 1);
        }
        free_.resize(static_cast<Eigen::Index>(errors_.size), static_cast<Eigen::Index>(free + most));
        free_.setFromTriplets(entries.begin(), entries.end());
    }

    static std::size_t slope_in_common(const std::vector<Eigen::Triplet<double>>& entries, std::size_t row) {
        const auto at = std::find_if(entries.begin(), entries.end(), [row](const auto& one) { return one.row() == static_cast<Eigen::Index>(row); });
        return static_cast<std::size_t>(at->col());
    }

    const DimensionsCalibration& calibration_;
    DimensionLayout layout_;
    std::vector<double> distribution_;
    ParameterErrors errors_;
    Eigen::SparseMatrix<double> free_;
};

/// The derivatives of the log-likelihood by all parameters, as the E-step expects them (Fisher's identity), near where the calibration has them.
class DimensionsScore {
public:
    DimensionsScore(const AnswerTable& answers, const DimensionsParameters& parameters, const Quadrature& quadrature, unsigned threads)
        : parameters_(parameters),
          answers_(answers_of_layout(answers, parameters.calibration(), parameters.layout())),
          quadrature_(quadrature),
          points_(quadrature.points()),
          threads_(threads) {}

    /// `off`: of all parameters, how far from the calibration.
    Eigen::VectorXd at(const Eigen::VectorXd& off) const {
        const auto moved = [&off](double from, std::size_t by) { return from + off[static_cast<Eigen::Index>(by)]; };
        const DimensionLayout& layout = parameters_.layout();
        std::vector<ItemParameters> items;
        for (const std::size_t j : layout.kept) {
            ItemParameters& item = items.emplace_back(parameters_.calibration().items[j].parameters);
            item.slope = moved(item.slope, parameters_.at(j));
            for (std::size_t k = 0; k < item.intercepts.size(); ++k) item.intercepts[k] = moved(item.intercepts[k], parameters_.at(j) + 1 + k);
        }
        std::vector<double> correlations = parameters_.distribution();
        for (std::size_t i = 0; i < correlations.size(); ++i) correlations[i] = moved(correlations[i], parameters_.distribution_at() + i);
        NormalDimensions distribution(quadrature_, std::max<std::size_t>(layout.size(), 1));
        distribution.prepare(correlations);
        const ItemModel model = parameters_.calibration().model;
        const DimensionCounts counts = distribution.e_step(answers_, layout.first_item)->counts(probability_table(model, items, points_), threads_);
        Eigen::VectorXd out = Eigen::VectorXd::Zero(off.size());
        const auto place = [&out](const std::vector<double>& numbers, std::size_t at) { std::copy(numbers.begin(), numbers.end(), out.data() + at); };
        for (std::size_t i = 0; i < items.size(); ++i)
            place(item_gradient(model, points_, counts.counts, i, items[i]), parameters_.at(layout.kept[i]));
        place(distribution.gradient(counts, correlations), parameters_.distribution_at());
        return out;
    }

private:
    const DimensionsParameters& parameters_;
    AnswerTable answers_;
    Quadrature quadrature_;
    std::vector<double> points_;
    unsigned threads_;
};

}  // namespace

ParameterErrors parameter_errors(const AnswerTable& answers, const MultidimensionalCalibration& calibration, const Quadrature& quadrature,
                                 unsigned threads) {
    constexpr double difference = 1e-4;
    const DimensionLayout layout = layout_of(calibration);
    std::vector<double> correlations;
    std::vector<std::optional<std::size_t>> which;
    for (std::size_t a = 0; a < layout.size(); ++a) {
        for (std::size_t b = a + 1; b < layout.size(); ++b) {
            correlations.push_back(calibration.correlation(layout.dimensions[a], layout.dimensions[b]).value());
            which.push_back(calibration.correlations_at_limit ? std::nullopt : std::optional(which.size()));
        }
    }
    DimensionsParameters parameters(calibration, std::move(correlations), which);
    const DimensionsScore score(answers, parameters, quadrature, threads);
    const Eigen::SparseMatrix<double> free = parameters.free();
    const Eigen::Index n = free.cols();
    if (n == 0) return std::move(parameters).errors({}, {});
    const Eigen::VectorXd gradient = free.transpose() * score.at(Eigen::VectorXd::Zero(free.rows()));
    Eigen::MatrixXd information(n, n);
    for (Eigen::Index i = 0; i < n; ++i) {
        const Eigen::VectorXd step = free.col(i) * difference;
        information.col(i) = free.transpose() * (score.at(-step) - score.at(step)) / (2 * difference);
    }
    return std::move(parameters).errors(gradient, (information + information.transpose()) / 2);
}

ParameterErrors parameter_errors(const AnswerTable& answers, const SecondOrderCalibration& calibration, const Quadrature& quadrature,
                                 unsigned threads) {
    const DimensionLayout layout = layout_of(calibration);
    std::vector<double> loadings;
    std::vector<std::optional<std::size_t>> which;
    std::size_t next = 0;
    for (const std::size_t c : layout.dimensions) {
        const Loading& one = calibration.loadings[c];
        if (!one.value) continue;
        loadings.push_back(*one.value);
        which.push_back(one.end == LoadingEnd::heywood ? std::nullopt : std::optional(one.end == LoadingEnd::equal ? 0 : next++));
    }
    DimensionsParameters parameters(calibration, loadings, which);
    if (parameters.free().cols() == 0) return std::move(parameters).errors({}, {});
    SecondOrderParameters at{calibration.model, {}, layout.first_item, loadings};
    for (const std::size_t j : layout.kept) at.items.push_back(calibration.items[j].parameters);
    const SecondOrderCurvature found = second_order_curvature(answers_of_layout(answers, calibration, layout), at, quadrature, threads);
    const Eigen::SparseMatrix<double> free = parameters.in_order_of_layout() * parameters.free();
    const auto m = free.rows();
    const Eigen::MatrixXd information = free.transpose() * Eigen::Map<const Eigen::MatrixXd>(found.information.data(), m, m) * free;
    return std::move(parameters).errors(free.transpose() * Eigen::Map<const Eigen::VectorXd>(found.gradient.data(), m), information);
}

}  // namespace capgap
