#include <capgap/formats/csv/utf8_input.hpp>

#include <capgap/formats/csv/utf8.hpp>

#include <iconv.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <ios>
#include <system_error>

namespace capgap::csv {

namespace {

constexpr std::size_t block = std::size_t{64} << 10U;

const char* iconv_name(Encoding encoding, ByteOrder order) {
    switch (encoding) {
        case Encoding::utf_8: break;
        case Encoding::utf_16: return order == ByteOrder::big ? "UTF-16BE" : "UTF-16LE";
        case Encoding::windows_1252: return "CP1252";
        case Encoding::gb18030: return "GB18030";
    }
    return "UTF-8";
}

bool is_text(char c) {
    return (c >= ' ' && c <= '~') || c == '\t' || c == '\n' || c == '\r';
}

}  // namespace

std::string spoken_name(Encoding encoding) {
    switch (encoding) {
        case Encoding::utf_8: break;
        case Encoding::utf_16: return "UTF-16";
        case Encoding::windows_1252: return "Windows-1252";
        case Encoding::gb18030: return "GB18030";
    }
    return "UTF-8";
}

std::optional<ByteOrder> byte_order_of(std::string_view beginning) noexcept {
    if (beginning.starts_with("\xFF\xFE")) return ByteOrder::little;
    if (beginning.starts_with("\xFE\xFF")) return ByteOrder::big;
    std::size_t little = 0;
    std::size_t big = 0;
    std::size_t with_zero = 0;
    for (std::size_t i = 0; i + 1 < beginning.size(); i += 2) {
        const char first = beginning[i];
        const char second = beginning[i + 1];
        little += is_text(first) && second == '\0' ? 1U : 0U;
        big += first == '\0' && is_text(second) ? 1U : 0U;
        with_zero += first == '\0' || second == '\0' ? 1U : 0U;
    }
    if (with_zero == 0 || 50 * with_zero < beginning.size()) return std::nullopt;
    if (10 * little >= 9 * with_zero) return ByteOrder::little;
    if (10 * big >= 9 * with_zero) return ByteOrder::big;
    return std::nullopt;
}

/// iconv's conversion to UTF-8.
class Utf8Input::Decoder {
public:
    explicit Decoder(const char* from) : conversion_(iconv_open("UTF-8", from)) {
        // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast,performance-no-int-to-ptr): how iconv says that it failed
        if (conversion_ == reinterpret_cast<iconv_t>(-1)) {
            throw std::system_error(errno, std::generic_category(), std::string("this machine cannot read the encoding ") + from);
        }
    }
    ~Decoder() { iconv_close(conversion_); }
    Decoder(const Decoder&) = delete;
    Decoder& operator=(const Decoder&) = delete;
    Decoder(Decoder&&) = delete;
    Decoder& operator=(Decoder&&) = delete;

    /// 0, or why it stopped: EILSEQ, EINVAL (the input ends within a character), E2BIG (no more room).
    int convert(char*& from, std::size_t& left, char*& to, std::size_t& room) {
        return iconv(conversion_, &from, &left, &to, &room) == static_cast<std::size_t>(-1) ? errno : 0;
    }

private:
    iconv_t conversion_;
};

Utf8Input::Utf8Input(std::istream& in, Encoding encoding) : in_(in), encoding_(encoding) {
    if (encoding == Encoding::utf_8) return;
    raw_.resize(block);
    decoded_.resize(block);
    while (raw_end_ < raw_.size()) {
        const std::size_t more = read_bytes(raw_.data() + raw_end_, raw_.size() - raw_end_);
        if (more == 0) break;
        raw_end_ += more;
    }
    // Without a mark and without zero bytes: the order of Windows programs.
    const auto order = byte_order_of({raw_.data(), raw_end_});
    decoder_ = std::make_unique<Decoder>(iconv_name(encoding, order.value_or(ByteOrder::little)));
}

Utf8Input::~Utf8Input() = default;

std::size_t Utf8Input::read_bytes(char* to, std::size_t room) {
    in_.read(to, static_cast<std::streamsize>(room));
    if (in_.bad()) throw std::ios_base::failure("the file cannot be read on");
    return static_cast<std::size_t>(in_.gcount());
}

std::size_t Utf8Input::read(char* to, std::size_t room) {
    if (decoder_ == nullptr) return read_bytes(to, room);
    while (decoded_begin_ == decoded_end_) {
        if (!decode_more()) return 0;
    }
    const std::size_t count = std::min(room, decoded_end_ - decoded_begin_);
    std::memcpy(to, decoded_.data() + decoded_begin_, count);
    decoded_begin_ += count;
    return count;
}

/// False where there is nothing more to decode. What is left of a character at the end of a block waits in front of the next.
bool Utf8Input::decode_more() {
    if (fault_) return false;
    std::memmove(raw_.data(), raw_.data() + raw_begin_, raw_end_ - raw_begin_);
    raw_before_ += raw_begin_;
    raw_end_ -= raw_begin_;
    raw_begin_ = 0;
    const std::size_t more = raw_end_ == raw_.size() ? 0 : read_bytes(raw_.data() + raw_end_, raw_.size() - raw_end_);
    const bool at_end = more == 0 && raw_end_ < raw_.size();
    raw_end_ += more;
    if (raw_end_ == 0) return false;

    char* from = raw_.data();
    std::size_t left = raw_end_;
    char* to = decoded_.data();
    std::size_t room = decoded_.size();
    const int stopped = decoder_->convert(from, left, to, room);
    raw_begin_ = raw_end_ - left;
    decoded_begin_ = 0;
    decoded_end_ = decoded_.size() - room;
    if (stopped == EILSEQ || (stopped == EINVAL && at_end)) fail_at(from, stopped == EINVAL);
    return true;
}

void Utf8Input::fail_at(const char* raw, bool at_end) {
    const std::uint64_t byte = raw_before_ + raw_begin_ + 1;
    const std::string where = "byte " + std::to_string(byte) + " of the file (" + hexadecimal(*raw) + ")";
    fault_ = {byte, at_end ? "the file ends within a character of " + spoken_name(encoding_) + ", which begins at " + where
                           : where + " is no text in " + spoken_name(encoding_)};
}

}  // namespace capgap::csv
