#pragma once

#include <capgap/base/location.hpp>
#include <capgap/measurement/calibration_design.hpp>
#include <capgap/measurement/em_state.hpp>
#include <capgap/measurement/node_sums.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace capgap {

/// How far the calibration of one competency has come over several sites.
struct ScaleProgress {
    std::int64_t people = 0;                        ///< of all sites, who answered at least one of its items
    std::vector<bool> asked;                        ///< by item of the design: at one site at least
    std::vector<std::vector<std::int64_t>> chosen;  ///< [item][category]: people of all sites; empty for a design of fewer than two items
    std::string undefined;                          ///< why there is no model; empty where there is one
    std::optional<EmState> em;                      ///< where there is one
};

/// What goes from the centre to the sites.
struct JointParameters {
    std::string made_by;
    std::string assessment;    ///< id that the calibration will have
    std::size_t exchange = 1;  ///< to which the sites are to answer; 0 is the count of categories, which needs no parameters
    std::size_t sites = 0;
    CalibrationDesign design;
    std::vector<ScaleProgress> scales;  ///< as in the design
};

/// One competency at one site.
struct ScaleCounts {
    std::int64_t people = 0;
    std::vector<bool> asked;                        ///< in exchange 0, by item of the design
    std::vector<std::vector<std::int64_t>> chosen;  ///< in exchange 0, as in ScaleProgress
    std::optional<NodeSums> sums;                   ///< later, where an E-step is wanted
};

/// What goes from a site to the centre: no row of a person, but sums over at least least_people_of_a_calibration people.
struct SiteCounts {
    Location at;
    std::string made_by;
    std::string assessment;
    std::optional<CalibrationDesign> design;    ///< in exchange 0
    std::optional<JointParameters> parameters;  ///< later: those to which these are the counts
    std::string parameters_sha256;              ///< of their file; empty in exchange 0
    std::vector<ScaleCounts> scales;

    [[nodiscard]] std::size_t exchange() const { return parameters ? parameters->exchange : 0; }
};

}  // namespace capgap
