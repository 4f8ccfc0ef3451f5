#pragma once

#include <capgap/framework/profiles.hpp>
#include <capgap/responses/codebook.hpp>
#include <capgap/survey/survey.hpp>

namespace capgap {

/// A framework with its questionnaire and targets, checked against each other.
struct Instrument {
    const Framework& framework;
    const Survey& survey;
    const Profiles& profiles;
    const Codebook& codebook;
};

}  // namespace capgap
