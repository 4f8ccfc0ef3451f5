#pragma once

#include <capgap/base/location.hpp>
#include <capgap/measurement/item_model.hpp>
#include <capgap/measurement/quadrature.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace capgap {

/// One step of an item: the options that count alike, and how hard it is to come up to them.
struct CalibratedStep {
    std::vector<std::string> options;  ///< ids; empty for none that anybody chose
    std::optional<double> difficulty;  ///< b; nothing for the lowest
    std::optional<double> error;       ///< standard error of b
};

/// Slope and difficulties of an item, as files and reports have them.
struct ItemCalibration {
    std::string id;
    Location at;
    std::string end;  ///< "estimated", "fixed", "at_limit", "no_variance", "flat"
    std::optional<double> slope;
    std::optional<double> slope_error;
    std::vector<CalibratedStep> steps;  ///< lowest first, those that somebody chose
};

/// How a scale was brought onto that of another calibration: theta there = slope x theta as calibrated + shift, or by the parameters of common items,
/// which stayed what they are there.
struct CalibrationLink {
    std::size_t items = 0;  ///< in common
    bool fixed = false;     ///< these items are fixed; what follows is not said then
    double slope = 1;
    double shift = 0;
    std::optional<double> slope_error;  ///< linking errors, by the choice of common items; nothing for fewer than two
    std::optional<double> shift_error;
    std::vector<std::optional<double>> cut_errors;  ///< of each cut, on theta
};

/// How the competencies of a questionnaire are calibrated.
enum class Structure {
    apart,         ///< each by itself
    correlated,    ///< together, with a correlation of every two: two or three
    second_order,  ///< together, under one general factor: any number
};
[[nodiscard]] std::string_view to_string(Structure structure);
[[nodiscard]] std::optional<Structure> structure_of(std::string_view text);

/// A number that was estimated; without an error where that is undefined.
struct Estimated {
    double value = 0;
    std::optional<double> error;
};

/// Correlation of a competency with the general factor.
struct CompetencyLoading : Estimated {
    std::string end;  ///< "estimated", "equal", "heywood"
};

/// Of competencies that were calibrated together.
struct TogetherCalibration {
    struct Correlation : Estimated {
        std::string a;  ///< ids of the competencies
        std::string b;
    };

    std::int64_t people = 0;  ///< who answered at least one item of one of them
    std::string end;
    std::string grid;
    std::size_t e_steps = 0;
    std::size_t parameters = 0;
    double log_likelihood = 0;
    std::vector<Correlation> correlations;  ///< of Structure::correlated
};

/// Where the people of a group stand on theta.
struct CalibratedGroup {
    std::string category;  ///< id of an option of the question that makes the groups
    double mean = 0;
    double sd = 1;
    std::optional<double> mean_error;  ///< nothing where it is given and not estimated
    std::optional<double> sd_error;
    std::int64_t people = 0;
};

/// The model of one competency, or why there is none.
struct CompetencyCalibration {
    std::string id;
    Location at;
    std::int64_t people = 0;  ///< who answered at least one of its items
    std::string undefined;    ///< "no_items", "one_item", "few_people", "no_variance"; empty where there is a model
    std::string end;          ///< "converged", "out_of_steps", "diverged"; of competencies together, that of all
    std::string grid;         ///< "fits", "too_coarse", "too_narrow"; likewise
    std::size_t e_steps = 0;  ///< this and the next two are 0 of competencies together: InstrumentCalibration::together has them
    std::size_t parameters = 0;
    double log_likelihood = 0;
    double mean = 0;  ///< of theta, of all people; of groups, of their mixture
    double sd = 1;
    std::optional<double> mean_error;  ///< of one group, where mean and sd were both estimated
    std::optional<double> sd_error;
    std::vector<CalibratedGroup> groups;      ///< empty: all people are one group
    std::vector<std::optional<double>> cuts;  ///< theta of level 2, 3, ...; nothing where no theta of the grid is expected to reach it
    std::vector<ItemCalibration> items;
    std::optional<CompetencyLoading> loading;  ///< of Structure::second_order
    std::optional<CalibrationLink> link;
};

/// What `capgap calibrate` finds: an item response model of each competency of a questionnaire.
struct InstrumentCalibration {
    std::string id;  ///< that of the assessment
    Location at;
    std::string made_by;
    ItemModel model = ItemModel::graded;
    Quadrature grid;
    bool weighted = false;  ///< by the weights of the answers; errors are those of the sandwich
    std::string framework_id;
    std::string framework_version;
    std::string survey_id;
    std::string survey_version;
    std::string survey_sha256;
    std::string groups_by;         ///< id of the background question whose categories are groups; empty: one group
    std::string linked_to;         ///< id of the calibration whose scales these are; empty: their own
    std::string linked_to_sha256;  ///< of its file
    Structure structure = Structure::apart;
    std::optional<TogetherCalibration> together;  ///< unless apart
    std::vector<CompetencyCalibration> competencies;
};

}  // namespace capgap
