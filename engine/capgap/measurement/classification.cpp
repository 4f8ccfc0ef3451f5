#include <capgap/measurement/classification.hpp>

#include <capgap/base/parallel.hpp>
#include <capgap/measurement/coded_answers.hpp>
#include <capgap/measurement/posterior_blocks.hpp>

#include <boost/math/quadrature/gauss.hpp>

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

namespace capgap {

namespace {

/// Points of theta with their weights as integrals need them, in pieces between the cuts.
struct LevelGrid {
    std::vector<double> points;
    std::vector<double> widths;
    std::vector<std::size_t> first;  ///< of each level its first point, and behind the last level the number of points

    LevelGrid(std::span<const double> cuts, double limit) {
        if (!(limit > 0) || !std::is_sorted(cuts.begin(), cuts.end())) throw std::invalid_argument("cuts rise, and the limit is above 0");
        double from = -limit;
        first.push_back(0);
        for (std::size_t c = 0; c <= cuts.size(); ++c) {
            const double to = c == cuts.size() ? limit : std::clamp(cuts[c], from, limit);
            add_level(from, to);
            first.push_back(points.size());
            from = to;
        }
    }

    std::vector<double> normal_weights(double mean, double sd) const {
        std::vector<double> out(points.size());
        double sum = 0;
        for (std::size_t q = 0; q < out.size(); ++q) {
            const double z = (points[q] - mean) / sd;
            sum += out[q] = widths[q] * std::exp(-z * z / 2);
        }
        for (double& one : out) one /= sum;
        return out;
    }

    std::size_t levels() const { return first.size() - 1; }

private:
    void add_level(double from, double to) {
        using Rule = boost::math::quadrature::gauss<double, 5>;
        constexpr double widest = 0.25;
        const auto panels = static_cast<std::size_t>(std::ceil((to - from) / widest));
        for (std::size_t panel = 0; panel < panels; ++panel) {
            const double half = (to - from) / static_cast<double>(panels) / 2;
            const double middle = from + half * (2 * static_cast<double>(panel) + 1);
            const auto add = [&](double x, double weight) {
                points.push_back(middle + half * x);
                widths.push_back(half * weight);
            };
            add(-Rule::abscissa()[2], Rule::weights()[2]);
            add(-Rule::abscissa()[1], Rule::weights()[1]);
            add(0, Rule::weights()[0]);
            add(Rule::abscissa()[1], Rule::weights()[1]);
            add(Rule::abscissa()[2], Rule::weights()[2]);
        }
    }
};

/// Sums over people or patterns, each by the mass they stand for.
struct LevelSums {
    double mass = 0;
    ClassificationAccuracy shares;

    explicit LevelSums(std::size_t cuts) { shares.cuts.resize(cuts); }

    /// `joint`: what somebody stands for, by points of the grid.
    void add(const LevelGrid& grid, const double* joint) {
        std::vector<double> of_level(grid.levels(), 0);
        double all = 0;
        for (std::size_t l = 0; l < of_level.size(); ++l) {
            for (std::size_t q = grid.first[l]; q < grid.first[l + 1]; ++q) of_level[l] += joint[q];
            all += of_level[l];
        }
        double above = all;
        std::size_t told = 0;
        for (std::size_t c = 0; c < shares.cuts.size(); ++c) {
            above = std::max(above - of_level[c], 0.0);
            CutAccuracy& cut = shares.cuts[c];
            cut.at_or_above += above;
            if (2 * above >= all) {
                told = c + 1;
                cut.wrongly_above += all - above;
            } else {
                cut.told_below += all;
                cut.wrongly_below += above;
            }
        }
        shares.right += of_level[told];
        mass += all;
    }

    void add(const LevelSums& other) {
        mass += other.mass;
        shares.right += other.shares.right;
        for (std::size_t c = 0; c < shares.cuts.size(); ++c) {
            shares.cuts[c].at_or_above += other.shares.cuts[c].at_or_above;
            shares.cuts[c].told_below += other.shares.cuts[c].told_below;
            shares.cuts[c].wrongly_below += other.shares.cuts[c].wrongly_below;
            shares.cuts[c].wrongly_above += other.shares.cuts[c].wrongly_above;
        }
    }

    std::optional<ClassificationAccuracy> finish() const {
        if (!(mass > 0)) return std::nullopt;
        ClassificationAccuracy out = shares;
        out.right /= mass;
        for (CutAccuracy& one : out.cuts) {
            one.at_or_above /= mass;
            one.told_below /= mass;
            one.wrongly_below /= mass;
            one.wrongly_above /= mass;
        }
        return out;
    }
};

/// Every pattern of answers, item by item.
class PatternWalk {
public:
    PatternWalk(const NodeTable& table, const std::vector<ItemParameters>& items, const LevelGrid& grid, LevelSums& sums)
        : table_(table), items_(items), grid_(grid), sums_(sums) {}

    void run(std::size_t item, const std::vector<double>& joint) {
        if (item == items_.size()) {
            sums_.add(grid_, joint.data());
            return;
        }
        std::vector<double> next(joint.size());
        for (std::size_t k = 0; k < items_[item].categories(); ++k) {
            const auto p = table_.row(item, k);
            for (std::size_t q = 0; q < joint.size(); ++q) next[q] = joint[q] * p[q];
            run(item + 1, next);
        }
    }

private:
    const NodeTable& table_;
    const std::vector<ItemParameters>& items_;
    const LevelGrid& grid_;
    LevelSums& sums_;
};

}  // namespace

std::optional<double> CutAccuracy::wrongly_below_of_those_above() const {
    return at_or_above > 0 ? std::optional(wrongly_below / at_or_above) : std::nullopt;
}

std::optional<ClassificationAccuracy> classification_of_people(const AnswerTable& answers, const Calibration& calibration,
                                                               std::span<const double> cuts, double limit, unsigned threads) {
    const CodedAnswers coded = coded_answers(answers, calibration);
    const LevelGrid grid(cuts, limit);
    if (coded.items.empty()) return std::nullopt;
    const NodeTable table = probability_table(calibration.model, coded.parameters, grid.points);
    std::vector<std::vector<double>> weights;
    for (const GroupMoments& one : calibration.groups) weights.push_back(grid.normal_weights(one.mean, one.sd));
    const auto priors = padded_priors(weights, table.padded());
    const auto answered = [&coded](std::size_t p) {
        const auto codes = coded.answers.person(p);
        return std::any_of(codes.begin(), codes.end(), [](std::uint8_t code) { return code != AnswerTable::missing; });
    };
    LevelSums sums(cuts.size());
    parallel_in_order((answers.people() + PosteriorBlocks::chunk - 1) / PosteriorBlocks::chunk, threads,
                      [&](std::size_t chunk) {
                          LevelSums of_chunk(cuts.size());
                          PosteriorBlocks blocks(coded.answers, table, priors, PosteriorBlocks::Weights::applied);
                          const std::size_t first = chunk * PosteriorBlocks::chunk;
                          blocks.run(first, std::min(first + PosteriorBlocks::chunk, answers.people()),
                                     [&](const KernelInput& in, const double* posterior, std::size_t begin) {
                                         for (std::size_t p = 0; p < in.people; ++p) {
                                             if (answered(begin + p)) of_chunk.add(grid, posterior + p * in.padded);
                                         }
                                     });
                          return of_chunk;
                      },
                      [&sums](std::size_t, const LevelSums& of_chunk) { sums.add(of_chunk); });
    return sums.finish();
}

std::optional<ClassificationAccuracy> classification_of_patterns(const Calibration& calibration, std::span<const double> cuts, double limit,
                                                                 std::size_t group) {
    constexpr double most_patterns = 1e6;
    const LevelGrid grid(cuts, limit);
    std::vector<ItemParameters> items;
    double patterns = 1;
    for (const CalibratedItem& one : calibration.items) {
        if (one.end == ItemEnd::no_variance) continue;
        items.push_back(one.parameters);
        patterns *= static_cast<double>(one.parameters.categories());
    }
    if (items.empty() || patterns > most_patterns) return std::nullopt;
    const GroupMoments& moments = calibration.groups.at(group);
    const NodeTable table = probability_table(calibration.model, items, grid.points);
    LevelSums sums(cuts.size());
    PatternWalk(table, items, grid, sums).run(0, grid.normal_weights(moments.mean, moments.sd));
    return sums.finish();
}

}  // namespace capgap
