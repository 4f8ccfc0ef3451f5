#pragma once

/// Diagnostic codes of LimeSurvey's structure files; engine/docs/diagnostics.md lists them.
namespace capgap::codes {

// the file
inline constexpr const char* lss_not_xml = "CG2401";         ///< the file breaks the rules of XML
inline constexpr const char* lss_doctype = "CG2402";         ///< a document type declaration: it could define texts that grow without end
inline constexpr const char* lss_too_large = "CG2403";       ///< more than 16 MiB
inline constexpr const char* lss_too_deep = "CG2404";        ///< elements inside each other, deeper than LimeSurvey writes them
inline constexpr const char* lss_too_many = "CG2405";        ///< more rows, or fields of a row, than are read
inline constexpr const char* lss_text_too_long = "CG2406";   ///< a text of more than 256 KiB
inline constexpr const char* lss_not_a_survey = "CG2407";    ///< XML, but no structure file of a survey
inline constexpr const char* lss_field_missing = "CG2408";   ///< a row without a field that it needs
inline constexpr const char* lss_nothing_to_ask = "CG2409";  ///< no question could be taken over as an item

// what it asks
inline constexpr const char* lss_question_skipped =
    "CG2410";  ///< warning: questions of a type without options to choose from, which are not taken over
inline constexpr const char* lss_condition_skipped = "CG2411";  ///< warning: a condition that is more than "one of these answers to that question"
inline constexpr const char* lss_id_changed = "CG2412";         ///< remark: a code that is no id, and what it became
inline constexpr const char* lss_options_missing = "CG2413";    ///< warning: a question without answers to choose from
inline constexpr const char* lss_language_unknown = "CG2414";   ///< warning: a language that is no code of BCP 47, whose texts are left out

}  // namespace capgap::codes
