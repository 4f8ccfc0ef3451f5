#include <capgap/measurement/dimensions.hpp>

#include <capgap/base/parallel.hpp>
#include <capgap/measurement/dimension_blocks.hpp>
#include <capgap/measurement/dimensions_em.hpp>

#include <algorithm>
#include <cmath>
#include <memory>
#include <numeric>
#include <stdexcept>

namespace capgap {

namespace {

std::vector<ItemParameters> parameters_of(const DimensionsCalibration& calibration, const DimensionLayout& layout) {
    std::vector<ItemParameters> out;
    for (const std::size_t j : layout.kept) out.push_back(calibration.items[j].parameters);
    return out;
}

DimensionCounts no_counts(const NodeTable& like, const JointDistribution& distribution) {
    DimensionCounts out{NodeTable(like.items(), like.rows() - 1, like.nodes()), {}, std::vector<double>(distribution.products(), 0), 0, 0};
    out.counts.fill(0);
    out.node_mass.assign(distribution.variables(), std::vector<double>(like.nodes(), 0));
    return out;
}

void add_block(const DimensionBlock& block, const AnswerTable& answers, DimensionBlocks& blocks, DimensionCounts& out) {
    for (std::size_t v = 0; v < out.node_mass.size(); ++v) {
        for (std::size_t p = 0; p < block.people; ++p) {
            double* posterior = blocks.posterior(v) + p * block.padded;
            if (answers.has_weights()) {
                for (std::size_t q = 0; q < block.padded; ++q) posterior[q] *= answers.weight(block.first + p);
            }
            for (std::size_t q = 0; q < out.node_mass[v].size(); ++q) out.node_mass[v][q] += posterior[q];
        }
    }
    for (std::size_t p = 0; p < block.people; ++p) {
        const double weight = answers.weight(block.first + p);
        for (std::size_t i = 0; i < out.products.size(); ++i) out.products[i] += weight * blocks.products(p)[i];
        out.weight += weight;
        out.log_likelihood += weight * blocks.log_likelihood(p);
    }
}

DimensionCounts dimension_counts_of_chunk(const AnswerTable& answers, const NodeTable& probabilities, const std::vector<std::size_t>& first_item,
                                          const JointDistribution& distribution, std::size_t first) {
    DimensionCounts out = no_counts(probabilities, distribution);
    DimensionBlocks blocks(answers, probabilities, first_item, distribution);
    blocks.run(first, std::min(first + DimensionBlocks::chunk, answers.people()), [&](const DimensionBlock& block) {
        add_block(block, answers, blocks, out);
        for (std::size_t d = 0; d + 1 < first_item.size(); ++d)
            kernels().count(blocks.input(d, block.people), blocks.posterior(d),
                            out.counts.data() + first_item[d] * probabilities.rows() * probabilities.padded());
    });
    return out;
}

/// Mean and standard deviation of one person.
void add_moments(const double* posterior, const std::vector<double>& points, double& mean, double& sd) {
    double sum = 0;
    double first = 0;
    for (std::size_t q = 0; q < points.size(); ++q) {
        sum += posterior[q];
        first += posterior[q] * points[q];
    }
    mean = first / sum;
    double second = 0;
    for (std::size_t q = 0; q < points.size(); ++q) second += posterior[q] * (points[q] - mean) * (points[q] - mean);
    sd = std::sqrt(second / sum);
}

/// Person by person.
class EStepByPerson final : public DimensionEStep {
public:
    EStepByPerson(const AnswerTable& answers, const std::vector<std::size_t>& first_item, const JointDistribution& distribution)
        : answers_(answers), first_item_(first_item), distribution_(distribution) {}

    [[nodiscard]] DimensionCounts counts(const NodeTable& probabilities, unsigned threads) const override {
        DimensionCounts out = no_counts(probabilities, distribution_);
        parallel_in_order((answers_.people() + DimensionBlocks::chunk - 1) / DimensionBlocks::chunk, threads,
                          [&](std::size_t chunk) {
                              return dimension_counts_of_chunk(answers_, probabilities, first_item_, distribution_, chunk * DimensionBlocks::chunk);
                          },
                          [&out](std::size_t, const DimensionCounts& of_chunk) { out.add(of_chunk); });
        return out;
    }

private:
    const AnswerTable& answers_;
    const std::vector<std::size_t>& first_item_;
    const JointDistribution& distribution_;
};

}  // namespace

std::unique_ptr<DimensionEStep> JointDistribution::e_step(const AnswerTable& answers, const std::vector<std::size_t>& first_item) const {
    return std::make_unique<EStepByPerson>(answers, first_item, *this);
}

std::string_view to_string(DimensionEnd end) {
    switch (end) {
        case DimensionEnd::estimated: return "estimated";
        case DimensionEnd::equal_slopes: return "equal_slopes";
        case DimensionEnd::one_item: return "one_item";
        case DimensionEnd::no_items: return "no_items";
    }
    return "";
}

DimensionLayout layout_of(const DimensionsCalibration& calibration) {
    DimensionLayout out;
    for (std::size_t d = 0; d < calibration.dimensions.size(); ++d) {
        if (!in_model(calibration.dimensions[d])) continue;
        out.dimensions.push_back(d);
        out.first_item.push_back(out.kept.size());
        out.equal_slopes.push_back(calibration.dimensions[d] == DimensionEnd::equal_slopes);
        for (const std::size_t j : items_with_parameters(calibration.items)) {
            if (calibration.dimension_of[j] == d) out.kept.push_back(j);
        }
    }
    out.first_item.push_back(out.kept.size());
    return out;
}

void begin_dimensions(const AnswerTable& answers, const std::vector<std::size_t>& dimension_of, ItemModel model, const DimensionsOptions& options,
                      DimensionsCalibration& out) {
    if (options.quadrature.nodes < 3 || !(options.quadrature.limit > 0))
        throw std::invalid_argument("a grid has at least 3 nodes and a limit above 0");
    if (dimension_of.size() != answers.items()) throw std::invalid_argument("each item measures one dimension");
    if (!has_slopes(model)) throw std::invalid_argument("items of several dimensions have slopes");
    for (std::size_t j = 0; j < answers.items(); ++j) {
        if (model == ItemModel::two_parameter && answers.categories(j) != 2) throw std::invalid_argument("items of this model have two categories");
    }
    std::size_t dimensions = 0;
    for (const std::size_t d : dimension_of) dimensions = std::max(dimensions, d + 1);
    if (dimensions > answers.items()) throw std::invalid_argument("dimensions are numbered from 0 without a gap");
    out.model = model;
    out.dimension_of = dimension_of;
    out.items = items_in_use(answers, model, {});
    std::vector<std::size_t> varying(dimensions, 0);
    std::vector<bool> named(dimensions, false);
    for (std::size_t j = 0; j < out.items.size(); ++j) {
        named[dimension_of[j]] = true;
        varying[dimension_of[j]] += out.items[j].end == ItemEnd::no_variance ? 0U : 1U;
    }
    if (std::find(named.begin(), named.end(), false) != named.end()) throw std::invalid_argument("dimensions are numbered from 0 without a gap");
    for (const std::size_t items : varying)
        out.dimensions.push_back(items == 0   ? DimensionEnd::no_items
                                 : items == 1 ? DimensionEnd::one_item
                                 : items == 2 ? DimensionEnd::equal_slopes
                                              : DimensionEnd::estimated);
    for (std::size_t j = 0; j < out.items.size(); ++j) {
        if (out.items[j].end != ItemEnd::no_variance && out.dimensions[dimension_of[j]] == DimensionEnd::one_item) out.items[j].end = ItemEnd::alone;
    }
    for (std::size_t p = 0; p < answers.people(); ++p) out.weight += answers.weight(p);
}

AnswerTable answers_of_layout(const AnswerTable& answers, const DimensionsCalibration& calibration, const DimensionLayout& layout) {
    if (answers.items() != calibration.items.size()) throw std::invalid_argument("the answers have other items than the calibration");
    for (const std::size_t j : layout.kept) {
        if (calibration.items[j].used.back() >= answers.categories(j))
            throw std::invalid_argument("an item has fewer categories than in the calibration");
    }
    std::vector<std::size_t> order(answers.people());
    std::iota(order.begin(), order.end(), std::size_t{0});
    return recoded_answers(answers, calibration.items, layout.kept, order);
}

std::vector<PosteriorMoments> variable_moments_of_people(const AnswerTable& answers, const DimensionsCalibration& calibration,
                                                         const DimensionLayout& layout, const std::vector<double>& points,
                                                         const JointDistribution& distribution, unsigned threads) {
    const AnswerTable in_use = answers_of_layout(answers, calibration, layout);
    const NodeTable probabilities = probability_table(calibration.model, parameters_of(calibration, layout), points);
    std::vector<PosteriorMoments> out(distribution.variables());
    for (PosteriorMoments& one : out) one = {std::vector<double>(answers.people()), std::vector<double>(answers.people())};
    parallel_for((answers.people() + DimensionBlocks::chunk - 1) / DimensionBlocks::chunk, threads, [&](std::size_t chunk) {
        DimensionBlocks blocks(in_use, probabilities, layout.first_item, distribution);
        const std::size_t first = chunk * DimensionBlocks::chunk;
        blocks.run(first, std::min(first + DimensionBlocks::chunk, answers.people()), [&](const DimensionBlock& block) {
            for (std::size_t v = 0; v < out.size(); ++v) {
                for (std::size_t p = 0; p < block.people; ++p)
                    add_moments(blocks.posterior(v) + p * block.padded, points, out[v].mean[block.first + p], out[v].sd[block.first + p]);
            }
        });
    });
    return out;
}

std::vector<std::vector<double>> node_posteriors_of_people(const AnswerTable& answers, const DimensionsCalibration& calibration,
                                                           const DimensionLayout& layout, const std::vector<double>& points,
                                                           const JointDistribution& distribution, std::size_t first, std::size_t people) {
    if (first > answers.people() || people > answers.people() - first) throw std::invalid_argument("there are fewer people");
    const AnswerTable in_use = answers_of_layout(answers, calibration, layout);
    const NodeTable probabilities = probability_table(calibration.model, parameters_of(calibration, layout), points);
    std::vector<std::vector<double>> out(distribution.variables(), std::vector<double>(people * points.size()));
    DimensionBlocks blocks(in_use, probabilities, layout.first_item, distribution);
    blocks.run(first, first + people, [&](const DimensionBlock& block) {
        for (std::size_t v = 0; v < out.size(); ++v) {
            for (std::size_t p = 0; p < block.people; ++p)
                std::copy_n(blocks.posterior(v) + p * block.padded, points.size(),
                            out[v].begin() + static_cast<std::ptrdiff_t>((block.first + p - first) * points.size()));
        }
    });
    return out;
}

}  // namespace capgap
