#pragma once

#include <capgap/measurement/dimensions.hpp>

#include <measurement/agreement.hpp>
#include <measurement/psychometric_files.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <string>
#include <vector>

/// What tests of models of several dimensions have in common; the files are those of tests/reference/psychometric/several_dimensions.py.
namespace capgap::psychometric {

inline DimensionsOptions on_grid(std::size_t nodes, double limit) {
    DimensionsOptions out;
    out.quadrature = {nodes, limit};
    return out;
}

/// The last column is the weight.
inline AnswerTable weighted_answers_of(const std::string& name, const std::vector<std::size_t>& categories) {
    AnswerTable out(categories);
    for (const std::vector<double>& row : numbers(folder / (name + "_data.csv"))) {
        std::vector<std::uint8_t> codes;
        for (std::size_t j = 0; j < categories.size(); ++j)
            codes.push_back(std::isnan(row[j]) ? AnswerTable::missing : static_cast<std::uint8_t>(row[j]));
        out.add(codes, row.back());
    }
    return out;
}

inline void expect_items(const DimensionsCalibration& found, const std::string& name, double within) {
    const auto expected = numbers(folder / (name + "_items.csv"), 1);
    ASSERT_EQ(found.items.size(), expected.size());
    std::string words = name;
    std::replace(words.begin(), words.end(), '_', ' ');
    Agreement agreement("slopes and intercepts of several dimensions", "direct maximisation in Python (several_dimensions.py)", words, within);
    for (std::size_t j = 0; j < expected.size(); ++j) {
        agreement.look(found.items[j].parameters.slope, expected[j][0]);
        ASSERT_EQ(found.items[j].parameters.intercepts.size() + 1, expected[j].size());
        for (std::size_t k = 1; k < expected[j].size(); ++k) agreement.look(found.items[j].parameters.intercepts[k - 1], expected[j][k]);
    }
}

/// Columns `2 d` and `2 d + 1` of the file are mean and sd of `found`.
inline void expect_people(const PosteriorMoments& found, const std::string& name, std::size_t d, double within) {
    const auto expected = numbers(folder / (name + "_people.csv"));
    ASSERT_EQ(found.mean.size(), expected.size());
    double off = 0;
    for (std::size_t p = 0; p < expected.size(); ++p)
        off = std::max({off, std::abs(found.mean[p] - expected[p][2 * d]), std::abs(found.sd[p] - expected[p][2 * d + 1])});
    EXPECT_LT(off, within) << d;
}

inline std::uint8_t drawn_answer(std::mt19937& random, const ItemParameters& item, double theta) {
    std::vector<double> chance(item.categories());
    category_probabilities(ItemModel::graded, item, theta, chance);
    double draw = std::generate_canonical<double, 53>(random);
    std::uint8_t code = 0;
    while (code + std::size_t{1} < chance.size() && draw >= chance[code]) draw -= chance[code++];
    return code;
}

inline std::vector<std::size_t> of_each(std::size_t dimensions, std::size_t items) {
    std::vector<std::size_t> out;
    for (std::size_t d = 0; d < dimensions; ++d) out.insert(out.end(), items, d);
    return out;
}

}  // namespace capgap::psychometric
