#include <capgap/formats/yaml/layout.hpp>

#include <capgap/base/message.hpp>
#include <capgap/formats/yaml/codes.hpp>
#include <capgap/formats/yaml/flow_scan.hpp>
#include <capgap/formats/yaml/scalar_scan.hpp>
#include <capgap/formats/yaml/scan.hpp>
#include <capgap/formats/yaml/slips.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace capgap::yaml {

namespace {

/// The lines of a file and the collections that their indentation makes. What stands in brackets and quotes is left to scan_flow() and scan_quoted().
class LayoutScan {
public:
    explicit LayoutScan(Scan& scan) : scan_(scan), cursor_(scan.cursor) {}

    void run() {
        while (!scan_.stopped()) {
            scan_.skip_blanks_and_comment();
            if (cursor_.at_end()) break;
            if (cursor_.at_break()) {
                begin_line();
            } else if (line_begins_) {
                enter_line();
            } else if (line_is_full_) {
                refuse_text_after_value();
            } else {
                scan_token();
            }
        }
        if (awaited_ && !scan_.stopped()) report_awaited();
    }

private:
    /// A list or a mapping whose entries stand below each other.
    struct Block {
        int column;
        bool is_list;
    };

    /// What waits for its value: "key:" or "-".
    struct Awaited {
        std::size_t at;
        std::string what;
        bool is_list_entry;
    };

    // Lines

    void begin_line() {
        cursor_.next_line();
        line_begins_ = true;
        line_is_full_ = false;
        property_column_.reset();
    }

    /// Nothing more is to be learned from this line.
    void skip_line() {
        cursor_.to_line_end();
        awaited_.reset();
        entry_expected_ = false;
    }

    void enter_line() {
        line_begins_ = false;
        if (cursor_.at_document_marker()) return pass_document_marker();
        if (cursor_.column() == 0 && cursor_.peek() == '%') return pass_directive();
        if (document_ended_) return refuse_second_document();
        if (cursor_.tab_indents()) {
            return refuse_line(codes::tab_in_indentation, cursor_.line_start, "a tab indents this line", "indent with spaces");
        }
        if (cursor_.at_space_lookalike()) {
            return refuse_line(codes::space_lookalike, cursor_.pos, "a no-break space indents this line: it looks like a space, and is none",
                               "indent with plain spaces");
        }
        if (const std::string_view slip = list_entry_slip(cursor_.bytes.substr(cursor_.pos)); !slip.empty()) {
            return refuse_line(codes::entry_misplaced, cursor_.pos, "a list entry begins with '-' and a space; found " + in_quotes(slip),
                               "a text that begins so needs quotes");
        }
        place_line();
    }

    /// Where the line belongs cannot be told, nor, perhaps, where the next ones do.
    void refuse_line(const char* code, std::size_t offset, std::string message, std::string hint) {
        scan_.breaks(code, offset, std::move(message), std::move(hint));
        blocks_unsure_ = true;
        skip_line();
    }

    void refuse_text_after_value() {
        const std::size_t start = cursor_.pos;
        const char last = cursor_.bytes[cursor_.bytes.find_last_not_of(" \t", start - 1)];
        cursor_.to_line_end();
        const std::string_view text = scan_.first_line_since(start);
        if (scan_.broke_on_line_of(start)) return skip_line();  // what was wrong before has led here
        scan_.breaks(codes::text_after_value, start, in_quotes(text) + " stands behind the end of a value", hint_on_text_after_value(text, last));
        skip_line();
    }

    void pass_directive() {
        scan_.problem(codes::directive, cursor_.pos, "a directive ('%') is outside the plain subset of YAML that is read here", "take the line out");
        cursor_.to_line_end();
    }

    void pass_document_marker() {
        const bool begins = cursor_.peek() == '-';
        if (begins && (document_began_ || document_ended_ || has_root_)) return refuse_second_document();
        close_blocks(-1, false);
        (begins ? document_began_ : document_ended_) = true;
        key_allowed_ = false;
        line_is_full_ = !begins;
        cursor_.pos += 3;
    }

    void refuse_second_document() {
        scan_.breaks(codes::several_documents, cursor_.pos, "a second document begins here; a file holds one",
                     "take the line '---' out, or make two files of it");
        scan_.stop();
    }

    /// Closes what the line that begins here is not indented enough to belong to, and decides what may stand on it.
    void place_line() {
        const int column = cursor_.column();
        close_blocks(column, cursor_.peek() == '-' && cursor_.at_blank_break_or_end(1));
        entry_expected_ = !blocks_.empty() && !awaited_ && column == block_column();
        key_allowed_ = true;
        if (awaited_ || entry_expected_ || !has_root_) return;
        if (blocks_unsure_) return scan_.stop();
        const std::string hint = blocks_.empty() ? "" : "the nearest entry above it is indented by " + std::to_string(block_column()) + " spaces";
        scan_.breaks(codes::indentation_wrong, cursor_.pos,
                     "this line, indented by " + std::to_string(column) + (column == 1 ? " space" : " spaces") + ", belongs to nothing above it",
                     hint);
        scan_.stop();
    }

    [[nodiscard]] int block_column() const { return blocks_.empty() ? -1 : blocks_.back().column; }
    [[nodiscard]] bool in_mapping() const { return !blocks_.empty() && !blocks_.back().is_list; }

    void close_blocks(int column, bool is_list_entry) {
        const bool is_awaited = column > block_column() || (column == block_column() && in_mapping() && is_list_entry);
        if (awaited_ && !is_awaited) report_awaited();
        while (!blocks_.empty()) {
            const Block& last = blocks_.back();
            if (last.column < column || (last.column == column && (!last.is_list || is_list_entry))) return;
            blocks_.pop_back();
            scan_.close_collection();
        }
    }

    void report_awaited() {
        scan_.problem(codes::value_missing, awaited_->at, awaited_->what + " has no value",
                      "leave it out where there is nothing to say; or does the line below it want more indentation?");
        awaited_.reset();
    }

    bool open_block(int column, bool is_list) {
        if (!scan_.open_collection()) return false;
        blocks_.push_back({column, is_list});
        has_root_ = true;
        return true;
    }

    // What stands on a line

    void scan_token() {
        const char c = cursor_.peek();
        if (cursor_.at_blank_break_or_end(1)) {
            if (c == '-') return scan_list_entry();
            if (c == '?') return scan_.refuse_explicit_key();
            if (c == ':') return refuse_missing_key();
        }
        if (c == '&' || c == '!') {
            if (!property_column_) property_column_ = cursor_.column();
            return scan_.refuse_tag_or_anchor();
        }
        if (c == '|' || c == '>') return scan_text();
        scan_node();
    }

    void scan_list_entry() {
        const int column = cursor_.column();
        if (!key_allowed_) {
            scan_.breaks(codes::entry_misplaced, cursor_.pos, "a list ('- ') cannot begin on the line of its key", "begin it on the next line");
            return skip_line();
        }
        if (entry_expected_ && in_mapping()) {
            scan_.breaks(codes::entry_misplaced, cursor_.pos, "a list entry ('- ') stands where the next key of a mapping was expected",
                         "indent it more than the key that it belongs to");
            return skip_line();
        }
        const bool begins_list = column > block_column() || in_mapping();
        if (begins_list && !open_block(column, true)) return;
        entry_expected_ = false;
        awaited_ = Awaited{cursor_.pos, "this entry of the list", true};
        ++cursor_.pos;
    }

    void refuse_missing_key() {
        scan_.breaks(codes::key_missing, cursor_.pos, "there is no key before this colon");
        skip_line();
    }

    void scan_text() {
        const std::size_t start = cursor_.pos;
        if (!scan_.add_value()) return;
        scan_block_scalar(scan_, block_column());
        end_value(start);
        line_begins_ = true;
        line_is_full_ = false;
    }

    /// A value in quotes, in brackets, or in neither. It may turn out to be a key.
    void scan_node() {
        const char c = cursor_.peek();
        const std::size_t start = cursor_.pos;
        const int column = property_column_.value_or(cursor_.column());
        if (c == ']' || c == '}') {
            scan_.breaks(codes::bracket_unopened, start, std::string("nothing opens this '") + c + "'");
            return skip_line();
        }
        if (c == '[' || c == '{') {
            if (brackets_begin_text(cursor_, false)) {
                scan_.breaks(codes::character_reserved, start, std::string("a text cannot begin with '") + c + "'", "put it in quotes");
                return skip_line();
            }
            scan_flow(scan_, block_column());
        } else if (!scan_.add_value()) {
            return;
        } else if (c == '"' || c == '\'') {
            scan_quoted(scan_, block_column());
        } else if (c == '*') {
            scan_.refuse_alias();
        } else {
            scan_plain();
            scan_.check_plain(start);
        }
        if (!scan_.stopped()) end_node(start, column);
    }

    /// Over a value without quotes and over the further lines that belong to it: those indented more than what holds it.
    void scan_plain() {
        const std::size_t start = cursor_.pos;
        PlainStop stop = scan_plain_line(cursor_, false);
        while (stop == PlainStop::line_end) {
            const std::optional<Cursor> next = continuation();
            if (!next) return;
            cursor_ = *next;
            stop = scan_plain_line(cursor_, false);
            if (stop == PlainStop::colon) refuse_colon_in_continuation(start);
        }
    }

    void refuse_colon_in_continuation(std::size_t start) {
        const std::string line = "line " + std::to_string(scan_.line_of(start));
        std::string hint = "mend the indentation, or put the value in quotes";
        if (awaited_ && awaited_->is_list_entry) hint = "is a ':' missing in " + line + '?';
        if (entry_expected_) hint = "is a ':' missing at the end of " + line + '?';
        refuse_line(codes::colon_in_value, cursor_.pos, "this line still belongs to the value begun in " + line + ", which cannot hold ': '",
                    std::move(hint));
    }

    /// The text of the next line, if it goes on the value without quotes that ends here.
    std::optional<Cursor> continuation() {
        Cursor next = cursor_;
        next.skip_blanks();
        while (next.at_break()) {
            next.next_line();
            if (next.at_document_marker()) return std::nullopt;
            next.skip_blanks();
            if (next.at_break() || next.at_end()) note_idle_tabs(next);
        }
        if (next.at_end() || next.peek() == '#') return std::nullopt;
        if (next.indentation() > block_column()) return next;
        return std::nullopt;
    }

    void note_idle_tabs(const Cursor& line_end) {
        for (std::size_t at = line_end.line_start; at < line_end.pos; ++at) {
            if (cursor_.bytes[at] == '\t') scan_.idle_tabs.push_back(at);
        }
    }

    /// After a value: is it a key?
    void end_node(std::size_t start, int column) {
        Cursor behind = cursor_;
        behind.skip_blanks();
        if (behind.peek() != ':' || !behind.at_blank_break_or_end(1)) return end_value(start);
        const std::string_view key = cursor_.bytes.substr(start, cursor_.pos - start);
        cursor_ = behind;
        if (!key_allowed_) {
            scan_.refuse_colon_in_value();
            return skip_line();
        }
        if (key.find('\n') != std::string_view::npos) {
            scan_.breaks(codes::key_over_lines, start, "a key and its colon must stand on one line");
            return skip_line();
        }
        if (const std::size_t bracket = bracket_in_key(key); bracket != std::string_view::npos) {
            return refuse_line(codes::key_missing, start + bracket, std::string("a ':' is missing before '") + key[bracket] + '\'',
                               "a key that holds a bracket needs quotes");
        }
        scan_.check_key_length(start);
        scan_.value_is_key();
        if (column > block_column() && !open_block(column, false)) return;
        entry_expected_ = false;
        key_allowed_ = false;
        awaited_ = Awaited{start, in_quotes(key), false};
        ++cursor_.pos;
    }

    void end_value(std::size_t start) {
        if (entry_expected_) {
            const std::string_view text = scan_.first_line_since(start);
            scan_.breaks(codes::key_missing, start, "a key and a colon were expected here; found " + in_quotes(text), hint_on_missing_key(text));
        }
        has_root_ = true;
        entry_expected_ = false;
        line_is_full_ = true;
        awaited_.reset();
    }

    Scan& scan_;
    Cursor& cursor_;
    std::vector<Block> blocks_;
    std::optional<Awaited> awaited_;
    std::optional<int> property_column_;  ///< of an anchor or tag before the value that follows
    bool line_begins_ = true;
    bool line_is_full_ = false;    ///< a value has ended on this line
    bool key_allowed_ = true;      ///< a mapping may begin here
    bool entry_expected_ = false;  ///< only the next key of a mapping or the next entry of a list may stand here
    bool document_began_ = false;
    bool document_ended_ = false;
    bool has_root_ = false;
    bool blocks_unsure_ = false;  ///< a line was passed over that could not be placed
};

}  // namespace

Layout check_layout(std::string_view bytes, const Places& places, const Limits& limits, Problems& problems) {
    Scan scan(bytes, places, limits, problems);
    LayoutScan(scan).run();
    return {scan.readable(), std::move(scan.question_marks), std::move(scan.idle_tabs)};
}

}  // namespace capgap::yaml
