#include <capgap/measurement/person_estimates.hpp>

#include <capgap/base/parallel.hpp>
#include <capgap/measurement/coded_answers.hpp>
#include <capgap/measurement/item_score.hpp>
#include <capgap/measurement/posterior_blocks.hpp>

#include <boost/math/tools/roots.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <span>
#include <utility>

namespace capgap {

namespace {

/// The sums of Warm's equation over the answered items.
struct WarmSums {
    double score = 0;
    double information = 0;
    double bias = 0;  ///< J

    double equation() const { return score + bias / (2 * information); }
};

class WarmEquation {
public:
    WarmEquation(ItemModel model, const std::vector<ItemParameters>& items) : model_(model), items_(items), points_(grid.points()) {
        for (const ItemParameters& item : items) {
            first_row_.push_back(rows_.size());
            for (std::size_t k = 0; k < item.categories(); ++k) {
                std::vector<WarmSums>& row = rows_.emplace_back();
                for (const double theta : points_) row.push_back(of_item(item, theta, k));
            }
        }
    }

    std::optional<ThetaEstimate> solve(std::span<const std::uint8_t> codes) const {
        const auto bracket = best_bracket(codes);
        if (!bracket) return std::nullopt;
        const auto equation = [&](double theta) { return sums(codes, theta).equation(); };
        boost::uintmax_t most_steps = 100;
        const auto [from, to] =
            boost::math::tools::toms748_solve(equation, bracket->first, bracket->second, boost::math::tools::eps_tolerance<double>(48), most_steps);
        const double theta = (from + to) / 2;
        const auto answered = std::count_if(codes.begin(), codes.end(), [](std::uint8_t code) { return code != AnswerTable::missing; });
        return ThetaEstimate{theta, 1 / std::sqrt(sums(codes, theta).information), static_cast<std::size_t>(answered)};
    }

private:
    static constexpr Quadrature grid{81, 20};

    WarmSums of_item(const ItemParameters& item, double theta, std::size_t answer) const {
        std::array<CategoryScore, AnswerTable::most_categories> space;
        const auto categories = std::span(space).first(item.categories());
        category_scores(model_, item, theta, categories);
        WarmSums out{categories[answer].first, 0, 0};
        for (const CategoryScore& one : categories) {
            out.information += one.probability * one.first * one.first;
            out.bias += one.probability * one.first * one.second;
        }
        return out;
    }

    static void add(WarmSums& to, const WarmSums& one) {
        to.score += one.score;
        to.information += one.information;
        to.bias += one.bias;
    }

    WarmSums sums(std::span<const std::uint8_t> codes, double theta) const {
        WarmSums out;
        for (std::size_t j = 0; j < items_.size(); ++j) {
            if (codes[j] != AnswerTable::missing) add(out, of_item(items_[j], theta, codes[j]));
        }
        return out;
    }

    /// Neighbouring points between which the equation falls through 0, where its integral is highest.
    std::optional<std::pair<double, double>> best_bracket(std::span<const std::uint8_t> codes) const {
        std::array<WarmSums, grid.nodes> at{};
        for (std::size_t j = 0; j < items_.size(); ++j) {
            if (codes[j] == AnswerTable::missing) continue;
            const std::vector<WarmSums>& row = rows_[first_row_[j] + codes[j]];
            for (std::size_t q = 0; q < at.size(); ++q) add(at[q], row[q]);
        }
        std::optional<std::pair<double, double>> best;
        double integral = 0;
        double highest = 0;
        for (std::size_t q = 0; q + 1 < at.size(); ++q) {
            if (!(at[q].information > 0) || !(at[q + 1].information > 0)) return std::nullopt;
            const double here = at[q].equation();
            const double next = at[q + 1].equation();
            if (here >= 0 && next < 0 && (!best || integral > highest)) {
                best = std::pair(points_[q], points_[q + 1]);
                highest = integral;
            }
            integral += (here + next) / 2;
        }
        return best;
    }

    ItemModel model_;
    const std::vector<ItemParameters>& items_;
    std::vector<double> points_;
    std::vector<std::size_t> first_row_;       ///< of an item, its categories behind each other
    std::vector<std::vector<WarmSums>> rows_;  ///< [item and category][point]
};

}  // namespace

std::vector<std::optional<ThetaEstimate>> weighted_likelihood_estimates(const AnswerTable& answers, const Calibration& calibration,
                                                                        unsigned threads) {
    const CodedAnswers coded = coded_answers(answers, calibration);
    const WarmEquation equation(calibration.model, coded.parameters);
    std::vector<std::optional<ThetaEstimate>> out(answers.people());
    const std::size_t chunks = (answers.people() + PosteriorBlocks::chunk - 1) / PosteriorBlocks::chunk;
    parallel_for(chunks, threads, [&](std::size_t chunk) {
        const std::size_t last = std::min((chunk + 1) * PosteriorBlocks::chunk, answers.people());
        for (std::size_t p = chunk * PosteriorBlocks::chunk; p < last; ++p) out[p] = equation.solve(coded.answers.person(p));
    });
    return out;
}

}  // namespace capgap
