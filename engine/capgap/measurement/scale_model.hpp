#pragma once

#include <capgap/measurement/item_model.hpp>
#include <capgap/measurement/plausible_values.hpp>
#include <capgap/measurement/quadrature.hpp>

#include <boost/unordered/unordered_flat_map.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace capgap {

/// A scale whose items are calibrated.
struct ScaleModel {
    ItemModel model = ItemModel::graded;
    bool equal_slopes = false;
    std::vector<ItemParameters> items;
    Quadrature quadrature;
    double mean = 0;  ///< of theta among the people of the calibration
    double sd = 1;
    std::vector<double> cuts;  ///< theta of level 2, 3, ..., not falling; infinite: reached by nobody, or by everybody

    /// 1..L: a level is reached where theta is at its cut.
    [[nodiscard]] int level_of(double theta) const;
};

/// The ways in which people answered a scale, numbered as they occur: with few items there are far fewer of them than people.
class AnswerPatterns {
public:
    explicit AnswerPatterns(std::size_t items) : items_(items) {}

    /// `codes`: of each item a category or AnswerTable::missing. Throws std::length_error beyond 2^32 - 2 patterns.
    std::uint32_t number_of(std::span<const std::uint8_t> codes);
    [[nodiscard]] std::size_t size() const noexcept { return numbers_.size(); }
    [[nodiscard]] std::span<const std::uint8_t> codes(std::size_t pattern) const { return std::span(codes_).subspan(pattern * items_, items_); }

private:
    std::size_t items_;
    std::vector<std::uint8_t> codes_;
    boost::unordered_flat_map<std::string, std::uint32_t> numbers_;
    std::string key_;
};

/// At the nodes of the calibration; the largest of each pattern is 1. Categories that the model does not know, and items without parameters, say
/// nothing. Memory: patterns x nodes numbers.
[[nodiscard]] PatternLikelihoods pattern_likelihoods(const ScaleModel& scale, const AnswerPatterns& patterns);

/// One person, by nothing but their answers and the distribution of the calibration: so that nobody's estimate depends on where they work.
struct PersonEstimate {
    double theta = 0;  ///< mean of the posterior (EAP)
    double theta_se = 0;
    int level = 0;  ///< of the median of the posterior
};
/// Of each pattern.
[[nodiscard]] std::vector<PersonEstimate> estimate_persons(const ScaleModel& scale, const PatternLikelihoods& likelihoods);

}  // namespace capgap
