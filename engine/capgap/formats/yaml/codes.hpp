#pragma once

/// Codes of diagnostics, one meaning each for ever: a code that is no longer used is not given to anything else.
namespace capgap::codes {

// CG0101-CG0109: the bytes of a file
inline constexpr const char* file_too_large = "CG0101";     ///< more bytes than are read
inline constexpr const char* not_utf8 = "CG0102";           ///< bytes that are no UTF-8
inline constexpr const char* utf16_or_utf32 = "CG0103";     ///< text, but in an encoding with two or four bytes per character
inline constexpr const char* control_character = "CG0104";  ///< a character that no text may hold, written plainly or as an escape
inline constexpr const char* file_empty = "CG0105";         ///< nothing but space and comments
inline constexpr const char* too_deep = "CG0106";           ///< lists and mappings nested too deep
inline constexpr const char* too_many_values = "CG0107";    ///< more values than a file may hold
inline constexpr const char* too_many_problems = "CG0108";  ///< the rest of the problems is not listed

// CG0110-CG0119: YAML that is outside the plain subset
inline constexpr const char* directive = "CG0110";          ///< a line that begins with %
inline constexpr const char* tag = "CG0111";                ///< !tag
inline constexpr const char* anchor_or_alias = "CG0112";    ///< &anchor, *alias
inline constexpr const char* merge_key = "CG0113";          ///< the key <<
inline constexpr const char* several_documents = "CG0114";  ///< a second document
inline constexpr const char* explicit_key = "CG0115";       ///< "? key"
inline constexpr const char* key_not_text = "CG0116";       ///< a list or a mapping as a key
inline constexpr const char* value_missing = "CG0117";      ///< an empty value, null or ~; an empty place between commas
inline constexpr const char* key_repeated = "CG0118";       ///< one key twice in a mapping
inline constexpr const char* key_too_long = "CG0119";       ///< a key of more than 1024 bytes

// CG0120-CG0139: what is no YAML, or what two readers could take for two things
inline constexpr const char* quote_unclosed = "CG0120";          ///< a quote without its end
inline constexpr const char* bracket_unclosed = "CG0121";        ///< [ or { without its end
inline constexpr const char* bracket_unopened = "CG0122";        ///< ] or } without its beginning, or the other one of the two
inline constexpr const char* tab_in_indentation = "CG0123";      ///< a tab where only spaces indent
inline constexpr const char* indentation_wrong = "CG0124";       ///< a line that belongs to nothing above it
inline constexpr const char* comment_without_space = "CG0125";   ///< "value"#comment
inline constexpr const char* escape_unknown = "CG0126";          ///< \q in double quotes
inline constexpr const char* colon_in_value = "CG0127";          ///< ": " inside a value without quotes
inline constexpr const char* key_over_lines = "CG0128";          ///< a key and its colon on different lines
inline constexpr const char* key_missing = "CG0129";             ///< a line without "key:" in a mapping, or nothing before the colon
inline constexpr const char* character_reserved = "CG0130";      ///< a value without quotes that begins with @, %, `, a bracket or the like
inline constexpr const char* text_after_value = "CG0131";        ///< something on the line after the end of a value
inline constexpr const char* entry_misplaced = "CG0132";         ///< "- " where no list can begin, or what is not quite "- "
inline constexpr const char* comma_missing = "CG0133";           ///< two values without a comma
inline constexpr const char* block_scalar_malformed = "CG0134";  ///< the head or the indentation of a text after | or >
inline constexpr const char* quote_ends_empty = "CG0135";        ///< empty lines before a closing quote
inline constexpr const char* space_lookalike = "CG0136";         ///< a no-break space, or another like it, where only spaces indent
inline constexpr const char* unreadable = "CG0139";              ///< refused by the parser for any other reason

// CG0201-CG0209: what a file says it is
inline constexpr const char* kind_missing = "CG0201";    ///< no key `capgap`
inline constexpr const char* kind_not_first = "CG0202";  ///< `capgap` is not the first key
inline constexpr const char* kind_malformed = "CG0203";  ///< not "kind/version"
inline constexpr const char* kind_unknown = "CG0204";    ///< a kind that does not exist
inline constexpr const char* kind_other = "CG0205";      ///< another kind than the one wanted
inline constexpr const char* version_newer = "CG0206";   ///< a version that only a newer program reads

// CG0210-CG0229: what the schema of a kind says
inline constexpr const char* key_unknown = "CG0210";          ///< a key that does not exist there
inline constexpr const char* key_required = "CG0211";         ///< a key that must be there is not
inline constexpr const char* type_wrong = "CG0212";           ///< a text for a list, a word for a number, and the like
inline constexpr const char* choice_unknown = "CG0213";       ///< a word that is none of those possible
inline constexpr const char* number_out_of_range = "CG0214";  ///< a number that is too small or too large
inline constexpr const char* length_wrong = "CG0215";         ///< too few or too many entries
inline constexpr const char* form_wrong = "CG0216";           ///< a text or a key of another form: an id, a date, a language
inline constexpr const char* not_exactly_one = "CG0217";      ///< none, or several, of keys of which there must be one
inline constexpr const char* key_alone = "CG0218";            ///< a key without the one that it belongs to
inline constexpr const char* number_inexact = "CG0219";       ///< a number that is not written with digits and at most six decimals
inline constexpr const char* entry_repeated = "CG0220";       ///< one entry twice in a list
inline constexpr const char* schema_other = "CG0229";         ///< refused by the schema for any other reason

// CG0230-CG0239: texts
inline constexpr const char* text_default_missing = "CG0230";    ///< a text lacks the default language
inline constexpr const char* text_language_unknown = "CG0231";   ///< a text in a language that `languages` does not name
inline constexpr const char* text_of_unknown_source = "CG0232";  ///< a source that `sources` does not have
inline constexpr const char* level_unknown = "CG0233";           ///< a descriptor of a level that `levels` does not have
inline constexpr const char* text_id_repeated = "CG0234";        ///< one id of a text twice, once with dots and once in groups

// CG0301-CG0309: files that the program changes for somebody
inline constexpr const char* not_rewritable = "CG0301";  ///< a file in a form of YAML that cannot be changed without touching other parts of it

}  // namespace capgap::codes
