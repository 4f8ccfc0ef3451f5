#pragma once

/// Diagnostic codes of CSV files; engine/docs/diagnostics.md lists them.
namespace capgap::codes {

// CSV itself
inline constexpr const char* csv_no_header = "CG1001";          ///< an empty file
inline constexpr const char* csv_not_utf8 = "CG1002";           ///< a byte sequence that UTF-8 does not have
inline constexpr const char* csv_nul = "CG1003";                ///< a NUL byte: no text file
inline constexpr const char* csv_utf16 = "CG1004";              ///< the byte-order mark of UTF-16
inline constexpr const char* csv_quote_not_closed = "CG1005";   ///< the file ends within a quoted field
inline constexpr const char* csv_field_too_long = "CG1006";     ///< a field over CsvReader::max_field_bytes
inline constexpr const char* csv_row_too_long = "CG1007";       ///< a row over CsvReader::max_row_bytes
inline constexpr const char* csv_too_many_fields = "CG1008";    ///< a row over CsvReader::max_fields
inline constexpr const char* csv_field_count = "CG1009";        ///< a row with more or fewer fields than the header
inline constexpr const char* csv_text_after_quote = "CG1010";   ///< a quoted field goes on after its closing quote
inline constexpr const char* csv_bad_delimiter = "CG1011";      ///< the delimiter asked for cannot be one
inline constexpr const char* csv_another_delimiter = "CG1012";  ///< the file seems to use a delimiter that was not asked for
inline constexpr const char* csv_more_problems = "CG1013";      ///< the list of problems was cut

// institutions
inline constexpr const char* institutions_unknown_column = "CG1501";
inline constexpr const char* institutions_missing_column = "CG1502";
inline constexpr const char* institutions_column_twice = "CG1503";
inline constexpr const char* institutions_country = "CG1504";  ///< not two capital letters

// population
inline constexpr const char* population_unknown_column = "CG1601";
inline constexpr const char* population_missing_column = "CG1602";
inline constexpr const char* population_column_twice = "CG1603";
inline constexpr const char* population_unknown_institution = "CG1604";
inline constexpr const char* population_unknown_profile = "CG1605";
inline constexpr const char* population_unknown_category = "CG1606";
inline constexpr const char* population_headcount = "CG1607";          ///< not a whole number from 0 to 1,000,000,000
inline constexpr const char* population_combination_twice = "CG1608";  ///< two headcounts for the same people

// mapping
inline constexpr const char* mapping_unknown_field = "CG1701";    ///< an item or background question that the survey does not have
inline constexpr const char* mapping_missing_field = "CG1702";    ///< a field that every response needs has no rule
inline constexpr const char* mapping_field_not_asked = "CG1703";  ///< a field that a survey of this unit does not have
inline constexpr const char* mapping_unknown_table = "CG1704";
inline constexpr const char* mapping_table_key_twice = "CG1705";   ///< two values for the same cell text
inline constexpr const char* mapping_value = "CG1706";             ///< a table, constant or otherwise gives a value that the field cannot hold
inline constexpr const char* mapping_missing_column = "CG1707";    ///< the file has no such column
inline constexpr const char* mapping_ambiguous_column = "CG1708";  ///< the file has two columns of that code or header
inline constexpr const char* mapping_unused_column = "CG1709";     ///< columns_unused: error, and a column is not named
inline constexpr const char* mapping_table_key_empty = "CG1710";   ///< an empty text is never looked up
inline constexpr const char* mapping_otherwise_alone = "CG1711";   ///< otherwise without a table

// responses: columns
inline constexpr const char* responses_unknown_column = "CG1801";
inline constexpr const char* responses_missing_column = "CG1802";
inline constexpr const char* responses_column_twice = "CG1803";
inline constexpr const char* responses_column_clash = "CG1804";        ///< an item or background question bears the name of another column
inline constexpr const char* responses_background_missing = "CG1805";  ///< warning: no column for a background question
inline constexpr const char* responses_stratum_alone = "CG1806";       ///< warning: stratum without psu
// responses: rows
inline constexpr const char* responses_unknown_institution = "CG1811";
inline constexpr const char* responses_unknown_profile = "CG1812";
inline constexpr const char* responses_category = "CG1813";  ///< no option of the background question
inline constexpr const char* responses_answer = "CG1814";    ///< no option of the item
inline constexpr const char* responses_respondent_empty = "CG1815";
inline constexpr const char* responses_respondent_twice = "CG1816";
inline constexpr const char* responses_institution_twice = "CG1817";  ///< unit institution: one office, two rows
inline constexpr const char* responses_wanted = "CG1818";             ///< an unknown competency, or too many
inline constexpr const char* responses_weight = "CG1819";             ///< not a number above 0 and at most 1,000,000
inline constexpr const char* responses_language = "CG1820";           ///< no language tag
inline constexpr const char* responses_seconds = "CG1821";            ///< not a number from 0
inline constexpr const char* responses_wave = "CG1822";               ///< not an id
inline constexpr const char* responses_not_in_table = "CG1823";       ///< a value table of the mapping does not hold the cell

}  // namespace capgap::codes
