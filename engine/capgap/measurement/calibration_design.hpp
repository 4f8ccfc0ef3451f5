#pragma once

#include <capgap/measurement/item_model.hpp>
#include <capgap/measurement/quadrature.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace capgap {

/// An item with its categories: options that are worth the same are one.
struct ItemDesign {
    struct Category {
        std::int64_t points = 0;           ///< of ScaleDesign::points_per_item
        std::vector<std::string> options;  ///< ids

        friend bool operator==(const Category&, const Category&) = default;
    };

    std::string id;
    std::vector<Category> categories;  ///< by points, rising

    friend bool operator==(const ItemDesign&, const ItemDesign&) = default;
};

struct ScaleDesign {
    std::string competency;
    std::int64_t points_per_item = 1;  ///< what the best answer is worth
    std::vector<ItemDesign> items;

    friend bool operator==(const ScaleDesign&, const ScaleDesign&) = default;
};

/// What is calibrated: all that is known before anybody has answered.
struct CalibrationDesign {
    std::string framework_id;
    std::string framework_version;
    std::string survey_id;
    std::string survey_version;
    std::string survey_sha256;  ///< of its words
    ItemModel model = ItemModel::graded;
    Quadrature grid;
    std::vector<double> cut_scores_0_100;
    std::vector<ScaleDesign> scales;  ///< by competency of the framework

    friend bool operator==(const CalibrationDesign&, const CalibrationDesign&) = default;
};

}  // namespace capgap
