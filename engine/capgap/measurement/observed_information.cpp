#include <capgap/measurement/observed_information.hpp>

#include <capgap/base/parallel.hpp>
#include <capgap/measurement/lanes.hpp>
#include <capgap/measurement/posterior_blocks.hpp>
#include <capgap/measurement/scored_item.hpp>

#include <Eigen/Dense>

#include <algorithm>
#include <cmath>
#include <cstdint>
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
        for (const ScoredItem& one : scored_) told_.push_back(told_by_category(one));
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
                for (const std::size_t a : told_[j][code])
                    entry(gradients, scored_[j].at + a, p - first) = kernels().dot(posterior, scored_[j].row(code, a), padded);
            }
        }
        to.gradient = gradients.rowwise().sum();
        to.scores.selfadjointView<Eigen::Lower>().rankUpdate(gradients);
        if (!answers_.has_weights()) {
            to.information = to.scores;
        } else {
            for (std::size_t p = first; p < last; ++p) {
                const double weight = answers_.weight(p);
                gradients.col(static_cast<Eigen::Index>(p - first)) *= weight > 0 ? 1 / std::sqrt(weight) : 0;
            }
            to.information.selfadjointView<Eigen::Lower>().rankUpdate(gradients);
        }
    }

    /// Less the sum over people of E[s_j s_l'] for all l behind j: from the weight of people by both of their answers at each node.
    void take_pairs(std::size_t j, std::size_t first, std::size_t last, const std::vector<double>& posteriors, Matrix& from) const {
        std::vector<NodeTable> both;  // by the answer to j: what those who gave it answered to the items behind it
        for (std::size_t h = 0; h < scored_[j].categories; ++h) both.push_back(counts_behind(j, h, first, last, posteriors));
        for (std::size_t l = j + 1; l < items_.size(); ++l)
            take_pair(
                j, l, [&both, at = l - j - 1](std::size_t h, std::size_t k) { return both[h].row(at, k).data(); }, from);
        const std::vector<double> by_group = weights_by_group(j, first, last, posteriors);
        take_pair(
            j, items_.size(), [&](std::size_t h, std::size_t g) { return by_group.data() + (h * groups_.size() + g) * table_.padded(); }, from);
    }

    /// The E-step's counts of the items behind j, of the people who gave it this answer.
    NodeTable counts_behind(std::size_t j, std::size_t answer, std::size_t first, std::size_t last, const std::vector<double>& posteriors) const {
        const std::size_t padded = table_.padded();
        const std::size_t behind = items_.size() - j - 1;
        const auto missing_row = static_cast<std::uint8_t>(table_.rows() - 1);
        NodeTable out(behind, table_.rows() - 1, table_.nodes());
        out.fill(0);
        std::vector<std::uint8_t> codes(KernelInput::most_people * behind);
        AlignedNumbers here(KernelInput::most_people * padded);
        std::size_t people = 0;
        const auto count = [&] {
            kernels().count({codes.data(), people, behind, table_.rows(), padded, nullptr, nullptr, nullptr}, here.data(), out.data());
            people = 0;
        };
        for (std::size_t p = first; p < last; ++p) {
            const auto all = answers_.person(p);
            if (all[j] != answer) continue;
            std::transform(all.begin() + static_cast<std::ptrdiff_t>(j + 1), all.end(), codes.begin() + static_cast<std::ptrdiff_t>(people * behind),
                           [missing_row](std::uint8_t code) { return code == AnswerTable::missing ? missing_row : code; });
            std::copy_n(posteriors.data() + (p - first) * padded, padded, here.data() + people * padded);
            if (++people == KernelInput::most_people) count();
        }
        if (people > 0) count();
        return out;
    }

    /// [answer to j][group][padded node]
    std::vector<double> weights_by_group(std::size_t j, std::size_t first, std::size_t last, const std::vector<double>& posteriors) const {
        const std::size_t padded = table_.padded();
        std::vector<double> out(scored_[j].categories * groups_.size() * padded, 0.0);
        for (std::size_t p = first; p < last; ++p) {
            const std::size_t own = answers_.person(p)[j];
            if (own == AnswerTable::missing) continue;
            double* const to = out.data() + (own * groups_.size() + answers_.group(p)) * padded;
            const double* const posterior = posteriors.data() + (p - first) * padded;
            for (std::size_t q = 0; q < padded; q += lane_width) lanes_at(to + q) += lanes_at(posterior + q);
        }
        return out;
    }

    /// `both(h, k)`: the weight of people at each node who gave the answers h and k.
    template <class Both>
    void take_pair(std::size_t own, std::size_t other, Both both, Matrix& from) const {
        for (std::size_t h = 0; h < scored_[own].categories; ++h) {
            for (std::size_t k = 0; k < scored_[other].categories; ++k) {
                const double* const weight = both(h, k);
                for (const std::size_t a : told_[own][h]) {
                    for (const std::size_t b : told_[other][k]) {
                        entry(from, scored_[other].at + b, scored_[own].at + a) -=
                            kernels().triple(weight, scored_[own].row(h, a), scored_[other].row(k, b), table_.padded());
                    }
                }
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
    std::vector<std::vector<std::vector<std::size_t>>> told_;  ///< of each
    std::size_t size_ = 0;
};

}  // namespace

LikelihoodCurvature likelihood_curvature(const AnswerTable& answers, ItemModel model, const std::vector<ItemParameters>& items,
                                         const std::vector<GroupMoments>& groups, const Quadrature& quadrature, unsigned threads) {
    return CurvatureSums(answers, model, items, groups, quadrature).run(threads);
}

}  // namespace capgap
