#pragma once

#include <capgap/formats/yaml/scan.hpp>

#include <string>
#include <string_view>

namespace capgap::yaml {

// What people write who do not know YAML, or whose word processor knows better: recognised by what is written, to say what was probably meant.

/// What a line begins with instead of "- ": a longer dash, a bullet, or a hyphen without a space before a key. Empty where it begins with neither.
[[nodiscard]] std::string_view list_entry_slip(std::string_view line);

/// The brackets that begin here end on this line, and more text follows them: they belong to a text, as in "{count} people".
[[nodiscard]] bool brackets_begin_text(const Cursor& cursor, bool in_flow);

/// Where a bracket stands behind a blank in a key without quotes, as in "title {en"; npos where none does.
[[nodiscard]] std::size_t bracket_in_key(std::string_view key);

/// For an entry between { and } that has no colon.
[[nodiscard]] std::string hint_on_entry_without_colon(std::string_view entry);

/// For `text`, which stands where a key and a colon were expected.
[[nodiscard]] std::string hint_on_missing_key(std::string_view text);

/// For `text`, which follows a value that ended with the character `last`.
[[nodiscard]] std::string hint_on_text_after_value(std::string_view text, char last);

/// For a second ": " between brackets, after `entry`, which holds the first.
[[nodiscard]] std::string hint_on_second_colon(std::string_view entry);

/// For a bracket that `line`, which begins with it, does not close. `otherwise`: what else may be the matter, if that is not sure.
[[nodiscard]] std::string hint_on_open_bracket(std::string_view line, const std::string& otherwise);

}  // namespace capgap::yaml
