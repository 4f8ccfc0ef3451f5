#pragma once

/// Codes of diagnostics, one meaning each for ever: a code that is no longer used is not given to anything else.
namespace capgap::codes {

// CG1300-CG1319: the questions
inline constexpr const char* survey_framework_mismatch = "CG1300";    ///< the survey is for another framework or version
inline constexpr const char* survey_id_malformed = "CG1301";          ///< a scale, option, item or background question has no proper id
inline constexpr const char* survey_id_repeated = "CG1302";           ///< two of a kind, or an item and a background question, have one id
inline constexpr const char* column_name_reserved = "CG1303";         ///< an item or background question is called like a column of its own meaning
inline constexpr const char* option_count = "CG1304";                 ///< too few or too many options
inline constexpr const char* item_count = "CG1305";                   ///< a survey without items
inline constexpr const char* item_measures_not_one = "CG1306";        ///< an item has more than one, or none, of competency, attitude and anchors
inline constexpr const char* item_competency_unknown = "CG1307";      ///< an item names a competency that does not exist
inline constexpr const char* item_attitude_unknown = "CG1308";        ///< an item names an attitude that does not exist
inline constexpr const char* item_scale_unknown = "CG1309";           ///< an item names a scale that does not exist
inline constexpr const char* question_of_persons_only = "CG1310";     ///< institutions are asked what only persons can answer
inline constexpr const char* sensitive_breakdown = "CG1311";          ///< remark: tables by a sensitive question
inline constexpr const char* wanted_out_of_range = "CG1312";          ///< `wanted` asks for none, or for more competencies than there are
inline constexpr const char* competency_without_item = "CG1313";      ///< warning: competencies that no item measures
inline constexpr const char* competency_with_single_item = "CG1314";  ///< remark: a competency of persons that hangs on one answer
inline constexpr const char* notice_missing = "CG1315";               ///< persons are asked without being told who asks, and why
inline constexpr const char* notice_not_needed = "CG1316";            ///< remark: a notice for institutions

// CG1320-CG1339: routing
inline constexpr const char* routing_question_unknown = "CG1320";   ///< `ask_if` names a question that does not exist
inline constexpr const char* routing_to_itself = "CG1321";          ///< an item is asked by its own answer
inline constexpr const char* routing_to_later_item = "CG1322";      ///< an item is asked by the answer to one that comes later
inline constexpr const char* routing_option_unknown = "CG1323";     ///< `in` names an option that the question does not have
inline constexpr const char* routing_without_option = "CG1324";     ///< `in` is empty
inline constexpr const char* routing_question_inactive = "CG1325";  ///< warning: the question is asked only where an assessment switches it on
inline constexpr const char* routing_profile_unknown = "CG1326";    ///< `in` names a profile that the targets do not have

// CG1340-CG1359: scoring
inline constexpr const char* scale_without_range = "CG1340";        ///< a scale of a competency has fewer than two different scores
inline constexpr const char* no_common_denominator = "CG1341";      ///< the scores of a competency cannot be added exactly
inline constexpr const char* scoring_method_unknown = "CG1342";     ///< a method that the program does not know
inline constexpr const char* min_answered_out_of_range = "CG1343";  ///< `min_answered` is not above 0 and at most 1
inline constexpr const char* cut_count = "CG1344";                  ///< not one cut less than the framework has levels
inline constexpr const char* cuts_not_rising = "CG1345";            ///< a cut that is not above the one before it
inline constexpr const char* cut_out_of_range = "CG1346";           ///< a cut outside 0..100
inline constexpr const char* cut_of_zero = "CG1347";                ///< warning: a cut that everyone reaches
inline constexpr const char* cut_source_unknown = "CG1348";         ///< the cut scores name no source of the file
inline constexpr const char* match_bands_wrong = "CG1349";          ///< `match_bands` are not four numbers between 0 and 100 that rise

// CG1360-CG1369: anchoring vignettes
inline constexpr const char* vignette_item_unknown = "CG1360";   ///< a vignette anchors an item that does not exist
inline constexpr const char* vignette_item_unscored = "CG1361";  ///< a vignette anchors what is no self-rating on a competency
inline constexpr const char* vignette_scale_differs = "CG1362";  ///< a vignette has another scale than the item that it anchors
inline constexpr const char* vignette_reversed = "CG1363";       ///< a vignette says `reversed`, which is that of its item
inline constexpr const char* vignettes_too_many = "CG1364";      ///< an item has more vignettes than are possible

}  // namespace capgap::codes
