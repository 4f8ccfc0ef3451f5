#include <capgap/measurement/second_order_information.hpp>

#include <capgap/base/parallel.hpp>
#include <capgap/measurement/dimension_blocks.hpp>
#include <capgap/measurement/dimensions_em.hpp>
#include <capgap/measurement/scored_item.hpp>
#include <capgap/measurement/second_order_distribution.hpp>

#include <Eigen/Dense>

#include <algorithm>
#include <cmath>

namespace capgap {

namespace {

using NodeRows = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using NodeRow = Eigen::RowVectorXd;
using NodeMap = Eigen::Map<const NodeRow>;

/// The weights of a competency's nodes given the general factor, and their first and second derivative by the loading: [competency][general].
struct GivenWeights {
    NodeRows weight;
    NodeRows first;
    NodeRows second;
};

GivenWeights given_weights(const std::vector<double>& points, const std::vector<double>& turned, std::size_t padded, double loading) {
    const auto n = static_cast<Eigen::Index>(points.size());
    GivenWeights out;
    out.weight = Eigen::Map<const NodeRows, 0, Eigen::OuterStride<>>(turned.data(), n, n, Eigen::OuterStride<>(static_cast<Eigen::Index>(padded)));
    out.first = out.second = NodeRows::Zero(n, n);
    const double own = 1 - loading * loading;
    const Eigen::ArrayXd t = Eigen::Map<const Eigen::ArrayXd>(points.data(), n);
    for (Eigen::Index r = 0; r < n; ++r) {
        const double g = t[r];
        const Eigen::ArrayXd w = out.weight.col(r).array();
        const Eigen::ArrayXd off = t - loading * g;
        // Derivatives of -off^2 / (2 own), then those of its exponential over the sum of all.
        const Eigen::ArrayXd slope = (g * off - loading / own * off.square()) / own;
        const Eigen::ArrayXd bend = (4 * loading / own * g * off - (1 + 4 * loading * loading / own) / own * off.square() - g * g) / own;
        const Eigen::ArrayXd off_mean = slope - (w * slope).sum();
        out.first.col(r) = (w * off_mean).matrix();
        out.second.col(r) = (w * (bend - (w * bend).sum() + off_mean.square() - (w * off_mean.square()).sum())).matrix();
    }
    return out;
}

class SecondOrderCurvatureSums {
public:
    SecondOrderCurvatureSums(const AnswerTable& answers, const SecondOrderParameters& of, const Quadrature& quadrature)
        : answers_(answers),
          of_(of),
          points_(quadrature.points()),
          table_(probability_table(of.model, of.items, points_)),
          distribution_(quadrature, of.first_item.size() - 1) {
        distribution_.prepare(of.loadings);
        for (const ItemParameters& item : of.items) {
            scored_.push_back(scored_item(of.model, item, points_, size_, table_.padded()));
            told_.push_back(told_by_category(scored_.back()));
            size_ += item.categories();
        }
        loadings_at_ = size_;
        size_ += of.loadings.size();
        for (std::size_t c = 0; c + 1 < of.first_item.size(); ++c)
            given_.push_back(given_weights(points_, distribution_.tables().given_turned[c], table_.padded(), distribution_.loading(of.loadings, c)));
    }

    SecondOrderCurvature run(unsigned threads) const {
        const auto n = static_cast<Eigen::Index>(size_);
        Sums out{Eigen::VectorXd::Zero(n), Eigen::MatrixXd::Zero(n, n)};
        const DimensionCounts expected = distribution_.e_step(answers_, of_.first_item)->counts(table_, threads);
        for (std::size_t j = 0; j < of_.items.size(); ++j) {
            const std::size_t k = of_.items[j].categories();
            const std::vector<double> own = own_curvature(of_.model, of_.items[j], points_, expected.counts, j);
            for (std::size_t a = 0; a < k; ++a) {
                for (std::size_t b = 0; b <= a; ++b) out.entry(scored_[j].at + a, scored_[j].at + b) -= own[a * k + b];
            }
        }
        parallel_in_order((answers_.people() + DimensionBlocks::chunk - 1) / DimensionBlocks::chunk, threads,
                          [&](std::size_t chunk) { return Chunk(*this).run(chunk * DimensionBlocks::chunk); },
                          [&out](std::size_t, const Sums& part) {
                              out.gradient += part.gradient;
                              out.information += part.information;
                          });
        const Eigen::MatrixXd whole = out.information.selfadjointView<Eigen::Lower>();
        return {{out.gradient.data(), out.gradient.data() + n}, {whole.data(), whole.data() + whole.size()}};
    }

private:
    struct Sums {
        Eigen::VectorXd gradient;
        Eigen::MatrixXd information;  ///< the lower triangle

        double& entry(std::size_t a, std::size_t b) {
            return information(static_cast<Eigen::Index>(std::max(a, b)), static_cast<Eigen::Index>(std::min(a, b)));
        }
    };

    /// What one thread needs to go through some people.
    class Chunk {
    public:
        explicit Chunk(const SecondOrderCurvatureSums& of)
            : all_(of), nodes_(static_cast<Eigen::Index>(of.points_.size())), competencies_(of.given_.size()) {
            std::size_t most = of.loadings_at_ < of.size_ ? competencies_ : 0;
            for (const auto& item : of.told_)
                most += std::max_element(item.begin(), item.end(), [](const auto& a, const auto& b) { return a.size() < b.size(); })->size();
            at_.resize(most);
            relative_ = NodeRows::Zero(static_cast<Eigen::Index>(most), nodes_);
            const auto n = static_cast<Eigen::Index>(of.size_);
            sums_ = {Eigen::VectorXd::Zero(n), Eigen::MatrixXd::Zero(n, n)};
        }

        Sums run(std::size_t first) && {
            DimensionBlocks blocks(all_.answers_, all_.table_, all_.of_.first_item, all_.distribution_);
            blocks.run(first, std::min(first + DimensionBlocks::chunk, all_.answers_.people()), [&](const DimensionBlock& block) {
                for (std::size_t p = 0; p < block.people; ++p) {
                    const double weight = all_.answers_.weight(block.first + p);
                    if (weight > 0) add(block, blocks, p, weight);
                }
            });
            return std::move(sums_);
        }

    private:
        void add(const DimensionBlock& block, DimensionBlocks& blocks, std::size_t person, double weight) {
            const NodeMap general(blocks.posterior(competencies_) + person * block.padded, nodes_);
            find_window(general);
            const NodeRow posterior = general.segment(begin_, width_);
            const NodeRow root = posterior.array().sqrt();
            rows_ = 0;
            first_row_.assign(1, 0);
            for (std::size_t c = 0; c < competencies_; ++c) {
                const NodeMap likelihood(block.of(c, person), nodes_);
                const NodeMap own(blocks.posterior(c) + person * block.padded, nodes_);
                add_competency(c, all_.answers_.person(block.first + person), likelihood, own, posterior, weight);
                first_row_.push_back(rows_);
            }
            auto relative = relative_.block(0, 0, rows_, width_);
            relative.array().rowwise() *= root.array();
            const Eigen::VectorXd gradient = relative * root.transpose();
            between_.resize(rows_, rows_);
            between_.setZero();
            between_.selfadjointView<Eigen::Lower>().rankUpdate(relative, -1);
            for (std::size_t c = 0; c < competencies_; ++c)
                between_.block(first_row_[c], first_row_[c], first_row_[c + 1] - first_row_[c], first_row_[c + 1] - first_row_[c]).setZero();
            between_.selfadjointView<Eigen::Lower>().rankUpdate(gradient, 1);
            for (Eigen::Index a = 0; a < rows_; ++a) {
                const std::size_t row = at_[static_cast<std::size_t>(a)];
                sums_.gradient[static_cast<Eigen::Index>(row)] += weight * gradient[a];
                for (Eigen::Index b = 0; b <= a; ++b) sums_.entry(row, at_[static_cast<std::size_t>(b)]) += weight * between_(a, b);
            }
        }

        /// The nodes of the general factor where the person may stand.
        void find_window(const NodeMap& general) {
            constexpr double next_to_nothing = 1e-14;
            begin_ = 0;
            Eigen::Index end = nodes_;
            while (begin_ + 1 < end && general[begin_] < next_to_nothing) ++begin_;
            while (end > begin_ + 1 && general[end - 1] < next_to_nothing) --end;
            width_ = end - begin_;
        }

        /// dL_c/L_c at the nodes of the general factor, into the next rows of `relative_`; less d2L_c/L_c into the sums, but for items by themselves.
        void add_competency(std::size_t c, std::span<const std::uint8_t> codes, const NodeMap& likelihood, const NodeMap& own,
                            const NodeRow& posterior, double weight) {
            const Eigen::Index first = rows_;
            collect_scores(c, codes);
            const Eigen::Index items = rows_ - first;
            const GivenWeights& given = all_.given_[c];
            const NodeRow by_general = (likelihood * given.weight.middleCols(begin_, width_)).cwiseMax(SecondOrderDistribution::least_given);
            auto scores = scores_.topRows(items);
            auto relative = relative_.block(first, 0, items, width_);
            relative.noalias() = (scores.array().rowwise() * likelihood.array()).matrix() * given.weight.middleCols(begin_, width_);
            relative.array().rowwise() /= by_general.array();
            const NodeRows spread = scores.array().rowwise() * own.array();
            within_.noalias() = spread * scores.transpose();
            for (Eigen::Index a = 0; a < items; ++a) {
                for (Eigen::Index b = 0; b < a; ++b) {
                    if (item_of_row_[static_cast<std::size_t>(a)] != item_of_row_[static_cast<std::size_t>(b)])
                        entry(first + a, first + b) -= weight * within_(a, b);
                }
            }
            if (all_.loadings_at_ == all_.size_) return;
            const NodeRow factor = posterior.array() / by_general.array();
            relative_.row(rows_).head(width_) = (likelihood * given.first.middleCols(begin_, width_)).array() / by_general.array();
            at_[static_cast<std::size_t>(rows_)] = all_.loadings_at_ + c;
            const NodeRow by_loading = (given.first.middleCols(begin_, width_) * factor.transpose()).transpose().array() * likelihood.array();
            const Eigen::VectorXd with_items = scores * by_loading.transpose();
            for (Eigen::Index a = 0; a < items; ++a) entry(rows_, first + a) -= weight * with_items[a];
            entry(rows_, rows_) -= weight * likelihood.dot(given.second.middleCols(begin_, width_) * factor.transpose());
            ++rows_;
        }

        /// Those of the person's answers, into `scores_`, and their places from `rows_` on.
        void collect_scores(std::size_t c, std::span<const std::uint8_t> codes) {
            const std::size_t begin = all_.of_.first_item[c];
            const std::size_t end = all_.of_.first_item[c + 1];
            item_of_row_.clear();
            std::size_t rows = 0;
            for (std::size_t j = begin; j < end; ++j) rows += codes[j] == AnswerTable::missing ? 0 : all_.told_[j][codes[j]].size();
            scores_.resize(static_cast<Eigen::Index>(rows), nodes_);
            for (std::size_t j = begin; j < end; ++j) {
                if (codes[j] == AnswerTable::missing) continue;
                for (const std::size_t a : all_.told_[j][codes[j]]) {
                    scores_.row(static_cast<Eigen::Index>(item_of_row_.size())) = NodeMap(all_.scored_[j].row(codes[j], a), nodes_);
                    item_of_row_.push_back(j);
                    at_[static_cast<std::size_t>(rows_++)] = all_.scored_[j].at + a;
                }
            }
        }

        double& entry(Eigen::Index a, Eigen::Index b) { return sums_.entry(at_[static_cast<std::size_t>(a)], at_[static_cast<std::size_t>(b)]); }

        const SecondOrderCurvatureSums& all_;
        Eigen::Index nodes_;
        std::size_t competencies_;
        Sums sums_;
        Eigen::Index begin_ = 0;  ///< of the window
        Eigen::Index width_ = 0;
        Eigen::Index rows_ = 0;  ///< parameters that the person's answers say something of
        std::vector<Eigen::Index> first_row_;
        std::vector<std::size_t> at_;  ///< [row]: place of the parameter
        std::vector<std::size_t> item_of_row_;
        NodeRows relative_;  ///< [row][node of the window]
        NodeRows scores_;    ///< [row of the competency][node]
        NodeRows within_;
        Eigen::MatrixXd between_;
    };

    const AnswerTable& answers_;
    const SecondOrderParameters& of_;
    std::vector<double> points_;
    NodeTable table_;
    SecondOrderDistribution distribution_;
    std::vector<ScoredItem> scored_;
    std::vector<std::vector<std::vector<std::size_t>>> told_;  ///< [item][category]: its parameters that the answer says something of
    std::vector<GivenWeights> given_;                          ///< [competency]
    std::size_t loadings_at_ = 0;
    std::size_t size_ = 0;
};

}  // namespace

SecondOrderCurvature second_order_curvature(const AnswerTable& answers, const SecondOrderParameters& of, const Quadrature& quadrature,
                                            unsigned threads) {
    return SecondOrderCurvatureSums(answers, of, quadrature).run(threads);
}

}  // namespace capgap
