#pragma once

/// Diagnostic codes of use cases; engine/docs/diagnostics.md lists them.
namespace capgap::codes {

// forms that people have filled in
inline constexpr const char* form_of_another_survey = "CG2801";  ///< a form of another questionnaire, version or wording
inline constexpr const char* form_answer = "CG2802";             ///< what stands in a form is no answer, or one is missing

// calibration
inline constexpr const char* model_of_two_categories = "CG2811";  ///< a model of items with two categories, and an item with more
inline constexpr const char* scale_items_differ = "CG2812";       ///< a rating scale, and items of one competency with other numbers of categories
inline constexpr const char* calibration_ended = "CG2813";        ///< warning: a calibration ended otherwise than it should, or the grid does not do
inline constexpr const char* calibration_of_another = "CG2814";   ///< a calibration of another framework, survey, competency, item or option
inline constexpr const char* calibration_not_used = "CG2815";     ///< warning: a competency whose calibration did not come to its end
inline constexpr const char* calibration_of_other_wording = "CG2816";  ///< warning: a calibration of the same survey in other words

// linking of calibrations
inline constexpr const char* link_to_another = "CG2831";  ///< a calibration to link to of another framework, model or number of levels
inline constexpr const char* link_is_weak = "CG2832";     ///< warning: a competency that cannot be linked, or by one item only

}  // namespace capgap::codes
