#include <capgap/formats/yaml/scan.hpp>

#include <capgap/base/message.hpp>
#include <capgap/formats/yaml/codes.hpp>

#include <algorithm>
#include <utility>

namespace capgap::yaml {

namespace {

bool is_one_of(char c, std::string_view characters) {
    return characters.find(c) != std::string_view::npos;
}

}  // namespace

bool Cursor::at_flow_indicator(std::size_t ahead) const {
    return !at_end(ahead) && is_one_of(peek(ahead), ",[]{}");
}

bool Cursor::follows_blank_or_break() const {
    return pos == 0 || is_one_of(bytes[pos - 1], " \t\r\n");
}

bool Cursor::at_document_marker() const {
    const std::string_view three = bytes.substr(pos, 3);
    return pos == line_start && (three == "---" || three == "...") && at_blank_break_or_end(3);
}

int Cursor::indentation() const {
    return static_cast<int>(std::min(bytes.find_first_not_of(' ', line_start), bytes.size()) - line_start);
}

bool Cursor::tab_indents() const {
    const std::size_t text = line_start + static_cast<std::size_t>(indentation());
    return text < bytes.size() && bytes[text] == '\t';
}

bool Cursor::at_space_lookalike() const {
    // U+00A0; U+2000 to U+200B and U+202F; U+205F; U+3000.
    const std::string_view two = bytes.substr(pos, 2);
    const std::string_view three = bytes.substr(pos, 3);
    return two == "\xc2\xa0" || (three >= "\xe2\x80\x80" && three <= "\xe2\x80\x8b") || three == "\xe2\x80\xaf" || three == "\xe2\x81\x9f" ||
           three == "\xe3\x80\x80";
}

void Cursor::skip_spaces() {
    while (peek() == ' ') ++pos;
}

void Cursor::skip_blanks() {
    while (at_blank()) ++pos;
}

void Cursor::to_line_end() {
    while (!at_end() && !at_break()) ++pos;
}

void Cursor::next_line() {
    if (peek() == '\r') ++pos;
    if (peek() == '\n') ++pos;
    line_start = pos;
}

void Scan::problem(const char* code, std::size_t offset, std::string message, std::string hint) {
    problems_.add(error(code, places_.at(offset), std::move(message), std::move(hint)));
}

void Scan::breaks(const char* code, std::size_t offset, std::string message, std::string hint) {
    readable_ = false;
    broken_line_ = line_of(offset);
    problem(code, offset, std::move(message), std::move(hint));
}

std::string_view Scan::first_line_since(std::size_t start) const {
    const std::string_view text = cursor.bytes.substr(start, cursor.pos - start);
    return text.substr(0, text.find_first_of("\r\n"));
}

bool Scan::add_value() {
    if (++nodes_ <= limits_.nodes) return true;
    breaks(codes::too_many_values, cursor.pos, "the file holds more than " + std::to_string(limits_.nodes) + " values");
    stop();
    return false;
}

bool Scan::open_collection() {
    if (++depth_ <= limits_.depth) return add_value();
    breaks(codes::too_deep, cursor.pos, "more than " + std::to_string(limits_.depth) + " lists and mappings inside each other");
    stop();
    return false;
}

void Scan::skip_blanks_and_comment() {
    cursor.skip_blanks();
    if (cursor.peek() != '#') return;
    if (!cursor.follows_blank_or_break()) {
        problem(codes::comment_without_space, cursor.pos, "a comment begins with a space and '#'", "or put the whole value in quotes");
    }
    cursor.to_line_end();
}

void Scan::refuse_tag_or_anchor() {
    if (cursor.peek() == '!') {
        problem(codes::tag, cursor.pos, "a tag ('!') is outside the plain subset of YAML that is read here",
                "take it out; a text that begins with '!' needs quotes");
    } else {
        problem(codes::anchor_or_alias, cursor.pos, "an anchor ('&') is outside the plain subset of YAML that is read here",
                "take it out; a text that begins with '&' needs quotes");
    }
    while (!cursor.at_blank_break_or_end()) ++cursor.pos;
}

void Scan::refuse_alias() {
    breaks(codes::anchor_or_alias, cursor.pos, "an alias ('*') is outside the plain subset of YAML that is read here",
           "write the value again; a text that begins with '*' needs quotes");
    while (!cursor.at_blank_break_or_end() && !cursor.at_flow_indicator()) ++cursor.pos;
}

void Scan::refuse_explicit_key() {
    breaks(codes::explicit_key, cursor.pos, "'? ' before a key is outside the plain subset of YAML that is read here", "write 'key: value'");
    stop();
}

void Scan::refuse_colon_in_value(const std::string& hint) {
    breaks(codes::colon_in_value, cursor.pos, "': ' inside a value", hint);
}

void Scan::check_key_length(std::size_t start) {
    if (cursor.pos - start <= limits_.key_bytes) return;
    breaks(codes::key_too_long, start, "a key has at most " + std::to_string(limits_.key_bytes) + " bytes");
}

void Scan::check_plain(std::size_t start) {
    const std::string_view text = cursor.bytes.substr(start, cursor.pos - start);
    if (is_one_of(text.front(), "@`%,|>")) {
        breaks(codes::character_reserved, start, std::string("a value cannot begin with '") + text.front() + "'", "put it in quotes");
    } else if (text == "~" || text == "null" || text == "Null" || text == "NULL") {
        problem(codes::value_missing, start, "a value may not be " + in_quotes(text),
                "leave the key out; the text " + in_quotes(text) + " needs quotes");
    }
}

}  // namespace capgap::yaml
