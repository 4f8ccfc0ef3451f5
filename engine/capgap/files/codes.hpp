#pragma once

/// Diagnostic codes of files and folders; engine/docs/diagnostics.md lists them.
namespace capgap::codes {

inline constexpr const char* file_not_found = "CG2001";       ///< a file that is named does not exist or is not a file
inline constexpr const char* file_not_readable = "CG2002";    ///< a file cannot be read
inline constexpr const char* input_too_large = "CG2003";      ///< a file that is read as a whole is larger than 64 MiB
inline constexpr const char* builtin_not_found = "CG2004";    ///< `builtin:NAME/VERSION` that does not come with the program
inline constexpr const char* variable_not_set = "CG2005";     ///< `${NAME}/...` where the environment has no NAME
inline constexpr const char* reference_malformed = "CG2006";  ///< a reference that leaves the data folder, or is not of one of the three forms
inline constexpr const char* framework_not_at_hand =
    "CG2007";  ///< remark: profiles or a survey checked alone, without their framework; error: that framework is wrong
inline constexpr const char* out_folder_in_use = "CG2010";        ///< the folder for results exists and is not one of capgap's
inline constexpr const char* out_folder_not_writable = "CG2011";  ///< the folder for results cannot be written
inline constexpr const char* language_not_at_hand = "CG2008";     ///< a language of the report for which there are no sentences
inline constexpr const char* sentences_incomplete = "CG2009";     ///< a language that lacks sentences that English has
inline constexpr const char* not_a_result_folder = "CG2012";      ///< a folder without the files of a run
inline constexpr const char* no_such_line = "CG2013";             ///< a line that the file does not have

inline constexpr const char* mapping_of_another_survey = "CG2014";  ///< a mapping that was written for another survey or version

inline constexpr const char* table_alone = "CG2015";  ///< a table that is to be checked without the assessment that names it

inline constexpr const char* notice_language_not_at_hand =
    "CG2016";  ///< warning: a language of the survey in which no notice can be written, as there are no sentences
inline constexpr const char* output_is_input = "CG2017";  ///< a file of the round would be overwritten

inline constexpr const char* opened_elsewhere = "CG2018";  ///< the opened assessment would stand in another folder, from where it names other files
inline constexpr const char* output_exists = "CG2019";     ///< an opened assessment would be overwritten

inline constexpr const char* opened_in_another_form = "CG2038";  ///< a workbook is to be opened as a text, or the other way round

// CG2020-CG2029: import
inline constexpr const char* import_would_overwrite =
    "CG2020";  ///< a file that a person may have worked on, or the source itself, would be overwritten
inline constexpr const char* import_field_missing = "CG2021";  ///< no column was found for a field that every response needs
inline constexpr const char* import_question_missing =
    "CG2022";  ///< warning: no column was found for items or background questions; the items are written as never asked

inline constexpr const char* new_without_questions = "CG2024";  ///< remark: a new workbook whose questionnaire is to be filled in
inline constexpr const char* new_without_targets = "CG2025";    ///< remark: a new workbook whose targets are to be filled in

inline constexpr const char* import_of_another_kind = "CG2023";  ///< a file that holds no table of answers

// CG2040-CG2049: overlays of frameworks
inline constexpr const char* extends_in_a_circle = "CG2040";  ///< a framework that extends itself, by way of others
inline constexpr const char* extends_too_often = "CG2041";    ///< an overlay of an overlay of an overlay, and so on

// CG2042-CG2049: sentences that an assessment brings along
inline constexpr const char* texts_of_builtin_language = "CG2042";  ///< sentences in a language that comes with the program
inline constexpr const char* texts_language_repeated = "CG2043";    ///< two files of sentences in one language
inline constexpr const char* texts_language_unused = "CG2044";      ///< warning: sentences in a language that the report does not have
inline constexpr const char* sentences_missing = "CG2045";          ///< remark: sentences that readers see in another language
inline constexpr const char* sentences_unknown = "CG2046";          ///< warning: sentences that the program does not use
inline constexpr const char* sentences_draft = "CG2047";            ///< remark: sentences that nobody has reviewed

// CG2050-CG2059: diff
inline constexpr const char* diff_of_kind = "CG2050";       ///< a file of a kind that is not compared
inline constexpr const char* diff_of_two_kinds = "CG2051";  ///< two files of different kinds

inline constexpr const char* coverage_of_which = "CG2052";  ///< a round that names no catalogue, or several, to be laid beside its framework

// CG2060-CG2069: papers of a finished round, and its archive
inline constexpr const char* result_changed = "CG2060";         ///< a file of a folder of results is not there, or not what the manifest says
inline constexpr const char* result_without_report = "CG2061";  ///< a paper is to be made of results that hold no report
inline constexpr const char* result_language = "CG2062";        ///< a paper is to be made in a language that the report does not have
inline constexpr const char* paper_kind_unknown = "CG2063";     ///< a paper in a form that is not written
inline constexpr const char* input_not_found_again = "CG2064";  ///< an input of a finished round is not there any more
inline constexpr const char* input_changed = "CG2065";          ///< an input of a finished round is not the same any more

// CG2080-CG2084: one person's own result
inline constexpr const char* person_not_one = "CG2080";          ///< an id of a person that is empty or could stand for several
inline constexpr const char* person_page_in_results = "CG2081";  ///< the page of one person would lie in the folder of results
inline constexpr const char* no_person_scores = "CG2082";        ///< results without scores of persons

// CG2085-CG2089: forms that people fill in
inline constexpr const char* form_not_for_institutions = "CG2085";  ///< a form of a questionnaire that institutions answer
inline constexpr const char* no_form = "CG2086";                    ///< workbooks, or a folder, without a form
inline constexpr const char* sheet_is_no_form = "CG2087";           ///< warning: a sheet beside forms that is none
inline constexpr const char* form_is_empty = "CG2088";              ///< warning: a form that nobody has filled in
inline constexpr const char* form_respondent_twice = "CG2089";      ///< warning: two forms with one code

// CG2140-CG2159: translations
inline constexpr const char* translations_of_kind = "CG2140";        ///< a file without texts to be translated
inline constexpr const char* translations_left_out = "CG2141";       ///< remark: a file that a round names and that is not translated with it
inline constexpr const char* translation_language_wrong = "CG2142";  ///< no language, or that of the original
inline constexpr const char* translation_too_long = "CG2143";        ///< warning: a text that does not fit a cell
inline constexpr const char* translation_file_unknown = "CG2144";    ///< a row of a file that is not there, or lies elsewhere
inline constexpr const char* translation_place_unknown = "CG2145";   ///< a row of a text that the file does not have
inline constexpr const char* translation_twice = "CG2146";           ///< two rows of one text in one language
inline constexpr const char* translation_stale = "CG2147";           ///< warning: a translation of what the file does not say any more
inline constexpr const char* translation_places_differ = "CG2148";   ///< a translation that leaves out or adds a place to fill
inline constexpr const char* translation_form_missing = "CG2149";    ///< a sentence for one thing without that for several, or the other way round
inline constexpr const char* translation_status_unknown = "CG2150";  ///< a status that there is not
inline constexpr const char* translation_unsigned = "CG2151";        ///< a translation that is no draft and that nobody has reviewed
inline constexpr const char* translation_source_unknown = "CG2152";  ///< a source that the file does not have, or none for words of others
inline constexpr const char* translation_date_malformed = "CG2153";  ///< a review on a day that there is not
inline constexpr const char* translation_missing = "CG2154";         ///< a text without a translation, where translations are checked
inline constexpr const char* translation_is_draft = "CG2155";        ///< warning: translations that nobody has reviewed

// CG2161-CG2169: files of a calibration over several sites
inline constexpr const char* joint_file_damaged =
    "CG2161";  ///< counts of a site, or parameters for sites, whose checksum is another, or another file
inline constexpr const char* joint_calibration_done = "CG2162";  ///< a finished calibration in place of parameters for sites
inline constexpr const char* site_twice = "CG2163";              ///< the same counts twice

// CG2030-CG2039: other programs
inline constexpr const char* docx_no_program = "CG2030";  ///< warning: neither pandoc nor LibreOffice is there to write a .docx
inline constexpr const char* docx_failed = "CG2031";      ///< warning: the programs that are there could not write a .docx

}  // namespace capgap::codes
