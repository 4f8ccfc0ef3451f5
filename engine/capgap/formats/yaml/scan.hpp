#pragma once

#include <capgap/formats/yaml/limits.hpp>
#include <capgap/formats/yaml/places.hpp>
#include <capgap/formats/yaml/problems.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace capgap::yaml {

/// A place in a text that is read character by character. Columns here count bytes from 0: indentation is made of spaces.
struct Cursor {
    std::string_view bytes;
    std::size_t pos = 0;
    std::size_t line_start = 0;

    [[nodiscard]] bool at_end(std::size_t ahead = 0) const { return pos + ahead >= bytes.size(); }
    /// The character `ahead` of here; 0, which no text holds, at the end.
    [[nodiscard]] char peek(std::size_t ahead = 0) const { return at_end(ahead) ? '\0' : bytes[pos + ahead]; }
    [[nodiscard]] bool at_blank(std::size_t ahead = 0) const { return peek(ahead) == ' ' || peek(ahead) == '\t'; }
    [[nodiscard]] bool at_break(std::size_t ahead = 0) const { return peek(ahead) == '\n' || peek(ahead) == '\r'; }
    [[nodiscard]] bool at_blank_break_or_end(std::size_t ahead = 0) const { return at_end(ahead) || at_blank(ahead) || at_break(ahead); }
    [[nodiscard]] bool at_flow_indicator(std::size_t ahead = 0) const;
    [[nodiscard]] bool follows_blank_or_break() const;
    /// "---" or "..." alone or before a blank, at the beginning of a line.
    [[nodiscard]] bool at_document_marker() const;
    [[nodiscard]] int column() const { return static_cast<int>(pos - line_start); }
    /// The spaces that this line begins with.
    [[nodiscard]] int indentation() const;
    /// The spaces are followed by a tab.
    [[nodiscard]] bool tab_indents() const;
    /// What is here looks like a space and is none.
    [[nodiscard]] bool at_space_lookalike() const;

    void skip_spaces();
    void skip_blanks();
    void to_line_end();
    /// Over the line end that is here.
    void next_line();
};

/// One walk over a text: where it is, what it may still cost, and what it has to say.
class Scan {
public:
    Scan(std::string_view bytes, const Places& places, const Limits& limits, Problems& problems)
        : cursor{bytes, 0, 0}, places_(places), limits_(limits), problems_(problems) {}

    Cursor cursor;
    std::vector<std::size_t> question_marks;  ///< see Layout
    std::vector<std::size_t> idle_tabs;       ///< likewise

    /// Wrong, but there is no doubt what was meant: reading goes on.
    void problem(const char* code, std::size_t offset, std::string message, std::string hint = {});
    /// Wrong, and what follows may be read wrongly: the text will not be parsed.
    void breaks(const char* code, std::size_t offset, std::string message, std::string hint = {});
    /// Something on this line was wrong already, and what follows may be read wrongly.
    [[nodiscard]] bool broke_on_line_of(std::size_t offset) const { return broken_line_ == line_of(offset); }
    /// The text will not be parsed, for a reason that was reported already.
    void give_up_parsing() { readable_ = false; }
    /// What follows would only be reported wrongly.
    void stop() { stopped_ = true; }

    [[nodiscard]] bool readable() const noexcept { return readable_ && !problems_.full(); }
    [[nodiscard]] bool stopped() const noexcept { return stopped_ || problems_.full(); }
    [[nodiscard]] std::size_t line_of(std::size_t offset) const { return places_.at(offset).line; }
    /// The text from `start` to here, as far as it stands on one line.
    [[nodiscard]] std::string_view first_line_since(std::size_t start) const;

    /// Count what the parser will have to hold. False: it is too much, and the scan is stopped.
    bool add_value();
    /// The last value turned out to be a key.
    void value_is_key() { --nodes_; }
    bool open_collection();
    void close_collection() { --depth_; }

    void skip_blanks_and_comment();
    void refuse_tag_or_anchor();
    void refuse_alias();
    void refuse_explicit_key();
    void refuse_colon_in_value(const std::string& hint = "put the value in quotes");
    void check_key_length(std::size_t start);
    /// `start` is that of a value without quotes that ends here.
    void check_plain(std::size_t start);

private:
    const Places& places_;
    const Limits& limits_;
    Problems& problems_;
    std::size_t nodes_ = 0;
    std::size_t depth_ = 0;
    bool readable_ = true;
    std::size_t broken_line_ = 0;  ///< of the last breaks()
    bool stopped_ = false;
};

}  // namespace capgap::yaml
