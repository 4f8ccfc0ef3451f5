#pragma once

/// Diagnostic codes of CSV files; engine/docs/diagnostics.md lists them.
namespace capgap::codes {

// CSV itself
inline constexpr const char* csv_no_header = "CG1001";              ///< an empty file: no line with the names of the columns
inline constexpr const char* csv_not_utf8 = "CG1002";               ///< a byte sequence that UTF-8 does not have
inline constexpr const char* csv_nul = "CG1003";                    ///< a NUL byte: this is no text
inline constexpr const char* csv_utf16 = "CG1004";                  ///< the byte-order mark of UTF-16
inline constexpr const char* csv_quote_not_closed = "CG1005";       ///< the file ends within a quoted field
inline constexpr const char* csv_field_too_long = "CG1006";         ///< a field of more than 1 MiB
inline constexpr const char* csv_row_too_long = "CG1007";           ///< a row of more than 16 MiB
inline constexpr const char* csv_too_many_fields = "CG1008";        ///< a row of more than 10,000 fields
inline constexpr const char* csv_field_count = "CG1009";            ///< a row with more or fewer fields than the header
inline constexpr const char* csv_text_after_quote = "CG1010";       ///< a quoted field that goes on after its closing quote
inline constexpr const char* csv_bad_delimiter = "CG1011";          ///< the delimiter asked for cannot be one
inline constexpr const char* csv_another_delimiter = "CG1012";      ///< the fields are separated by another character than was asked for
inline constexpr const char* csv_more_problems = "CG1013";          ///< the rest of the problems is not listed
inline constexpr const char* csv_undecodable = "CG1014";            ///< bytes that the encoding of the file does not have
inline constexpr const char* csv_form_assumed = "CG1015";           ///< remark: which encoding and delimiter a file was found to have
inline constexpr const char* csv_encoding_guessed = "CG1016";       ///< warning: an encoding that the bytes suggest and do not prove
inline constexpr const char* csv_encoding_contradicted = "CG1017";  ///< an encoding was said that the mark at the beginning of the file contradicts

// institutions
inline constexpr const char* institutions_unknown_column = "CG1501";  ///< a column that the institutions file does not have
inline constexpr const char* institutions_missing_column = "CG1502";  ///< institution, parent or name is missing
inline constexpr const char* institutions_column_twice = "CG1503";    ///< two columns with one name

// posts
inline constexpr const char* posts_unknown_column = "CG1571";  ///< a column that the posts file does not have
inline constexpr const char* posts_missing_column = "CG1572";  ///< post or profile is missing
inline constexpr const char* posts_column_twice = "CG1573";    ///< two columns with one name

// population
inline constexpr const char* population_unknown_column = "CG1601";  ///< a column that is neither one of the population file nor a background question
inline constexpr const char* population_missing_column = "CG1602";  ///< institution, profile or headcount is missing
inline constexpr const char* population_column_twice = "CG1603";    ///< two columns with one name
inline constexpr const char* population_unknown_institution = "CG1604";  ///< an institution that the institutions file does not have
inline constexpr const char* population_unknown_profile = "CG1605";      ///< a profile that the targets do not have
inline constexpr const char* population_unknown_category = "CG1606";     ///< no option of the background question
inline constexpr const char* population_headcount = "CG1607";            ///< a headcount that is not a whole number from 0 to 1,000,000,000
inline constexpr const char* population_combination_twice = "CG1608";    ///< two headcounts for one combination

// mapping
inline constexpr const char* mapping_unknown_field = "CG1701";     ///< an item or background question that the survey does not ask
inline constexpr const char* mapping_missing_field = "CG1702";     ///< no rule for a field that every response needs
inline constexpr const char* mapping_field_not_asked = "CG1703";   ///< a rule for a field that this survey does not have
inline constexpr const char* mapping_unknown_table = "CG1704";     ///< a table that the mapping does not hold
inline constexpr const char* mapping_table_key_twice = "CG1705";   ///< a table with two values for one cell text
inline constexpr const char* mapping_value = "CG1706";             ///< a table, constant or `otherwise` with a value that the field cannot hold
inline constexpr const char* mapping_missing_column = "CG1707";    ///< a column that the file does not have
inline constexpr const char* mapping_ambiguous_column = "CG1708";  ///< a code or header that two columns of the file have
inline constexpr const char* mapping_unused_column = "CG1709";     ///< a column that no rule names, where `columns_unused` is `error`
inline constexpr const char* mapping_table_key_empty = "CG1710";   ///< a table with an entry for an empty text, which is never looked up
inline constexpr const char* mapping_otherwise_alone = "CG1711";   ///< `otherwise` without a table
inline constexpr const char* mapping_row_misplaced = "CG1712";     ///< the number of the row, for another field than `respondent`

// responses: columns
inline constexpr const char* responses_unknown_column = "CG1801";      ///< a column that responses to this survey do not have
inline constexpr const char* responses_missing_column = "CG1802";      ///< respondent, institution, profile or an item is missing
inline constexpr const char* responses_column_twice = "CG1803";        ///< two columns with one name
inline constexpr const char* responses_column_clash = "CG1804";        ///< an item or background question with the name of another column
inline constexpr const char* responses_background_missing = "CG1805";  ///< warning: a background question without a column
inline constexpr const char* responses_stratum_alone = "CG1806";       ///< warning: strata without primary sampling units
inline constexpr const char* responses_no_rows = "CG1807";             ///< warning: a header and nothing below it
inline constexpr const char* responses_post_missing = "CG1808";        ///< warning: the assessment has posts, the responses have no column for them

// responses: rows, which are set aside
inline constexpr const char* responses_unknown_institution = "CG1811";  ///< no institution, or one that the institutions file does not have
inline constexpr const char* responses_unknown_profile = "CG1812";      ///< a profile that the targets do not have
inline constexpr const char* responses_category = "CG1813";             ///< no option of the background question
inline constexpr const char* responses_answer = "CG1814";               ///< no option of the item
inline constexpr const char* responses_respondent_empty = "CG1815";     ///< no respondent id
inline constexpr const char* responses_respondent_twice = "CG1816";     ///< a respondent id that occurs more than once
inline constexpr const char* responses_institution_twice = "CG1817";    ///< an institution that answered more than once
inline constexpr const char* responses_wanted = "CG1818";               ///< an unknown competency in `wanted`, or too many
inline constexpr const char* responses_weight = "CG1819";               ///< a weight that is not a number from 0.000001 to 1,000,000
inline constexpr const char* responses_language = "CG1820";             ///< a language that is no language tag
inline constexpr const char* responses_seconds = "CG1821";              ///< seconds that are not a number from 0
inline constexpr const char* responses_wave = "CG1822";                 ///< a wave that is no id
inline constexpr const char* responses_unknown_post = "CG1824";         ///< a post that the posts file does not have
inline constexpr const char* responses_not_in_table = "CG1823";         ///< a text that the mapping's table does not hold

// CG2164-CG2172: results of a test
inline constexpr const char* tests_unknown_column = "CG2164";      ///< a column that a file of test results does not have
inline constexpr const char* tests_missing_column = "CG2165";      ///< respondent, competency or score_0_100 is missing
inline constexpr const char* tests_column_twice = "CG2166";        ///< two columns with one name
inline constexpr const char* tests_unknown_competency = "CG2167";  ///< a result in what is no competency of the framework
inline constexpr const char* tests_score = "CG2168";               ///< a result that is not a number from 0 to 100 with at most six decimals
inline constexpr const char* tests_respondent_empty = "CG2169";    ///< a result of nobody
inline constexpr const char* tests_result_twice = "CG2170";        ///< two results of one person in one competency
inline constexpr const char* tests_no_results = "CG2171";          ///< a header and nothing below it
inline constexpr const char* tests_unknown_respondent = "CG2172";  ///< results of people whose id no row of the responses has

// scores of persons
inline constexpr const char* person_unknown = "CG1851";    ///< an id that no respondent with a result has
inline constexpr const char* scores_malformed = "CG1852";  ///< a list of scores that is not as a run wrote it

}  // namespace capgap::codes
