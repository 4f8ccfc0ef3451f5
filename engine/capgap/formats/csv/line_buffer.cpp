#include <capgap/formats/csv/line_buffer.hpp>

#include <algorithm>
#include <cstring>

namespace capgap::csv {

std::size_t LineBuffer::Finder::find(const char* data, std::size_t begin, std::size_t end) {
    if (known_ && at_ >= begin) return at_;
    const void* found = std::memchr(data + begin, byte_, end - begin);
    at_ = found != nullptr ? static_cast<std::size_t>(static_cast<const char*>(found) - data) : end;
    known_ = true;
    return at_;
}

LineBuffer::LineBuffer(std::istream& in, Encoding encoding, std::size_t bytes)
    : in_(in, encoding), bytes_(std::make_unique_for_overwrite<char[]>(bytes)), capacity_(bytes) {}

/// Moves what is left to the front and reads more behind it, or finds the end. False where that was done before, and where the buffer is full.
bool LineBuffer::fill() {
    if (at_end_ || end_ - begin_ == capacity_) return false;
    std::memmove(bytes_.get(), bytes_.get() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
    line_feed_.forget();
    carriage_return_.forget();
    const std::size_t count = in_.read(bytes_.get() + end_, capacity_ - end_);
    at_end_ = count == 0;
    end_ += count;
    return true;
}

std::string_view LineBuffer::peek(std::size_t bytes) {
    while (end_ - begin_ < bytes && fill()) {
    }
    return {bytes_.get() + begin_, std::min(bytes, end_ - begin_)};
}

LineBuffer::Piece LineBuffer::take(std::size_t text, std::size_t line_end, bool complete) {
    const Piece piece{{bytes_.get() + begin_, text}, {bytes_.get() + begin_ + text, line_end}, complete};
    begin_ += text + line_end;
    return piece;
}

std::optional<LineBuffer::Piece> LineBuffer::next() {
    for (;;) {
        const char* data = bytes_.get();
        const std::size_t at = std::min(line_feed_.find(data, begin_, end_), carriage_return_.find(data, begin_, end_));
        const bool found = at < end_;
        // Whether a CR is the whole line end is known only with the byte behind it.
        const bool undecided = !found || (data[at] == '\r' && at + 1 == end_);
        if (undecided && fill()) continue;
        const std::size_t size = at - begin_;
        if (found && (!undecided || at_end_)) return take(size, data[at] == '\r' && at + 1 < end_ && data[at + 1] == '\n' ? 2 : 1, true);
        if (begin_ == end_) return std::nullopt;
        return take(size, 0, at_end_ && !fault());  // the last line without an end, or a part of a line
    }
}

}  // namespace capgap::csv
