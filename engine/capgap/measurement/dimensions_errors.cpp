#include <capgap/measurement/dimensions_errors.hpp>

#include <capgap/measurement/dimensions_em.hpp>
#include <capgap/measurement/fit_item.hpp>
#include <capgap/measurement/information_inverse.hpp>
#include <capgap/measurement/normal_dimensions.hpp>
#include <capgap/measurement/second_order_distribution.hpp>

#include <Eigen/Dense>
#include <Eigen/Sparse>

#include <algorithm>
#include <optional>
#include <utility>

namespace capgap {

namespace {

/// Of a calibration of several dimensions: its parameters in a row, those of the items in the order of the items, then those of the distribution.
class DimensionsScore {
public:
    DimensionsScore(const AnswerTable& answers, const DimensionsCalibration& calibration, const Quadrature& quadrature,
                    std::vector<double> distribution, unsigned threads)
        : calibration_(calibration),
          layout_(layout_of(calibration)),
          answers_(answers_of_layout(answers, calibration, layout_)),
          points_(quadrature.points()),
          distribution_(std::move(distribution)),
          threads_(threads) {
        for (const CalibratedItem& one : calibration.items) {
            errors_.item_at.push_back(errors_.size);
            if (one.end != ItemEnd::no_variance && one.end != ItemEnd::alone) errors_.size += one.parameters.categories();
        }
        errors_.groups_at = errors_.size;
        errors_.size += distribution_.size();
    }

    const DimensionLayout& layout() const { return layout_; }

    /// `free_of_distribution`: for each of its parameters which free one it is; nothing where it is none.
    ParameterErrors errors(JointDistribution& distribution, const std::vector<std::optional<std::size_t>>& free_of_distribution) && {
        constexpr double difference = 1e-4;
        const Eigen::SparseMatrix<double> free = free_parameters(free_of_distribution);
        const Eigen::Index n = free.cols();
        if (n == 0) return std::move(errors_);
        const Eigen::VectorXd at = free.transpose() * score(distribution, Eigen::VectorXd::Zero(free.rows()));
        Eigen::MatrixXd information(n, n);
        for (Eigen::Index i = 0; i < n; ++i) {
            const Eigen::VectorXd step = free.col(i) * difference;
            information.col(i) = free.transpose() * (score(distribution, -step) - score(distribution, step)) / (2 * difference);
        }
        information = (information + information.transpose().eval()) / 2;
        const std::vector<double> inverse =
            inverse_of_information({information.data(), static_cast<std::size_t>(information.size())}, static_cast<std::size_t>(n));
        if (inverse.empty()) return std::move(errors_);
        const Eigen::Map<const Eigen::MatrixXd> of_free(inverse.data(), n, n);
        errors_.largest_gradient = at.cwiseProduct(of_free.diagonal().cwiseSqrt()).cwiseAbs().maxCoeff();
        const Eigen::MatrixXd of_all = free * of_free * free.transpose();
        errors_.covariance.assign(of_all.data(), of_all.data() + of_all.size());
        return std::move(errors_);
    }

private:
    /// A column for each free parameter.
    Eigen::SparseMatrix<double> free_parameters(const std::vector<std::optional<std::size_t>>& free_of_distribution) const {
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
                    add(errors_.item_at[*j], free++);
                } else if (together) {
                    add(errors_.item_at[*j], j == begin ? free++ : slope_in_common(entries, errors_.item_at[*begin]));
                }
                for (std::size_t k = 1; k < calibration_.items[*j].parameters.categories(); ++k) add(errors_.item_at[*j] + k, free++);
            }
        }
        std::size_t most = 0;
        for (std::size_t i = 0; i < free_of_distribution.size(); ++i) {
            if (!free_of_distribution[i]) continue;
            add(errors_.groups_at + i, free + *free_of_distribution[i], distribution_[i] < 0 ? -1 : 1);  // of two equal ones one may be turned round
            most = std::max(most, *free_of_distribution[i] + 1);
        }
        Eigen::SparseMatrix<double> out(static_cast<Eigen::Index>(errors_.size), static_cast<Eigen::Index>(free + most));
        out.setFromTriplets(entries.begin(), entries.end());
        return out;
    }

    static std::size_t slope_in_common(const std::vector<Eigen::Triplet<double>>& entries, std::size_t row) {
        const auto at = std::find_if(entries.begin(), entries.end(), [row](const auto& one) { return one.row() == static_cast<Eigen::Index>(row); });
        return static_cast<std::size_t>(at->col());
    }

    /// The derivatives of the log-likelihood by all parameters, `off` from where the calibration has them.
    Eigen::VectorXd score(JointDistribution& distribution, const Eigen::VectorXd& off) const {
        const auto moved = [&off](double from, std::size_t by) { return from + off[static_cast<Eigen::Index>(by)]; };
        std::vector<ItemParameters> items;
        for (const std::size_t j : layout_.kept) {
            ItemParameters& item = items.emplace_back(calibration_.items[j].parameters);
            item.slope = moved(item.slope, errors_.item_at[j]);
            for (std::size_t k = 0; k < item.intercepts.size(); ++k) item.intercepts[k] = moved(item.intercepts[k], errors_.item_at[j] + 1 + k);
        }
        std::vector<double> parameters = distribution_;
        for (std::size_t i = 0; i < parameters.size(); ++i) parameters[i] = moved(parameters[i], errors_.groups_at + i);
        distribution.prepare(parameters);
        const DimensionCounts counts =
            dimension_counts(answers_, probability_table(calibration_.model, items, points_), layout_.first_item, distribution, threads_);
        Eigen::VectorXd out = Eigen::VectorXd::Zero(static_cast<Eigen::Index>(errors_.size));
        const auto place = [&out](const std::vector<double>& numbers, std::size_t at) { std::copy(numbers.begin(), numbers.end(), out.data() + at); };
        for (std::size_t i = 0; i < items.size(); ++i)
            place(item_gradient(calibration_.model, points_, counts.counts, i, items[i]), errors_.item_at[layout_.kept[i]]);
        place(distribution.gradient(counts, parameters), errors_.groups_at);
        return out;
    }

    const DimensionsCalibration& calibration_;
    DimensionLayout layout_;
    AnswerTable answers_;
    std::vector<double> points_;
    std::vector<double> distribution_;
    unsigned threads_;
    ParameterErrors errors_;
};

}  // namespace

ParameterErrors parameter_errors(const AnswerTable& answers, const MultidimensionalCalibration& calibration, const Quadrature& quadrature,
                                 unsigned threads) {
    const DimensionLayout layout = layout_of(calibration);
    std::vector<double> correlations;
    std::vector<std::optional<std::size_t>> free;
    for (std::size_t a = 0; a < layout.size(); ++a) {
        for (std::size_t b = a + 1; b < layout.size(); ++b) {
            correlations.push_back(calibration.correlation(layout.dimensions[a], layout.dimensions[b]).value());
            free.push_back(calibration.correlations_at_limit ? std::nullopt : std::optional(free.size()));
        }
    }
    NormalDimensions distribution(quadrature, std::max<std::size_t>(layout.size(), 1));
    return DimensionsScore(answers, calibration, quadrature, std::move(correlations), threads).errors(distribution, free);
}

ParameterErrors parameter_errors(const AnswerTable& answers, const SecondOrderCalibration& calibration, const Quadrature& quadrature,
                                 unsigned threads) {
    const DimensionLayout layout = layout_of(calibration);
    std::vector<double> loadings;
    std::vector<std::optional<std::size_t>> free;
    std::size_t next = 0;
    for (const std::size_t c : layout.dimensions) {
        const Loading& one = calibration.loadings[c];
        if (!one.value) continue;
        loadings.push_back(*one.value);
        free.push_back(one.end == LoadingEnd::heywood ? std::nullopt : std::optional(one.end == LoadingEnd::equal ? 0 : next++));
    }
    SecondOrderDistribution distribution(quadrature, std::max<std::size_t>(layout.size(), 1));
    return DimensionsScore(answers, calibration, quadrature, std::move(loadings), threads).errors(distribution, free);
}

}  // namespace capgap
