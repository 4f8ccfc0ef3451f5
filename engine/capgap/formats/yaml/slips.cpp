#include <capgap/formats/yaml/slips.hpp>

#include <capgap/base/message.hpp>

#include <algorithm>
#include <array>
#include <cstddef>

namespace capgap::yaml {

namespace {

constexpr std::string_view letters_of_keys = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.";

/// Hyphens, dashes, a bullet and a minus sign.
constexpr std::array<std::string_view, 7> dashes{"\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2022", "\u2212"};

/// Over a value in quotes; to the end of the line where its own end is not on it.
void skip_quoted(Cursor& cursor) {
    const char quote = cursor.peek();
    ++cursor.pos;
    while (!cursor.at_end() && !cursor.at_break()) {
        const bool escaped = quote == '"' ? cursor.peek() == '\\' : cursor.peek() == quote && cursor.peek(1) == quote;
        if (!escaped && cursor.peek() == quote) {
            ++cursor.pos;
            return;
        }
        cursor.pos += escaped ? 2 : 1;
    }
}

/// Moves behind the bracket that closes the one here, if that is on the same line. Where more of them stand inside each other than a text has they
/// are not looked through: each of a million would be looked for to the end of the line.
bool skip_brackets(Cursor& cursor) {
    constexpr std::size_t deepest = 8;
    std::size_t depth = 0;
    bool value_begins = true;  // only there does a quote open a value
    while (!cursor.at_end() && !cursor.at_break()) {
        const char c = cursor.peek();
        if (value_begins && (c == '"' || c == '\'')) {
            skip_quoted(cursor);
            value_begins = false;
            continue;
        }
        if (c == '#' && cursor.follows_blank_or_break()) return false;
        if ((c == '[' || c == '{') && ++depth > deepest) return false;
        ++cursor.pos;
        if ((c == ']' || c == '}') && --depth == 0) return true;
        if (c != ' ' && c != '\t') value_begins = c == '[' || c == '{' || c == ',' || c == ':';
    }
    return false;
}

}  // namespace

std::string_view list_entry_slip(std::string_view line) {
    for (const std::string_view dash : dashes) {
        if (line.starts_with(dash) && line.substr(dash.size(), 1) == " ") return dash;
    }
    if (!line.starts_with('-')) return {};
    const std::string_view word = line.substr(0, line.find_first_of(" \t\r\n"));
    return word.size() > 2 && word.back() == ':' ? word : std::string_view();
}

bool brackets_begin_text(const Cursor& cursor, bool in_flow) {
    Cursor behind = cursor;
    if (!skip_brackets(behind)) return false;
    behind.skip_blanks();
    if (behind.at_end() || behind.at_break() || behind.peek() == '#' || behind.peek() == ':') return false;
    return in_flow ? !behind.at_flow_indicator() : behind.peek() != ']' && behind.peek() != '}';
}

std::size_t bracket_in_key(std::string_view key) {
    if (key.starts_with('"') || key.starts_with('\'') || key.starts_with('[') || key.starts_with('{')) return std::string_view::npos;
    const std::size_t blank = std::min(key.find(" {"), key.find(" ["));
    return blank == std::string_view::npos ? blank : blank + 1;
}

std::string hint_on_entry_without_colon(std::string_view entry) {
    const std::size_t end = entry.find_first_not_of(letters_of_keys);
    const bool begins_with_key = end != std::string_view::npos && end > 0 && entry[end] == ' ';
    const std::string of_comma = "does a text that holds a comma want quotes?";
    return begins_with_key ? of_comma + " or is a ':' missing behind " + in_quotes(entry.substr(0, end)) + '?' : of_comma;
}

std::string hint_on_missing_key(std::string_view text) {
    const std::size_t colon = text.find_first_not_of(letters_of_keys);
    const bool is_key = colon != std::string_view::npos && colon > 0 && text[colon] == ':' && text.substr(colon, 3) != "://";
    if (!is_key) return "is the ':' missing, or does the line belong to the one above it and want more indentation?";
    if (Cursor{text, colon + 1, 0}.at_space_lookalike()) return "what follows the ':' looks like a space, and is none: type it anew";
    return "write a space after the ':'";
}

std::string hint_on_text_after_value(std::string_view text, char last) {
    if (text.starts_with(']') || text.starts_with('}')) return "is this bracket one too many?";
    if (last == '\'') return "between single quotes an apostrophe is written twice; or put the whole value in double quotes";
    if (last == '"') return "between double quotes a quote is written '\\\"'; or put the whole value in single quotes";
    return "put the whole value in quotes";
}

std::string hint_on_second_colon(std::string_view entry) {
    const std::size_t blank = entry.find_last_of(" \t");
    const std::size_t before = blank == std::string_view::npos ? blank : entry.find_last_not_of(" \t", blank);
    const std::string_view word = entry.substr(std::min(blank, entry.size() - 1) + 1);
    const bool is_key = before != std::string_view::npos && entry[before] != ':' && !word.empty() &&
                        word.find_first_not_of(letters_of_keys) == std::string_view::npos;
    return is_key ? "is a comma missing before " + in_quotes(word) + "? or put the value in quotes" : "put the value in quotes";
}

std::string hint_on_open_bracket(std::string_view line, const std::string& otherwise) {
    const char closing = line.front() == '[' ? ']' : '}';
    const std::size_t comment = line.find(" #");
    if (comment != std::string_view::npos && line.find(closing, comment) != std::string_view::npos) {
        return "what follows ' #' is a comment: put a text that holds it in quotes";
    }
    return std::string("is the '") + closing + "' missing?" + otherwise;
}

}  // namespace capgap::yaml
