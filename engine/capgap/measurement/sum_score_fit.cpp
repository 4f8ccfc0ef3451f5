#include <capgap/measurement/sum_score_fit.hpp>

#include <capgap/measurement/complete_cases.hpp>
#include <capgap/measurement/score_cells.hpp>

#include <algorithm>
#include <numeric>
#include <utility>

namespace capgap {

namespace {

/// P(score | node) of some items, by Lord & Wingersky's recursion.
class ScoreDistribution {
public:
    explicit ScoreDistribution(std::size_t nodes) : nodes_(nodes), values_(nodes, 1.0) {}

    std::size_t scores() const { return values_.size() / nodes_; }
    const double* row(std::size_t score) const { return values_.data() + score * nodes_; }

    void add(const NodeTable& table, std::size_t item, std::size_t categories) {
        std::vector<double> next((scores() + categories - 1) * nodes_, 0.0);
        for (std::size_t s = 0; s < scores(); ++s) {
            for (std::size_t k = 0; k < categories; ++k) {
                const auto p = table.row(item, k);
                double* const to = next.data() + (s + k) * nodes_;
                const double* const from = row(s);
                for (std::size_t q = 0; q < nodes_; ++q) to[q] += from[q] * p[q];
            }
        }
        values_ = std::move(next);
    }

private:
    std::size_t nodes_;
    std::vector<double> values_;
};

class SumScoreFit {
public:
    SumScoreFit(const AnswerTable& answers, const Calibration& calibration, const Quadrature& quadrature)
        : calibration_(calibration),
          coded_(coded_answers(answers, calibration)),
          cases_(complete_cases(coded_, calibration.groups.size())),
          table_(probability_table(calibration.model, coded_.parameters, quadrature.points())),
          weights_(group_weights(calibration, quadrature)),
          all_(quadrature.nodes) {
        for (std::size_t i = 0; i < coded_.items.size(); ++i) all_.add(table_, i, categories(i));
        people_.assign(weights_.size(), std::vector<double>(all_.scores(), 0));
        for (const std::size_t p : cases_.people) people_[coded_.answers.group(p)][score(p)] += 1;
    }

    std::vector<FitTest> run() const {
        std::vector<FitTest> out(calibration_.items.size());
        for (std::size_t i = 0; i < coded_.items.size(); ++i) {
            FitTest& to = out[coded_.items[i]];
            to.people = static_cast<std::int64_t>(cases_.people.size());
            if (cases_.people.size() < 2) {
                to.undefined = NoTest::few_people;
            } else if (cases_.weighted) {
                to.undefined = NoTest::weighted;
            } else {
                test(i, to);
            }
        }
        return out;
    }

private:
    std::size_t categories(std::size_t i) const { return coded_.parameters[i].categories(); }

    std::size_t score(std::size_t person) const {
        const auto codes = coded_.answers.person(person);
        return std::accumulate(codes.begin(), codes.end(), std::size_t{0});
    }

    void test(std::size_t i, FitTest& to) const {
        const ScoreCells cells = merged_cells(rows(i), categories(i) - 2);
        const std::size_t parameters = estimated_parameters(calibration_, coded_.items[i]) + free_group_parameters(calibration_);
        if (cells.cells <= cells.rows + parameters) {
            to.undefined = NoTest::no_degrees_of_freedom;
        } else {
            to.test = fit_statistic(cells.statistic, cells.cells - cells.rows - parameters, to.people);
        }
    }

    /// Of scores 1 to the last but one: nobody else's categories could be otherwise.
    std::vector<ScoreRow> rows(std::size_t i) const {
        ScoreDistribution rest(table_.nodes());
        for (std::size_t l = 0; l < coded_.items.size(); ++l) {
            if (l != i) rest.add(table_, l, categories(l));
        }
        std::vector<ScoreRow> out(all_.scores(), {std::vector<double>(categories(i), 0), std::vector<double>(categories(i), 0)});
        for (const std::size_t p : cases_.people) out[score(p)].observed[coded_.answers.person(p)[i]] += 1;
        for (std::size_t s = 1; s + 1 < all_.scores(); ++s) {
            for (std::size_t g = 0; g < weights_.size(); ++g) add_expected(i, s, g, rest, out[s].expected);
        }
        return {out.begin() + 1, out.end() - 1};
    }

    void add_expected(std::size_t i, std::size_t s, std::size_t g, const ScoreDistribution& rest, std::vector<double>& to) const {
        if (people_[g][s] == 0) return;
        const std::vector<double>& w = weights_[g];
        const double of_score = std::inner_product(w.begin(), w.end(), all_.row(s), 0.0);
        for (std::size_t k = 0; k < categories(i) && k <= s; ++k) {
            if (s - k >= rest.scores()) continue;
            const auto p = table_.row(i, k);
            const double* const of_rest = rest.row(s - k);
            double both = 0;
            for (std::size_t q = 0; q < w.size(); ++q) both += w[q] * p[q] * of_rest[q];
            to[k] += people_[g][s] * both / of_score;
        }
    }

    const Calibration& calibration_;
    CodedAnswers coded_;
    CompleteCases cases_;
    NodeTable table_;
    std::vector<std::vector<double>> weights_;
    ScoreDistribution all_;
    std::vector<std::vector<double>> people_;  ///< [group][score]
};

}  // namespace

std::vector<FitTest> sum_score_fit(const AnswerTable& answers, const Calibration& calibration, const Quadrature& quadrature) {
    return SumScoreFit(answers, calibration, quadrature).run();
}

}  // namespace capgap
