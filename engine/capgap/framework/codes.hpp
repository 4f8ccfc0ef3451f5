#pragma once

/// Codes of diagnostics, one meaning each for ever: a code that is no longer used is not given to anything else.
namespace capgap::codes {

// CG1101-CG1119: the head and the texts of any file
inline constexpr const char* file_id_malformed = "CG1101";              ///< the `id` of a file is no id
inline constexpr const char* version_missing = "CG1102";                ///< a file that others refer to has an empty version
inline constexpr const char* languages_missing = "CG1103";              ///< `languages` names none
inline constexpr const char* language_repeated = "CG1104";              ///< `languages` names one twice
inline constexpr const char* source_id_malformed = "CG1105";            ///< the id of a source is no id
inline constexpr const char* source_repeated = "CG1106";                ///< two sources have one id
inline constexpr const char* text_missing = "CG1107";                   ///< a text that must be there is not
inline constexpr const char* text_blank = "CG1108";                     ///< a text holds nothing but spaces
inline constexpr const char* text_without_default_language = "CG1109";  ///< a text lacks the first of `languages`
inline constexpr const char* text_language_unlisted = "CG1110";         ///< a text has a language that `languages` does not name
inline constexpr const char* text_source_unknown = "CG1111";            ///< a text names a source that the file does not have
inline constexpr const char* text_source_missing = "CG1112";            ///< words said to be another's, without a source
inline constexpr const char* text_untranslated = "CG1113";              ///< remark: readers of a language see the default one
inline constexpr const char* texts_draft = "CG1114";                    ///< remark: texts that nobody has reviewed
inline constexpr const char* review_date_malformed = "CG1115";          ///< a text was reviewed on a day that there is not

// CG1120-CG1149: frameworks
inline constexpr const char* framework_id_malformed = "CG1120";      ///< a level, domain, competency or attitude has no proper id
inline constexpr const char* framework_id_repeated = "CG1121";       ///< two of a kind have one id
inline constexpr const char* level_count = "CG1122";                 ///< fewer than 2 or more than 10 levels
inline constexpr const char* competency_count = "CG1123";            ///< no competency, or more than the program can code
inline constexpr const char* domain_empty = "CG1124";                ///< warning: a domain without a competency
inline constexpr const char* descriptor_missing = "CG1125";          ///< a competency is not described at a level
inline constexpr const char* descriptor_repeated = "CG1126";         ///< warning: one competency, two levels, the same words
inline constexpr const char* blocks_without_framework = "CG1127";    ///< `blocks` without `blocks_in`
inline constexpr const char* blocks_repeated = "CG1128";             ///< `blocks` names a competency twice
inline constexpr const char* blocked_competency_unknown = "CG1129";  ///< `blocks` names a competency that does not exist
inline constexpr const char* blocks_other_framework = "CG1130";      ///< warning: `blocks_in` names a framework that is not the assessed one

// CG1131-CG1149: overlays
inline constexpr const char* overlay_id_unknown = "CG1131";      ///< an overlay speaks of something that the framework it extends does not have
inline constexpr const char* overlay_id_taken = "CG1132";        ///< an overlay adds an id that the framework it extends has
inline constexpr const char* overlay_same_id = "CG1133";         ///< an overlay has the id of a framework that it extends
inline constexpr const char* overlay_of_unused = "CG1134";       ///< an overlay renames, or counts among `core`, what it does not use
inline constexpr const char* translation_exists = "CG1135";      ///< an overlay gives a text in a language in which it is there
inline constexpr const char* translation_of_nothing = "CG1136";  ///< an overlay translates a text that there is not
inline constexpr const char* translation_of_renamed = "CG1137";  ///< an overlay translates a title that it renames
inline constexpr const char* core_not_kept = "CG1138";           ///< `core` names a competency that the framework it extends does not have
inline constexpr const char* source_other = "CG1139";            ///< a source of an overlay has the id of another one
inline constexpr const char* overlay_part = "CG1140";            ///< an overlay has a part that only a framework has: levels, domains
inline constexpr const char* overlay_level_unknown = "CG1141";   ///< an overlay describes a level that there is not
inline constexpr const char* part_unused = "CG1142";             ///< remark: what is for a framework speaks of something its overlay does not use

// CG1143-CG1149: statements and learning outcomes
inline constexpr const char* statement_level_unknown = "CG1143";  ///< a statement or outcome is at a level that there is not
inline constexpr const char* competency_undescribed = "CG1144";   ///< a competency has neither descriptors nor statements

// CG12xx: profiles
inline constexpr const char* profiles_framework_mismatch = "CG1201";  ///< the profiles are for another framework or version
inline constexpr const char* profile_id_malformed = "CG1202";         ///< a profile has no proper id
inline constexpr const char* profile_repeated = "CG1203";             ///< two profiles have one id
inline constexpr const char* profile_count = "CG1204";                ///< no profile, or more than the program can code
inline constexpr const char* target_competency_unknown = "CG1205";    ///< a target for a competency that does not exist
inline constexpr const char* target_repeated = "CG1206";              ///< a profile has two targets for a competency
inline constexpr const char* target_out_of_range = "CG1207";          ///< a target that is no level of the framework
inline constexpr const char* approval_incomplete = "CG1208";          ///< approved, but not by whom or when
inline constexpr const char* approval_date_malformed = "CG1209";      ///< `approved_on` is no day of the calendar
inline constexpr const char* approval_of_proposal = "CG1210";         ///< warning: an approval is named, the status is proposed
inline constexpr const char* profile_without_target = "CG1211";       ///< warning: a profile requires nothing
inline constexpr const char* competency_without_target = "CG1212";    ///< remark: no profile requires these competencies

}  // namespace capgap::codes
