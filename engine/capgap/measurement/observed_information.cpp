#include <capgap/measurement/observed_information.hpp>

#include <capgap/base/parallel.hpp>
#include <capgap/measurement/posterior_blocks.hpp>
#include <capgap/measurement/scored_item.hpp>

#include <Eigen/Dense>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace capgap {

namespace {

using Vector = Eigen::VectorXd;
using Matrix = Eigen::MatrixXd;

struct Sums {
    Vector gradient;
    Matrix information;
    Matrix scores;
};

std::vector<double> whole(const Matrix& lower) {
    const Matrix out = lower.selfadjointView<Eigen::Lower>();
    return {out.data(), out.data() + out.size()};
}

double dot(const double* a, const double* b, std::size_t padded) {
    double lanes[NodeTable::lanes] = {};
    for (std::size_t q = 0; q < padded; q += NodeTable::lanes) {
        for (std::size_t i = 0; i < NodeTable::lanes; ++i) lanes[i] += a[q + i] * b[q + i];
    }
    return ((lanes[0] + lanes[1]) + (lanes[2] + lanes[3])) + ((lanes[4] + lanes[5]) + (lanes[6] + lanes[7]));
}

class CurvatureSums {
public:
    CurvatureSums(const AnswerTable& answers, ItemModel model, const std::vector<ItemParameters>& items, const std::vector<GroupMoments>& groups,
                  const Quadrature& quadrature)
        : answers_(answers),
          model_(model),
          items_(items),
          groups_(groups),
          points_(quadrature.points()),
          table_(probability_table(model, items, points_)) {
        std::vector<std::vector<double>> weights;
        for (const GroupMoments& one : groups) weights.push_back(quadrature.normal_weights(one.mean, one.sd));
        priors_ = padded_priors(weights, table_.padded());
        for (const ItemParameters& item : items) {
            scored_.push_back(scored_item(model, item, points_, size_, table_.padded()));
            size_ += item.categories();
        }
        add_group_scores();
    }

    LikelihoodCurvature run(unsigned threads) {
        const auto n = static_cast<Eigen::Index>(size_);
        Sums out{Vector::Zero(n), Matrix::Zero(n, n), Matrix::Zero(n, n)};
        add_own_blocks(expected_counts(answers_, table_, priors_of_nodes(), threads), out.information);
        const std::size_t chunks = (answers_.people() + PosteriorBlocks::chunk - 1) / PosteriorBlocks::chunk;
        parallel_in_order(
            chunks, threads,
            [&](std::size_t chunk) {
                const std::size_t first = chunk * PosteriorBlocks::chunk;
                return of_chunk(first, std::min(first + PosteriorBlocks::chunk, answers_.people()));
            },
            [&out](std::size_t, const Sums& part) {
                out.gradient += part.gradient;
                out.information += part.information;
                out.scores += part.scores;
            });
        return {{out.gradient.data(), out.gradient.data() + out.gradient.size()}, whole(out.information), whole(out.scores)};
    }

private:
    void add_group_scores() {
        ScoredItem& to = scored_.emplace_back(groups_.size(), 2 * groups_.size(), size_, table_.padded());
        size_ += to.parameters;
        for (std::size_t g = 0; g < groups_.size(); ++g) {
            const auto [mu, sd] = std::pair(groups_[g].mean, groups_[g].sd);
            const GridMoments moments = grid_moments(points_, priors_[g], mu);
            for (std::size_t q = 0; q < points_.size(); ++q) {
                const double off = points_[q] - mu;
                to.row(g, 2 * g)[q] = (points_[q] - moments.mean) / (sd * sd);
                to.row(g, 2 * g + 1)[q] = (off * off - moments.square) / (sd * sd * sd);
            }
        }
    }

    std::vector<std::vector<double>> priors_of_nodes() const {
        std::vector<std::vector<double>> out = priors_;
        for (std::vector<double>& one : out) one.resize(points_.size());
        return out;
    }

    void add_own_blocks(const ExpectedCounts& expected, Matrix& to) const {
        for (std::size_t j = 0; j < items_.size(); ++j) {
            const std::size_t n = items_[j].categories();
            const std::vector<double> own = own_curvature(model_, items_[j], points_, expected.counts, j);
            for (std::size_t a = 0; a < n; ++a) {
                for (std::size_t b = 0; b <= a; ++b) entry(to, scored_[j].at + a, scored_[j].at + b) -= own[a * n + b];
            }
        }
        for (std::size_t g = 0; g < groups_.size(); ++g) add_own_block_of_group(g, expected.node_mass[g], to);
    }

    void add_own_block_of_group(std::size_t g, const std::vector<double>& mass, Matrix& to) const {
        const auto [mu, sd] = std::pair(groups_[g].mean, groups_[g].sd);
        const GridMoments m = grid_moments(points_, priors_[g], mu);
        const double* const by_mean = scored_.back().row(g, 2 * g);
        const double* const by_sd = scored_.back().row(g, 2 * g + 1);
        const std::size_t at = scored_.back().at + 2 * g;
        const double cube = sd * sd * sd;
        for (std::size_t q = 0; q < points_.size(); ++q) {
            const double mean_mean = -m.variance / (cube * sd);
            const double mean_sd = -2 * (points_[q] - m.mean) / cube - m.covariance / (cube * sd * sd);
            const double sd_sd = -3 * by_sd[q] / sd - m.square_variance / (cube * cube);
            entry(to, at, at) -= mass[q] * (mean_mean + by_mean[q] * by_mean[q]);
            entry(to, at + 1, at) -= mass[q] * (mean_sd + by_mean[q] * by_sd[q]);
            entry(to, at + 1, at + 1) -= mass[q] * (sd_sd + by_sd[q] * by_sd[q]);
        }
    }

    static double& entry(Matrix& of, std::size_t row, std::size_t column) {
        return of(static_cast<Eigen::Index>(row), static_cast<Eigen::Index>(column));
    }

    /// Codes of a person, their group as the answer to the last.
    std::size_t code_of(std::size_t person, std::size_t item) const {
        return item == items_.size() ? answers_.group(person) : answers_.person(person)[item];
    }

    Sums of_chunk(std::size_t first, std::size_t last) const {
        const auto n = static_cast<Eigen::Index>(size_);
        const std::size_t padded = table_.padded();
        std::vector<double> posteriors((last - first) * padded);
        PosteriorBlocks blocks(answers_, table_, priors_, PosteriorBlocks::Weights::applied);
        blocks.run(first, last, [&](const KernelInput& in, const double* posterior, std::size_t begin) {
            std::copy_n(posterior, in.people * padded, posteriors.begin() + static_cast<std::ptrdiff_t>((begin - first) * padded));
        });
        Sums out{Vector::Zero(n), Matrix::Zero(n, n), Matrix::Zero(n, n)};
        add_people(first, last, posteriors, out);
        for (std::size_t j = 0; j + 1 < scored_.size(); ++j) take_pairs(j, first, last, posteriors, out.information);
        return out;
    }

    /// The gradient of each person, and the squares of them.
    void add_people(std::size_t first, std::size_t last, const std::vector<double>& posteriors, Sums& to) const {
        const std::size_t padded = table_.padded();
        Matrix gradients = Matrix::Zero(static_cast<Eigen::Index>(size_), static_cast<Eigen::Index>(last - first));
        for (std::size_t p = first; p < last; ++p) {
            const double* const posterior = posteriors.data() + (p - first) * padded;
            for (std::size_t j = 0; j < scored_.size(); ++j) {
                const std::size_t code = code_of(p, j);
                if (j < items_.size() && code == AnswerTable::missing) continue;
                for (std::size_t a = 0; a < scored_[j].parameters; ++a)
                    entry(gradients, scored_[j].at + a, p - first) = dot(posterior, scored_[j].row(code, a), padded);
            }
        }
        to.gradient = gradients.rowwise().sum();
        to.scores.selfadjointView<Eigen::Lower>().rankUpdate(gradients);
        if (answers_.has_weights()) {
            for (std::size_t p = first; p < last; ++p) {
                const double weight = answers_.weight(p);
                gradients.col(static_cast<Eigen::Index>(p - first)) *= weight > 0 ? 1 / std::sqrt(weight) : 0;
            }
        }
        to.information.selfadjointView<Eigen::Lower>().rankUpdate(gradients);
    }

    /// Less the sum over people of E[s_j s_l'] for all l behind j: from the weight of people by both of their answers at each node.
    void take_pairs(std::size_t j, std::size_t first, std::size_t last, const std::vector<double>& posteriors, Matrix& from) const {
        const std::size_t padded = table_.padded();
        std::vector<std::size_t> begin(scored_.size() + 1, 0);
        for (std::size_t l = j + 1; l < scored_.size(); ++l) begin[l + 1] = begin[l] + scored_[j].categories * scored_[l].categories * padded;
        std::vector<double> both(begin.back(), 0.0);
        for (std::size_t p = first; p < last; ++p) {
            const std::size_t own = code_of(p, j);
            if (own == AnswerTable::missing) continue;
            const double* const posterior = posteriors.data() + (p - first) * padded;
            for (std::size_t l = j + 1; l < scored_.size(); ++l) {
                const std::size_t other = code_of(p, l);
                if (l < items_.size() && other == AnswerTable::missing) continue;
                double* const to = both.data() + begin[l] + (own * scored_[l].categories + other) * padded;
                for (std::size_t q = 0; q < padded; ++q) to[q] += posterior[q];
            }
        }
        std::vector<double> of_own(padded);
        for (std::size_t l = j + 1; l < scored_.size(); ++l) take_pair(scored_[j], scored_[l], both.data() + begin[l], of_own, from);
    }

    void take_pair(const ScoredItem& own, const ScoredItem& other, const double* both, std::vector<double>& of_own, Matrix& from) const {
        const std::size_t padded = table_.padded();
        for (std::size_t k = 0; k < other.categories; ++k) {
            for (std::size_t a = 0; a < own.parameters; ++a) {
                std::fill(of_own.begin(), of_own.end(), 0.0);
                for (std::size_t h = 0; h < own.categories; ++h) {
                    const double* const weight = both + (h * other.categories + k) * padded;
                    const double* const score = own.row(h, a);
                    for (std::size_t q = 0; q < padded; ++q) of_own[q] += weight[q] * score[q];
                }
                for (std::size_t b = 0; b < other.parameters; ++b)
                    entry(from, other.at + b, own.at + a) -= dot(of_own.data(), other.row(k, b), padded);
            }
        }
    }

    const AnswerTable& answers_;
    ItemModel model_;
    const std::vector<ItemParameters>& items_;
    const std::vector<GroupMoments>& groups_;
    std::vector<double> points_;
    NodeTable table_;
    std::vector<std::vector<double>> priors_;
    std::vector<ScoredItem> scored_;  ///< behind the items the groups are one more: categories are the groups, parameters mean and sd of each
    std::size_t size_ = 0;
};

}  // namespace

LikelihoodCurvature likelihood_curvature(const AnswerTable& answers, ItemModel model, const std::vector<ItemParameters>& items,
                                         const std::vector<GroupMoments>& groups, const Quadrature& quadrature, unsigned threads) {
    return CurvatureSums(answers, model, items, groups, quadrature).run(threads);
}

}  // namespace capgap
