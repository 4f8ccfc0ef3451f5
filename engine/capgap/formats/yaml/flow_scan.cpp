#include <capgap/formats/yaml/flow_scan.hpp>

#include <capgap/base/message.hpp>
#include <capgap/formats/yaml/codes.hpp>
#include <capgap/formats/yaml/scalar_scan.hpp>
#include <capgap/formats/yaml/slips.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace capgap::yaml {

namespace {

class FlowScan {
public:
    FlowScan(Scan& scan, int parent_column) : scan_(scan), cursor_(scan.cursor), parent_column_(parent_column) {}

    void run() {
        open();
        while (!open_.empty() && !scan_.stopped()) {
            scan_.skip_blanks_and_comment();
            if (cursor_.at_end()) {
                refuse_missing_end();
            } else if (cursor_.at_break()) {
                cursor_.next_line();
                line_begins_ = true;
            } else {
                if (line_begins_) enter_line();
                line_begins_ = false;
                if (!scan_.stopped()) scan_token();
            }
        }
    }

private:
    /// A collection that is open, and what there is in it since the bracket or the last comma.
    struct Open {
        char bracket;
        std::size_t at;
        bool node = false;  ///< a value, which may turn out to be a key
        std::size_t node_at = 0;
        std::string_view node_text{};  ///< as far as it stands on one line
        bool node_is_plain = false;    ///< else a colon may follow without a space
        bool colon = false;
        bool value = false;
        bool doubtful = false;  ///< something is wrong with it already
        bool told = false;      ///< an entry without a colon was reported: where a comma was one too many, there may be more
    };

    [[nodiscard]] std::string opened_where(const Open& open) const {
        return std::string("the '") + open.bracket + "' opened in line " + std::to_string(scan_.line_of(open.at));
    }

    void open() {
        if (!scan_.open_collection()) return;
        open_.push_back({cursor_.peek(), cursor_.pos});
        ++cursor_.pos;
    }

    void refuse_missing_end(const std::string& where = "", const std::string& otherwise = "") {
        const std::size_t at = open_.back().at;
        const std::string_view rest = cursor_.bytes.substr(at);
        scan_.breaks(codes::bracket_unclosed, at, std::string("the bracket '") + open_.back().bracket + "' has no end" + where,
                     hint_on_open_bracket(rest.substr(0, rest.find_first_of("\r\n")), otherwise));
        scan_.stop();
    }

    void enter_line() {
        Cursor line = cursor_;
        line.pos = line.line_start;
        if (line.at_document_marker()) return refuse_missing_end();
        if (cursor_.indentation() > parent_column_) return;
        if (cursor_.tab_indents()) {
            scan_.breaks(codes::tab_in_indentation, cursor_.line_start, "a tab indents this line of " + opened_where(open_.back()),
                         "indent with spaces");
            return;
        }
        // A closing bracket right below the key is usual and cannot be mistaken, although YAML asks for a space before it.
        if (cursor_.peek() == ']' || cursor_.peek() == '}') return;
        const std::string line_here = "line " + std::to_string(scan_.line_of(cursor_.pos));
        refuse_missing_end(" before " + line_here + ", which begins too far to the left to belong to it", " or indent " + line_here);
    }

    void scan_token() {
        const char c = cursor_.peek();
        if ((c == '[' || c == '{') && brackets_begin_text(cursor_, true)) return refuse_text_in_brackets();
        if (c == '[' || c == '{') return open();
        if (c == ']' || c == '}') return close();
        if (c == ',') return pass_comma();
        if (is_colon()) return pass_colon();
        if (c == '&' || c == '!') return scan_.refuse_tag_or_anchor();
        if (c == '?' && (cursor_.at_blank_break_or_end(1) || cursor_.at_flow_indicator(1))) return scan_.refuse_explicit_key();
        if (c == '-' && (cursor_.at_blank_break_or_end(1) || cursor_.at_flow_indicator(1))) return refuse_entry();
        scan_scalar();
    }

    void refuse_text_in_brackets() {
        scan_.breaks(codes::character_reserved, cursor_.pos, std::string("a text cannot begin with '") + cursor_.peek() + "'",
                     "put it in quotes; or is a comma missing behind the brackets?");
        scan_.stop();
    }

    void close() {
        const Open open = open_.back();
        const char closing = cursor_.peek();
        if ((open.bracket == '[') != (closing == ']')) {
            scan_.breaks(codes::bracket_unopened, cursor_.pos, std::string("'") + closing + "' cannot close " + opened_where(open));
            return scan_.stop();
        }
        if (open.node) end_entry();
        open_.pop_back();
        scan_.close_collection();
        ++cursor_.pos;
        if (!open_.empty()) add_node(open.at, false);
    }

    void pass_comma() {
        if (open_.back().node) {
            end_entry();
        } else {
            scan_.problem(codes::value_missing, cursor_.pos, "there is nothing before this comma", "take it out");
        }
        ++cursor_.pos;
    }

    void end_entry() {
        Open& open = open_.back();
        if (open.colon && !open.value) {
            scan_.problem(codes::value_missing, open.node_at, in_quotes(open.node_text) + " has no value",
                          "leave it out where there is nothing to say");
        } else if (!open.colon && open.bracket == '{' && !open.doubtful && !open.told) {
            scan_.problem(codes::value_missing, open.node_at, in_quotes(open.node_text) + " has no value: between { and } stands 'key: value'",
                          hint_on_entry_without_colon(open.node_text));
            open.told = true;
        }
        open.node = open.colon = open.value = open.doubtful = false;
    }

    [[nodiscard]] bool is_colon() const {
        if (cursor_.peek() != ':') return false;
        const Open& open = open_.back();
        return ends_key(cursor_) || (open.node && !open.colon && !open.node_is_plain);
    }

    static bool ends_key(const Cursor& at) { return at.peek() == ':' && (at.at_blank_break_or_end(1) || at.at_flow_indicator(1)); }

    void pass_colon() {
        Open& open = open_.back();
        if (!open.node) {
            scan_.breaks(codes::key_missing, cursor_.pos, "there is no key before this colon");
        } else if (open.colon) {
            const std::size_t start = open.node_at;
            scan_.refuse_colon_in_value(hint_on_second_colon(scan_.first_line_since(start)));
        } else if (scan_.first_line_since(open.node_at).size() < cursor_.pos - open.node_at) {
            scan_.breaks(codes::key_over_lines, open.node_at, "a key and its colon must stand on one line");
        } else {
            scan_.check_key_length(open.node_at);
            scan_.value_is_key();
        }
        open.node = open.colon = true;
        open.value = false;
        ++cursor_.pos;
    }

    void refuse_entry() {
        scan_.breaks(codes::entry_misplaced, cursor_.pos, "'-' marks no entry between brackets",
                     "separate entries by commas; the text '-' needs quotes");
        add_node(cursor_.pos++, true);
    }

    void scan_scalar() {
        const char c = cursor_.peek();
        const std::size_t start = cursor_.pos;
        if (!scan_.add_value()) return;
        if (c == '*') {
            scan_.refuse_alias();
            return add_node(start, true);
        }
        if (c == '"' || c == '\'') {
            scan_quoted(scan_, parent_column_);
            return add_node(start, false);
        }
        scan_plain();
        scan_.check_plain(start);
        add_node(start, true);
    }

    void scan_plain() {
        while (true) {
            const std::size_t start = cursor_.pos;
            const PlainStop stop = scan_plain_line(cursor_, true);
            note_question_marks(start);
            if (stop != PlainStop::line_end) return;
            const std::optional<Cursor> next = continuation();
            if (!next) return;
            cursor_ = *next;
        }
    }

    void note_question_marks(std::size_t start) {
        for (std::size_t at = start; at < cursor_.pos; ++at) {
            if (cursor_.bytes[at] == '?') scan_.question_marks.push_back(at);
        }
    }

    /// The text of the next line, if it goes on the value without quotes that ends here.
    [[nodiscard]] std::optional<Cursor> continuation() const {
        Cursor next = cursor_;
        next.skip_blanks();
        while (next.at_break()) {
            next.next_line();
            if (next.at_document_marker()) return std::nullopt;
            next.skip_blanks();
        }
        if (next.at_end() || next.peek() == '#' || next.at_flow_indicator() || ends_key(next)) return std::nullopt;
        if (next.indentation() <= parent_column_) return std::nullopt;
        return next;
    }

    void add_node(std::size_t start, bool is_plain) {
        Open& open = open_.back();
        if (open.colon ? open.value : open.node) {
            scan_.breaks(codes::comma_missing, start, "a comma is missing before " + in_quotes(scan_.first_line_since(start)));
            open.node = open.colon = open.value = false;
            open.doubtful = true;
        }
        if (open.colon) {
            open.value = true;
            return;
        }
        open.node = true;
        open.node_at = start;
        open.node_text = scan_.first_line_since(start);
        open.node_is_plain = is_plain;
    }

    Scan& scan_;
    Cursor& cursor_;
    int parent_column_;
    std::vector<Open> open_;
    bool line_begins_ = false;
};

}  // namespace

void scan_flow(Scan& scan, int parent_column) {
    FlowScan(scan, parent_column).run();
}

}  // namespace capgap::yaml
