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
inline constexpr const char* structure_unfit =
    "CG2817";  ///< a structure of a calibration that the model, the weights or the competencies do not allow
inline constexpr const char* calibration_of_other_wording = "CG2816";  ///< warning: a calibration of the same survey in other words

// CG2820-CG2829: calibration over several sites
inline constexpr const char* site_is_weighted = "CG2820";  ///< answers with weights at a site that counts for a calibration with others
inline constexpr const char* site_is_small = "CG2821";     ///< a competency that 1 to 99 people of a site answered: counts would tell their answers
inline constexpr const char* parameters_of_another = "CG2822";  ///< parameters of another framework, survey, wording or scoring than the round
inline constexpr const char* parameters_impossible = "CG2823";  ///< parameters that cannot be those of the items
inline constexpr const char* sites_differ = "CG2824";           ///< counts of different exchanges, parameters, surveys or models
inline constexpr const char* site_malformed = "CG2825";         ///< counts that are not of the items that they name
inline constexpr const char* sites_changed = "CG2826";  ///< counts that do not add up to the answers of the start: a site is missing, or changed

// linking of calibrations
inline constexpr const char* link_to_another = "CG2831";  ///< a calibration to link to of another framework, model or number of levels
inline constexpr const char* link_is_weak = "CG2832";     ///< warning: a competency that cannot be linked, or by one item only

// groups of a calibration
inline constexpr const char* calibration_groups_unknown = "CG2841";  ///< groups by what is no background question that people are asked
inline constexpr const char* calibration_ungrouped = "CG2842";  ///< warning: people of no group, or of a small one, who do not count in a calibration

}  // namespace capgap::codes
