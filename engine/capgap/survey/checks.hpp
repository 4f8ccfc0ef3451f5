#pragma once

#include <capgap/base/diagnostic.hpp>
#include <capgap/framework/framework.hpp>
#include <capgap/framework/text_check.hpp>
#include <capgap/survey/survey.hpp>

namespace capgap {

/// The parts of Survey::make, one source each; nothing outside this folder includes them. They share the file, the framework and the list of
/// problems.
struct SurveyCheck {
    const SurveyContent& content;
    const Framework& framework;
    /// The survey was written for this framework. Otherwise nothing is held against it: each competency would look wrong.
    bool fits = false;
    TextCheck& texts;
    Diagnostics& found;
};

void check_scales(const SurveyCheck& check);      ///< scale_check.cpp
void check_items(const SurveyCheck& check);       ///< item_check.cpp
void check_vignettes(const SurveyCheck& check);   ///< vignette_check.cpp
void check_background(const SurveyCheck& check);  ///< background_check.cpp
void check_column_names(const SurveyCheck& check);
void check_routing(const SurveyCheck& check);  ///< routing_check.cpp
void check_scoring(const SurveyCheck& check);  ///< scoring_check.cpp

}  // namespace capgap
