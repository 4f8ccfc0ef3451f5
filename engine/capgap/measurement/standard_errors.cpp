#include <capgap/measurement/standard_errors.hpp>

#include <capgap/measurement/answers_in_use.hpp>
#include <capgap/measurement/information_inverse.hpp>
#include <capgap/measurement/item_constraints.hpp>
#include <capgap/measurement/observed_information.hpp>

#include <Eigen/Dense>
#include <Eigen/Sparse>

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

namespace capgap {

namespace {

using Vector = Eigen::VectorXd;
using Matrix = Eigen::MatrixXd;
using Constraints = Eigen::SparseMatrix<double>;

/// The items that have parameters, and where these stand.
struct Layout {
    std::vector<std::size_t> kept;
    std::vector<ItemParameters> items;
    ParameterErrors errors;

    explicit Layout(const Calibration& calibration) : kept(items_with_parameters(calibration.items)) {
        for (const CalibratedItem& one : calibration.items) {
            errors.item_at.push_back(errors.size);
            if (one.end == ItemEnd::no_variance) continue;
            items.push_back(one.parameters);
            errors.size += one.parameters.categories();
        }
        errors.groups_at = errors.size;
        errors.size += 2 * calibration.groups.size();
    }
};

/// How all parameters depend on those that were estimated freely: as many rows as parameters, a column for each free one.
class FreeParameters {
public:
    FreeParameters(const Calibration& calibration, const Layout& layout) : size_(layout.errors.size) {
        const auto is_free = [&](std::size_t j) { return calibration.items[j].end == ItemEnd::estimated; };
        if (calibration.model == ItemModel::rating_scale || (calibration.equal_slopes && has_slopes(calibration.model))) {
            if (!layout.kept.empty() && std::all_of(layout.kept.begin(), layout.kept.end(), is_free)) add_together(calibration.model, layout);
        } else {
            for (const std::size_t j : layout.kept) add_item(calibration, layout, j);
        }
        for (std::size_t g = 0; g < calibration.groups.size(); ++g) {
            if (calibration.groups[g].mean_is_free) set(layout.errors.groups_at + 2 * g, next_++);
            if (calibration.groups[g].sd_is_free) set(layout.errors.groups_at + 2 * g + 1, next_++);
        }
    }

    Constraints matrix() const {
        Constraints out(static_cast<Eigen::Index>(size_), static_cast<Eigen::Index>(next_));
        out.setFromTriplets(entries_.begin(), entries_.end());
        return out;
    }

private:
    void set(std::size_t row, std::size_t column, double value = 1) {
        entries_.emplace_back(static_cast<Eigen::Index>(row), static_cast<Eigen::Index>(column), value);
    }

    void add_item(const Calibration& calibration, const Layout& layout, std::size_t j) {
        if (calibration.items[j].end != ItemEnd::estimated) return;
        const std::size_t at = layout.errors.item_at[j];
        if (has_slopes(calibration.model)) set(at, next_++);
        for (std::size_t k = 1; k < calibration.items[j].parameters.categories(); ++k) set(at + k, next_++);
    }

    /// The items stand one after the other, as constraints have them.
    void add_together(ItemModel model, const Layout& layout) {
        std::vector<std::size_t> categories;
        for (const ItemParameters& one : layout.items) categories.push_back(one.categories());
        const ItemConstraints all = model == ItemModel::rating_scale ? rating_scale(categories.size(), categories.front()) : equal_slopes(categories);
        for (const ItemConstraints::Entry& one : all.entries) set(one.row, one.free, one.value);
        next_ = all.free;
    }

    std::size_t size_;
    std::size_t next_ = 0;
    std::vector<Eigen::Triplet<double>> entries_;
};

/// Empty where there is none.
Matrix inverse_of(const Matrix& information) {
    const auto n = information.rows();
    const std::vector<double> out =
        inverse_of_information({information.data(), static_cast<std::size_t>(information.size())}, static_cast<std::size_t>(n));
    return out.empty() ? Matrix() : Matrix(Eigen::Map<const Matrix>(out.data(), n, n));
}

}  // namespace

double ParameterErrors::standard_error(std::size_t index) const {
    return std::sqrt(of(index, index));
}

ParameterErrors parameter_errors(const AnswerTable& answers, const Calibration& calibration, const Quadrature& quadrature, ErrorMethod method,
                                 unsigned threads) {
    if (calibration.items.size() != answers.items() || calibration.groups.size() != answers.groups())
        throw std::invalid_argument("the answers have other items or groups than the calibration");
    Layout layout(calibration);
    const Constraints free = FreeParameters(calibration, layout).matrix();
    if (layout.kept.empty() || free.cols() == 0) return std::move(layout.errors);
    const AnswerTable in_use = answers_in_use(answers, calibration.items, layout.kept);
    const LikelihoodCurvature curvature = likelihood_curvature(in_use, calibration.model, layout.items, calibration.groups, quadrature, threads);
    const auto n = static_cast<Eigen::Index>(layout.errors.size);
    const Matrix information = free.transpose() * Eigen::Map<const Matrix>(curvature.information.data(), n, n) * free;
    const Matrix inverse = inverse_of(information);
    if (inverse.size() == 0) return std::move(layout.errors);
    const Vector gradient = free.transpose() * Eigen::Map<const Vector>(curvature.gradient.data(), n);
    layout.errors.largest_gradient = gradient.cwiseProduct(inverse.diagonal().cwiseSqrt()).cwiseAbs().maxCoeff();
    const Matrix scores = free.transpose() * Eigen::Map<const Matrix>(curvature.scores.data(), n, n) * free;
    const Matrix of_free = method == ErrorMethod::sandwich ? Matrix(inverse * scores * inverse) : inverse;
    const Matrix of_all = free * of_free * free.transpose();  // symmetric: rows are columns
    layout.errors.covariance.assign(of_all.data(), of_all.data() + of_all.size());
    return std::move(layout.errors);
}

std::vector<double> difficulty_errors(const Calibration& calibration, const ParameterErrors& errors, std::size_t item) {
    const CalibratedItem& one = calibration.items[item];
    if (!errors.defined() || one.end == ItemEnd::no_variance) return {};
    std::vector<double> out;
    const std::size_t slope = errors.item_at[item];
    const std::vector<double> b = difficulties(one.parameters);
    for (std::size_t k = 0; k < b.size(); ++k) {
        const std::size_t d = slope + 1 + k;
        const double variance = errors.of(d, d) + b[k] * b[k] * errors.of(slope, slope) + 2 * b[k] * errors.of(slope, d);
        out.push_back(std::sqrt(std::max(variance, 0.0)) / std::abs(one.parameters.slope));
    }
    return out;
}

}  // namespace capgap
