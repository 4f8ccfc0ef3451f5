#pragma once

#include <capgap/formats/csv/utf8_input.hpp>

#include <cstddef>
#include <istream>
#include <memory>
#include <optional>
#include <string_view>

namespace capgap::csv {

/// Cuts a stream into physical lines in a buffer of fixed size. A line ends in LF, CR or CR LF.
class LineBuffer {
public:
    /// A line, or a part of one that is longer than the buffer. Valid until the next is asked for.
    struct Piece {
        std::string_view text;      ///< without the line end
        std::string_view line_end;  ///< empty in the middle of a long line, and where the file ends without one
        bool complete = false;      ///< the line ends here
    };

    /// `bytes` is at least 2.
    LineBuffer(std::istream& in, Encoding encoding, std::size_t bytes);

    /// The first bytes of the stream, as many as there are up to `bytes`; takes nothing.
    std::string_view peek(std::size_t bytes);
    /// Takes `bytes` that peek() has shown.
    void skip(std::size_t bytes) { begin_ += bytes; }
    /// Nothing at the end of the stream, and where it ceases to be text in its encoding; what stands before that in its line is a part of a line.
    /// Throws std::ios_base::failure where the stream breaks.
    std::optional<Piece> next();
    /// Once next() gave nothing: why, if not because of the end.
    const std::optional<Utf8Input::Fault>& fault() const noexcept { return in_.fault(); }

private:
    /// Where a byte comes next; looked for once in a buffer, not once a line.
    class Finder {
    public:
        explicit Finder(char byte) : byte_(byte) {}
        /// The first place at or after `begin`, or `end`.
        std::size_t find(const char* data, std::size_t begin, std::size_t end);
        void forget() { known_ = false; }

    private:
        char byte_;
        bool known_ = false;
        std::size_t at_ = 0;
    };

    bool fill();
    Piece take(std::size_t text, std::size_t line_end, bool complete);

    Utf8Input in_;
    std::unique_ptr<char[]> bytes_;  // NOLINT(cppcoreguidelines-avoid-c-arrays): a vector would be zeroed first
    std::size_t capacity_;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
    bool at_end_ = false;
    Finder line_feed_{'\n'};
    Finder carriage_return_{'\r'};
};

}  // namespace capgap::csv
