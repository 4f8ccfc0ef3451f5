#include <capgap/measurement/second_order_e_step.hpp>

#include <capgap/base/parallel.hpp>
#include <capgap/measurement/aligned_numbers.hpp>
#include <capgap/measurement/dimension_kernels.hpp>
#include <capgap/measurement/lanes.hpp>
#include <capgap/measurement/likelihood_kernel.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>

namespace capgap {

namespace {

/// Of a part: some 2 kB are needed for each.
constexpr std::size_t most_patterns = 1U << 15U;

/// The different answers to the items of one competency that people of a part gave.
struct PatternsOfCompetency {
    std::vector<std::uint8_t> codes;  ///< pattern after pattern
    std::size_t count = 0;
};

/// People who follow each other.
struct PartOfPeople {
    std::size_t first = 0;
    std::size_t last = 0;
    std::vector<PatternsOfCompetency> patterns;  ///< by competency
};

/// Divides people into parts, and numbers the patterns of each.
class PatternNumbers {
public:
    PatternNumbers(const AnswerTable& answers, const std::vector<std::size_t>& first_item)
        : first_item_(first_item), competencies_(first_item.size() - 1), known_(competencies_) {
        number_.resize(answers.people() * competencies_);
        begin_part(0);
        for (std::size_t p = 0; p < answers.people(); ++p) {
            if (count_ + competencies_ > most_patterns && p > parts_.back().first) begin_part(p);
            for (std::size_t c = 0; c < competencies_; ++c) number_[p * competencies_ + c] = number_of(answers.person(p), c);
            parts_.back().last = p + 1;
        }
        known_.clear();
    }

    const std::vector<PartOfPeople>& parts() const { return parts_; }
    /// By competency.
    const std::uint32_t* person(std::size_t index) const { return number_.data() + index * competencies_; }

private:
    void begin_part(std::size_t first) {
        PartOfPeople& part = parts_.emplace_back();
        part.first = part.last = first;
        part.patterns.resize(competencies_);
        for (auto& one : known_) one.clear();
        count_ = 0;
    }

    std::uint32_t number_of(std::span<const std::uint8_t> answers, std::size_t competency) {
        const std::span<const std::uint8_t> own = answers.subspan(first_item_[competency], first_item_[competency + 1] - first_item_[competency]);
        PatternsOfCompetency& patterns = parts_.back().patterns[competency];
        const auto [found, is_new] = known_[competency].try_emplace(std::string(own.begin(), own.end()), static_cast<std::uint32_t>(patterns.count));
        if (is_new) {
            patterns.codes.insert(patterns.codes.end(), own.begin(), own.end());
            ++patterns.count;
            ++count_;
        }
        return found->second;
    }

    const std::vector<std::size_t>& first_item_;
    std::size_t competencies_;
    std::vector<std::unordered_map<std::string, std::uint32_t>> known_;  ///< of the part that is being made
    std::size_t count_ = 0;
    std::vector<PartOfPeople> parts_;
    std::vector<std::uint32_t> number_;  ///< [person][competency]
};

/// What an E-step knows of the patterns of a competency: rows of nodes.
struct PatternRows {
    AlignedNumbers likelihood;      ///< at nodes of the competency, adding up to 1
    AlignedNumbers given;           ///< how likely they are at nodes of the general factor
    AlignedNumbers moved;           ///< likewise, times the point of the competency
    AlignedNumbers people;          ///< the weight of people who gave them, at nodes of the general factor
    std::vector<double> log_scale;  ///< the logarithm of what `likelihood` was divided by
};

class SecondOrderEStep final : public DimensionEStep {
public:
    SecondOrderEStep(const SecondOrderDistribution& distribution, const AnswerTable& answers, const std::vector<std::size_t>& first_item)
        : t_(distribution.tables()),
          answers_(answers),
          first_item_(first_item),
          competencies_(first_item.size() - 1),
          numbers_(answers, first_item) {}

    [[nodiscard]] DimensionCounts counts(const NodeTable& probabilities, unsigned threads) const override {
        DimensionCounts out{NodeTable(probabilities.items(), probabilities.rows() - 1, t_.nodes), {}, std::vector<double>(competencies_, 0), 0, 0};
        out.counts.fill(0);
        out.node_mass.assign(competencies_ + 1, std::vector<double>(t_.nodes, 0));
        for (const PartOfPeople& part : numbers_.parts()) {
            std::vector<PatternRows> rows(competencies_);
            parallel_for(competencies_, threads, [&](std::size_t c) { rows[c] = rows_of(c, part.patterns[c], probabilities); });
            add_people(part, rows, threads, out);
            parallel_for(competencies_, threads, [&](std::size_t c) { add_patterns(c, part.patterns[c], rows[c], probabilities, out); });
        }
        return out;
    }

private:
    /// The answers of some patterns as rows of the table.
    KernelInput input(std::size_t competency, const PatternsOfCompetency& of, std::size_t first, const NodeTable& probabilities,
                      std::vector<std::uint8_t>& codes, const double* flat) const {
        const std::size_t items = first_item_[competency + 1] - first_item_[competency];
        const std::size_t count = std::min(KernelInput::most_people, of.count - first);
        const auto missing_row = static_cast<std::uint8_t>(probabilities.rows() - 1);
        codes.resize(count * items);
        std::transform(of.codes.begin() + static_cast<std::ptrdiff_t>(first * items),
                       of.codes.begin() + static_cast<std::ptrdiff_t>((first + count) * items), codes.begin(),
                       [missing_row](std::uint8_t code) { return code == AnswerTable::missing ? missing_row : code; });
        return {codes.data(), count,
                items,        probabilities.rows(),
                t_.padded,    probabilities.data() + first_item_[competency] * probabilities.rows() * t_.padded,
                flat,         nullptr};
    }

    PatternRows rows_of(std::size_t competency, const PatternsOfCompetency& of, const NodeTable& probabilities) const {
        constexpr double ln_2 = 0.693147180559945309417;
        const std::size_t size = of.count * t_.padded;
        PatternRows out{AlignedNumbers(size), AlignedNumbers(size), AlignedNumbers(size), AlignedNumbers(size, 0.0), {}};
        std::vector<double> flat(t_.padded, 0);
        std::fill_n(flat.begin(), t_.nodes, 1.0);
        std::vector<std::uint8_t> codes;
        std::array<double, KernelInput::most_people> sum{};
        std::array<int, KernelInput::most_people> exponent{};
        for (std::size_t first = 0; first < of.count; first += KernelInput::most_people) {
            const KernelInput in = input(competency, of, first, probabilities, codes, flat.data());
            kernels().posterior(in, out.likelihood.data() + first * t_.padded, sum.data(), exponent.data());
            for (std::size_t i = 0; i < in.people; ++i) out.log_scale.push_back(std::log(sum[i]) + exponent[i] * ln_2);
        }
        std::vector<double> moved(t_.padded);
        for (std::size_t i = 0; i < of.count; ++i) {
            const double* const likelihood = out.likelihood.data() + i * t_.padded;
            double* const given = out.given.data() + i * t_.padded;
            for (std::size_t q = 0; q < t_.padded; ++q) moved[q] = likelihood[q] * t_.points[q];
            dimension_kernels().rows({t_.given_turned[competency].data(), likelihood, moved.data(), t_.nodes, t_.padded}, given,
                                     out.moved.data() + i * t_.padded);
            for (std::size_t r = 0; r < t_.nodes; ++r) given[r] = std::max(given[r], SecondOrderDistribution::least_given);
        }
        return out;
    }

    struct PeopleSums {
        double weight = 0;
        double log_likelihood = 0;
    };

    /// The posteriors of the general factor, a wave of people at a time: person by person side by side, then added to their patterns competency by
    /// competency side by side, in the order of people.
    void add_people(const PartOfPeople& part, std::vector<PatternRows>& rows, unsigned threads, DimensionCounts& out) const {
        constexpr std::size_t chunk = 1024;
        constexpr std::size_t chunks_in_wave = 16;
        AlignedNumbers general(std::min(part.last - part.first, chunk * chunks_in_wave) * t_.padded);
        for (std::size_t first = part.first; first < part.last; first += chunk * chunks_in_wave) {
            const std::size_t last = std::min(part.last, first + chunk * chunks_in_wave);
            const std::size_t chunks = (last - first + chunk - 1) / chunk;
            std::vector<PeopleSums> sums(chunks);
            parallel_for(chunks, threads, [&](std::size_t i) {
                for (std::size_t p = first + i * chunk; p < std::min(last, first + (i + 1) * chunk); ++p)
                    add_person(p, rows, general.data() + (p - first) * t_.padded, sums[i]);
            });
            for (const PeopleSums& one : sums) {
                out.weight += one.weight;
                out.log_likelihood += one.log_likelihood;
            }
            parallel_for(competencies_ + 1, threads, [&](std::size_t c) {
                for (std::size_t p = first; p < last; ++p) {
                    const double* const from = general.data() + (p - first) * t_.padded;
                    if (c == competencies_) {
                        for (std::size_t r = 0; r < t_.nodes; ++r) out.node_mass[c][r] += from[r];
                    } else {
                        double* const to = rows[c].people.data() + numbers_.person(p)[c] * t_.padded;
                        for (std::size_t r = 0; r < t_.padded; r += lane_width) lanes_at(to + r) += lanes_at(from + r);
                    }
                }
            });
        }
    }

    /// The person's weight at each node of the general factor.
    void add_person(std::size_t person, const std::vector<PatternRows>& rows, double* general, PeopleSums& to) const {
        const std::uint32_t* const number = numbers_.person(person);
        std::copy(t_.general.begin(), t_.general.end(), general);
        double log_scale = 0;
        for (std::size_t c = 0; c < competencies_; ++c) {
            log_scale += rows[c].log_scale[number[c]];
            log_scale += t_.multiply(general, rows[c].given.data() + number[c] * t_.padded);
        }
        const double all = total_of_lanes(general, t_.padded);
        const double weight = answers_.weight(person);
        for (std::size_t r = 0; r < t_.padded; r += lane_width) lanes_at(general + r) *= weight / all;
        to.weight += weight;
        to.log_likelihood += weight * (std::log(all) + log_scale);
    }

    /// From the weight of people at the nodes of the general factor to that at the nodes of the competency.
    void add_patterns(std::size_t competency, const PatternsOfCompetency& of, const PatternRows& rows, const NodeTable& probabilities,
                      DimensionCounts& out) const {
        std::vector<double> factor(t_.padded, 0);
        AlignedNumbers mass(KernelInput::most_people * t_.padded);
        std::vector<std::uint8_t> codes;
        for (std::size_t first = 0; first < of.count; first += KernelInput::most_people) {
            const KernelInput in = input(competency, of, first, probabilities, codes, nullptr);
            for (std::size_t i = 0; i < in.people; ++i) {
                const std::size_t at = (first + i) * t_.padded;
                for (std::size_t r = 0; r < t_.nodes; ++r) {
                    factor[r] = rows.people[at + r] / rows.given[at + r];
                    out.products[competency] += t_.points[r] * factor[r] * rows.moved[at + r];
                }
                double* const here = mass.data() + i * t_.padded;
                dimension_kernels().rows({t_.given[competency].data(), factor.data(), nullptr, t_.nodes, t_.padded}, here, nullptr);
                for (std::size_t q = 0; q < t_.padded; ++q) here[q] *= rows.likelihood[at + q];
                for (std::size_t q = 0; q < t_.nodes; ++q) out.node_mass[competency][q] += here[q];
            }
            kernels().count(in, mass.data(), out.counts.data() + first_item_[competency] * probabilities.rows() * t_.padded);
        }
    }

    const SecondOrderDistribution::Tables& t_;
    const AnswerTable& answers_;
    const std::vector<std::size_t>& first_item_;
    std::size_t competencies_;
    PatternNumbers numbers_;
};

}  // namespace

std::unique_ptr<DimensionEStep> second_order_e_step(const SecondOrderDistribution& distribution, const AnswerTable& answers,
                                                    const std::vector<std::size_t>& first_item) {
    return std::make_unique<SecondOrderEStep>(distribution, answers, first_item);
}

}  // namespace capgap
