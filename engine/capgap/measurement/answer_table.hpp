#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace capgap {

/// Answers of people to the items of one scale, as bytes, person after person. A category is 0..K-1 of its item; what was not answered is `missing`.
class AnswerTable {
public:
    static constexpr std::uint8_t missing = 0xff;
    /// As many as a scale of a survey can have.
    static constexpr std::size_t most_categories = 100;

    /// `categories`: K of each item. Throws std::invalid_argument where one is not 2..most_categories.
    explicit AnswerTable(std::vector<std::size_t> categories);

    /// One person: a code for each item. Codes that are no category of their item count as missing. Weights are above 0, or 0 for who only looks on.
    void add(std::span<const std::uint8_t> codes, double weight = 1, std::uint16_t group = 0);

    /// All weights so that they add up to the number of people; nothing changes where nobody has one above 0.
    void scale_weights();

    [[nodiscard]] std::size_t items() const noexcept { return categories_.size(); }
    [[nodiscard]] std::size_t people() const noexcept { return group_.size(); }
    [[nodiscard]] std::size_t categories(std::size_t item) const { return categories_[item]; }
    /// Largest number of categories.
    [[nodiscard]] std::size_t widest() const;
    /// Groups are numbered from 0; as many as were named, at least 1.
    [[nodiscard]] std::size_t groups() const noexcept { return groups_; }
    [[nodiscard]] std::span<const std::uint8_t> person(std::size_t index) const { return std::span(codes_).subspan(index * items(), items()); }
    [[nodiscard]] std::uint16_t group(std::size_t person) const { return group_[person]; }
    [[nodiscard]] double weight(std::size_t person) const { return weights_.empty() ? 1 : weights_[person]; }
    [[nodiscard]] bool has_weights() const noexcept { return !weights_.empty(); }

    /// People by their weights who gave each category of an item.
    [[nodiscard]] std::vector<double> category_weights(std::size_t item) const;

private:
    std::vector<std::size_t> categories_;
    std::vector<std::uint8_t> codes_;
    std::vector<double> weights_;  ///< empty while all are 1
    std::vector<std::uint16_t> group_;
    std::size_t groups_ = 1;
};

}  // namespace capgap
