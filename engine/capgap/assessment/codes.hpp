#pragma once

/// Codes of diagnostics, one meaning each for ever: a code that is no longer used is not given to anything else.
namespace capgap::codes {

// CG14xx: assessments
inline constexpr const char* collection_date_malformed = "CG1401";     ///< `collected_from` or `collected_to` is no day of the calendar
inline constexpr const char* collection_dates_reversed = "CG1402";     ///< the collection ends before it begins
inline constexpr const char* min_cell_too_small = "CG1403";            ///< tables would show single people
inline constexpr const char* instruments_missing = "CG1404";           ///< an assessment without instruments
inline constexpr const char* person_instrument_missing = "CG1405";     ///< no instrument asks persons
inline constexpr const char* person_instrument_repeated = "CG1406";    ///< two instruments ask persons
inline constexpr const char* instrument_survey_repeated = "CG1407";    ///< two instruments have the same survey
inline constexpr const char* mapping_missing = "CG1408";               ///< a foreign format without a mapping
inline constexpr const char* weighting_without_population = "CG1410";  ///< weights to headcounts that are not there
inline constexpr const char* margins_missing = "CG1411";               ///< raked, but to nothing
inline constexpr const char* margins_not_used = "CG1412";              ///< margins, but not raked
inline constexpr const char* margin_empty = "CG1413";                  ///< a margin of no variable
inline constexpr const char* margin_variable_repeated = "CG1414";      ///< a margin crosses a variable with itself
inline constexpr const char* margin_repeated = "CG1415";               ///< two margins cross the same variables
inline constexpr const char* margin_variable_unknown = "CG1416";       ///< a margin of what is no column of the population
inline constexpr const char* breakdown_repeated = "CG1420";            ///< `breakdowns` names a question twice
inline constexpr const char* breakdown_unknown = "CG1421";             ///< `breakdowns` names what is no background question
inline constexpr const char* breakdown_inactive = "CG1422";            ///< remark: `breakdowns` switches a question on
inline constexpr const char* breakdown_not_allowed = "CG1423";         ///< `breakdowns` names a question with `breakdown: false`
inline constexpr const char* breakdowns_of_institutions = "CG1424";    ///< `breakdowns` of an instrument that asks institutions
inline constexpr const char* comparison_not_broken_down = "CG1429";    ///< `compare_items_by` names what no table is broken down by
inline constexpr const char* several_profiles_of_institutions =
    "CG1425";  ///< the targets of an instrument that asks institutions have several profiles

inline constexpr const char* file_form_in_two_places = "CG1426";    ///< `file` of an instrument whose mapping is the place for it
inline constexpr const char* leave_out_of_institutions = "CG1427";  ///< `leave_out` of an instrument that asks institutions
inline constexpr const char* standard_input_twice = "CG1428";       ///< two instruments that read standard input

inline constexpr const char* pool_too_small = "CG1430";             ///< a pool of fewer than two institutions
inline constexpr const char* pool_member_unknown = "CG1431";        ///< a pool names what is no institution
inline constexpr const char* pool_member_repeated = "CG1432";       ///< an institution stands in two pools, or twice in one
inline constexpr const char* pool_members_not_siblings = "CG1433";  ///< institutions of a pool have different parents

inline constexpr const char* person_scores_of_nobody = "CG1434";  ///< an anonymous round that allows a list of persons' scores
inline constexpr const char* person_scores_refused = "CG1435";    ///< `run --persons` where `privacy` or the notice says that there is no such list
inline constexpr const char* notice_part_missing = "CG1436";      ///< a notice is to be written, and nothing says a part of it that people need

// CG1365-CG1367: results of a test
inline constexpr const char* tests_of_institutions = "CG1365";  ///< `tests` of an instrument that asks institutions
inline constexpr const char* tests_of_nobody = "CG1366";        ///< `tests` of an anonymous round, whose answers lead to no person
inline constexpr const char* tests_without_ids = "CG1367";      ///< `tests` of responses whose respondents are numbered by row

// CG1440-CG1449: what is fixed when a round is opened
inline constexpr const char* setting_changed = "CG1440";             ///< a setting is not what was fixed when the round was opened
inline constexpr const char* opening_edited = "CG1441";              ///< `frozen` is not as `capgap open` wrote it
inline constexpr const char* opening_date_malformed = "CG1442";      ///< the day of an opening or re-analysis is none of the calendar
inline constexpr const char* reanalysis_without_opening = "CG1443";  ///< a re-analysis of a round that was never opened
inline constexpr const char* reanalysis_before_opening = "CG1444";   ///< a re-analysis that is older than the opening
inline constexpr const char* reanalysis_of_nothing = "CG1445";       ///< warning: a re-analysis with the settings that were fixed
inline constexpr const char* drafts_not_accepted = "CG1446";         ///< a round is to be opened with texts that nobody has reviewed
inline constexpr const char* opened_already = "CG1447";              ///< a round is to be opened a second time

// CG1550-CG1559: institutions
inline constexpr const char* institutions_missing = "CG1550";           ///< the file has no institution
inline constexpr const char* institution_id_malformed = "CG1551";       ///< an institution has no proper id
inline constexpr const char* institution_repeated = "CG1552";           ///< two institutions have one id
inline constexpr const char* institution_parent_unknown = "CG1553";     ///< the parent is no institution of the file
inline constexpr const char* institution_cycle = "CG1554";              ///< institutions that lie below themselves
inline constexpr const char* institution_name_missing = "CG1555";       ///< an institution without a name
inline constexpr const char* institution_country_malformed = "CG1556";  ///< a country that is not two capital letters

// CG1560-CG1569: posts
inline constexpr const char* posts_missing = "CG1560";          ///< the file has no post
inline constexpr const char* post_name_missing = "CG1561";      ///< a line without a post
inline constexpr const char* post_profile_unknown = "CG1562";   ///< a post with a profile that the targets do not have
inline constexpr const char* post_profile_repeated = "CG1563";  ///< a post has one profile twice
inline constexpr const char* post_targets_higher = "CG1564";    ///< a post counts in a profile that does not have the highest of its targets

}  // namespace capgap::codes
