#pragma once

/// Codes of diagnostics, one meaning each for ever: a code that is no longer used is not given to anything else.
namespace capgap::codes {

// CG22xx: catalogues of remedies
inline constexpr const char* catalogue_framework_mismatch = "CG2201";  ///< a catalogue for another framework or version
inline constexpr const char* remedy_id_malformed = "CG2202";           ///< a remedy has no proper id
inline constexpr const char* remedy_repeated = "CG2203";               ///< two remedies of a round have one id
inline constexpr const char* remedy_does_nothing = "CG2204";           ///< a remedy without modules and without `mends`
inline constexpr const char* module_competency_unknown = "CG2205";     ///< a module for a competency that does not exist
inline constexpr const char* module_range_wrong = "CG2206";            ///< a module whose levels are not levels of the framework, or do not rise
inline constexpr const char* module_repeated = "CG2207";               ///< a remedy has two modules for a competency that start at one level
inline constexpr const char* expectation_missing = "CG2208";           ///< a remedy with modules without `completion` or `success`
inline constexpr const char* prerequisite_unknown = "CG2209";          ///< a prerequisite that is no remedy of the catalogue
inline constexpr const char* prerequisite_cycle = "CG2210";            ///< remedies that need each other first
inline constexpr const char* mends_without_framework = "CG2211";       ///< `mends` without `mends_in`
inline constexpr const char* mended_element_unknown = "CG2212";        ///< `mends` names an element that does not exist
inline constexpr const char* mends_other_framework = "CG2213";         ///< warning: no instrument of the round has the framework of `mends_in`
inline constexpr const char* currency_missing = "CG2214";              ///< costs without `currency`
inline constexpr const char* currency_differs = "CG2215";              ///< two catalogues of a round with different currencies
inline constexpr const char* remedy_date_wrong = "CG2216";             ///< a date that is no day of the calendar, or an end before its beginning
inline constexpr const char* seats_missing = "CG2217";                 ///< a cost per session of a remedy that does not say how many a session holds
inline constexpr const char* figure_source_unknown = "CG2218";         ///< a figure names a source that the file does not have
inline constexpr const char* figure_source_missing = "CG2219";         ///< a figure said to be a fact, without a source
inline constexpr const char* number_not_whole = "CG2220";              ///< `seats` that are no whole number
inline constexpr const char* language_question_unknown = "CG2221";  ///< `language_question` is no background question that tables are broken down by
inline constexpr const char* language_question_alone = "CG2222";    ///< `training` without a catalogue

// CG27xx: ratings of modules by two people
inline constexpr const char* rating_unknown_column = "CG2701";  ///< a column that ratings do not have
inline constexpr const char* rating_missing_column = "CG2702";  ///< a column that ratings need is missing
inline constexpr const char* rating_column_twice = "CG2703";    ///< two columns with one name
inline constexpr const char* rating_module_unknown = "CG2704";  ///< no module of the catalogue, as `remedy#1`
inline constexpr const char* rating_of_another = "CG2705";      ///< the module is one of another competency
inline constexpr const char* rating_module_twice = "CG2706";    ///< two rows for one module
inline constexpr const char* rating_level = "CG2707";           ///< no level, one of two that belong together, or levels that fall
inline constexpr const char* rating_date = "CG2708";            ///< `decided_on` is no day of the calendar
inline constexpr const char* rating_undecided = "CG2709";       ///< two people differ, and there is no decision with its author and date
inline constexpr const char* rating_differs = "CG2710";         ///< warning: what was agreed or decided is not what the catalogue says

}  // namespace capgap::codes
