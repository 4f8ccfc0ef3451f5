#include <capgap/formats/yaml/scalar_scan.hpp>

#include <capgap/formats/yaml/codes.hpp>
#include <capgap/formats/yaml/encoding.hpp>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace capgap::yaml {

namespace {

bool check_character(Scan& scan, char32_t character, std::size_t offset) {
    if (character > 0x10ffffU || (character >= 0xd800U && character <= 0xdfffU)) {
        scan.breaks(codes::escape_unknown, offset, "this escape is no character of Unicode");
        return false;
    }
    if (is_text_character(character)) return true;
    scan.problem(codes::control_character, offset, "this escape writes a control character, which no text may hold",
                 "take it out; a backslash that is meant as such is written '\\\\'");
    return false;
}

/// Over the digits after \x, \u or \U.
bool scan_hexadecimal(Scan& scan, std::size_t digits, std::size_t escape_at) {
    Cursor& cursor = scan.cursor;
    const std::string_view text = cursor.bytes.substr(cursor.pos, digits);
    std::uint32_t character = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), character, 16);
    if (text.size() < digits || failure != std::errc() || end != text.data() + text.size()) {
        scan.breaks(codes::escape_unknown, escape_at, "this escape needs " + std::to_string(digits) + " hexadecimal digits");
        return false;
    }
    cursor.pos += digits;
    return check_character(scan, character, escape_at);
}

/// Over a backslash and what belongs to it, within double quotes. False: it was reported.
bool scan_escape(Scan& scan) {
    Cursor& cursor = scan.cursor;
    const std::size_t at = cursor.pos++;
    if (cursor.at_end() || cursor.at_break()) return true;  // the text goes on in the next line
    const char escape = cursor.peek();
    ++cursor.pos;
    if (escape == 'x' || escape == 'u' || escape == 'U') {
        return scan_hexadecimal(scan, escape == 'x' ? 2 : escape == 'u' ? 4 : 8, at);
    }
    if (std::string_view("abvfer0").find(escape) != std::string_view::npos) return check_character(scan, U'\0', at);
    if (std::string_view("tn \"/\\N_LP\t").find(escape) != std::string_view::npos) return true;
    scan.breaks(codes::escape_unknown, at, "between double quotes a backslash is written '\\\\'; alone it begins an escape, and this is none",
                "between single quotes a backslash is just a backslash");
    return false;
}

class QuotedScan {
public:
    QuotedScan(Scan& scan, int parent_column) : scan_(scan), cursor_(scan.cursor), parent_column_(parent_column), opened_at_(scan.cursor.pos) {}

    void run() {
        const char quote = cursor_.peek();
        ++cursor_.pos;
        while (!cursor_.at_end() && !scan_.stopped()) {
            if (cursor_.at_break()) {
                if (!enter_line()) break;
            } else if (quote == '\'' && cursor_.peek() == '\'' && cursor_.peek(1) == '\'') {
                cursor_.pos += 2;
            } else if (cursor_.peek() == quote) {
                return close();
            } else if (quote == '"' && cursor_.peek() == '\\') {
                pass_escape();
            } else {
                ++cursor_.pos;
            }
        }
        if (!scan_.stopped()) refuse_missing_end("", "is it missing on this line?");
    }

private:
    /// To the text of a further line. False where the line cannot belong to it.
    bool enter_line() {
        cursor_.next_line();
        if (cursor_.at_document_marker()) return false;
        const bool is_indented = cursor_.indentation() > parent_column_;
        const bool tab_indents = cursor_.tab_indents();
        cursor_.skip_blanks();
        if (is_indented || cursor_.at_end() || cursor_.at_break()) return true;
        const std::string line_here = "line " + std::to_string(scan_.line_of(cursor_.pos));
        if (!tab_indents) {
            refuse_missing_end(" before " + line_here + ", which begins too far to the left to belong to it",
                               "is it missing on this line? or indent " + line_here);
        } else if (!tab_reported_) {
            scan_.problem(codes::tab_in_indentation, cursor_.line_start,
                          "a tab indents this line of the quote opened in line " + std::to_string(scan_.line_of(opened_at_)), "indent with spaces");
            tab_reported_ = true;
        }
        return !scan_.stopped();
    }

    /// Where one backslash is no escape, the others are none either.
    void pass_escape() {
        if (escapes_) {
            escapes_ = scan_escape(scan_);
        } else {
            scan_.give_up_parsing();
            cursor_.pos += cursor_.peek(1) == '"' || cursor_.peek(1) == '\\' ? 2U : 1U;
        }
    }

    void refuse_missing_end(const std::string& where, std::string hint) {
        scan_.breaks(codes::quote_unclosed, opened_at_, std::string("the quote ") + cursor_.bytes[opened_at_] + " has no end" + where,
                     std::move(hint));
        scan_.stop();
    }

    void close() {
        const std::string_view text = cursor_.bytes.substr(opened_at_ + 1, cursor_.pos - opened_at_ - 1);
        const std::size_t last = text.find_last_not_of(" \t\r\n");
        const std::string_view tail = last == std::string_view::npos ? text : text.substr(last + 1);
        // The parser drops line ends before the closing quote that are more than one.
        if (std::count(tail.begin(), tail.end(), '\n') > 1) {
            scan_.breaks(codes::quote_ends_empty, cursor_.pos, "a value in quotes cannot end with empty lines", "write '\\n' between double quotes");
        }
        ++cursor_.pos;
    }

    Scan& scan_;
    Cursor& cursor_;
    int parent_column_;
    std::size_t opened_at_;
    bool tab_reported_ = false;
    bool escapes_ = true;  ///< every backslash so far was understood
};

}  // namespace

void scan_quoted(Scan& scan, int parent_column) {
    QuotedScan(scan, parent_column).run();
}

namespace {

/// Over | or > and what follows it on its line. The indentation it names, 0 if none.
int scan_block_scalar_head(Scan& scan) {
    Cursor& cursor = scan.cursor;
    const char style = cursor.peek();
    ++cursor.pos;
    int indentation = 0;
    bool chomping = false;
    for (int i = 0; i < 2; ++i) {
        const char c = cursor.peek();
        if (c >= '1' && c <= '9' && indentation == 0) {
            indentation = c - '0';
            ++cursor.pos;
        } else if ((c == '+' || c == '-') && !chomping) {
            chomping = true;
            ++cursor.pos;
        }
    }
    scan.skip_blanks_and_comment();
    if (!cursor.at_end() && !cursor.at_break()) {
        scan.breaks(codes::block_scalar_malformed, cursor.pos, std::string("after '") + style + "' the text begins on the next line",
                    "put a text of one line in quotes");
        cursor.to_line_end();
    }
    return indentation;
}

/// The number of spaces before the first line that is not empty.
int first_indentation(Scan& scan, int parent_column) {
    Cursor cursor = scan.cursor;
    int most_of_empty_lines = 0;
    std::size_t deepest_empty_line = cursor.pos;
    while (true) {
        cursor.skip_spaces();
        if (!cursor.at_break()) break;
        if (cursor.column() > most_of_empty_lines) {
            most_of_empty_lines = cursor.column();
            deepest_empty_line = cursor.line_start;
        }
        cursor.next_line();
    }
    if (cursor.column() > parent_column && most_of_empty_lines > cursor.column() && !cursor.at_end()) {
        scan.breaks(codes::block_scalar_malformed, deepest_empty_line, "this empty line has more spaces than the first line of the text",
                    "take the spaces out");
    }
    return cursor.column();
}

}  // namespace

void scan_block_scalar(Scan& scan, int parent_column) {
    const int named = scan_block_scalar_head(scan);
    Cursor& cursor = scan.cursor;
    cursor.next_line();
    const int indentation = named > 0 ? std::max(parent_column, 0) + named : first_indentation(scan, parent_column);
    if (indentation <= parent_column) return;  // no text: the next line belongs to something else
    while (!cursor.at_end()) {
        Cursor line = cursor;
        if (line.at_document_marker()) return;
        line.skip_spaces();
        const bool empty = line.at_end() || line.at_break();
        if (!empty && line.column() < indentation) return;
        line.to_line_end();
        line.next_line();
        cursor = line;
    }
}

PlainStop scan_plain_line(Cursor& cursor, bool in_flow) {
    std::size_t end = cursor.pos;
    PlainStop stop = PlainStop::line_end;
    for (; !cursor.at_end() && !cursor.at_break(); ++cursor.pos) {
        if (cursor.peek() == ':' && (cursor.at_blank_break_or_end(1) || (in_flow && cursor.at_flow_indicator(1)))) {
            stop = PlainStop::colon;
            break;
        }
        if (cursor.peek() == '#' && cursor.follows_blank_or_break()) {
            stop = PlainStop::comment;
            break;
        }
        if (in_flow && cursor.at_flow_indicator()) {
            stop = PlainStop::indicator;
            break;
        }
        if (!cursor.at_blank()) end = cursor.pos + 1;
    }
    cursor.pos = end;
    return stop;
}

}  // namespace capgap::yaml
