#pragma once

#include <capgap/assessment/file_form.hpp>

#include <cstddef>
#include <cstdint>
#include <istream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace capgap::csv {

/// The byte order of UTF-16 as the first bytes of a file tell it.
enum class ByteOrder { little, big };

/// By its mark; or by zero bytes, which no other encoding has: at least one byte in fifty is zero, and in nine tenths of the pairs of bytes that hold
/// one it stands behind (little) or in front of (big) a character of ASCII text. Nothing where neither tells.
[[nodiscard]] std::optional<ByteOrder> byte_order_of(std::string_view beginning) noexcept;

/// As people write it: "Windows-1252".
[[nodiscard]] std::string spoken_name(Encoding encoding);

/// The bytes of a stream as UTF-8: a stage in front of whatever reads text. UTF-8 passes as it is, unchecked and without a copy. Memory: two blocks
/// of fixed size, whatever the stream.
class Utf8Input {
public:
    /// Where the stream ceases to be text in its encoding.
    struct Fault {
        std::uint64_t byte = 0;  ///< of the stream, from 1
        std::string message;
    };

    /// `in` must outlive it and be open in binary mode. Throws std::system_error if this machine does not know the encoding.
    Utf8Input(std::istream& in, Encoding encoding);
    Utf8Input(const Utf8Input&) = delete;
    Utf8Input& operator=(const Utf8Input&) = delete;
    Utf8Input(Utf8Input&&) = delete;
    Utf8Input& operator=(Utf8Input&&) = delete;
    ~Utf8Input();

    /// Writes up to `room` bytes, and how many; 0 at the end, and where the stream ceases to be text. Throws std::ios_base::failure where it breaks.
    std::size_t read(char* to, std::size_t room);
    /// Once read() gave 0: why, if not because of the end.
    [[nodiscard]] const std::optional<Fault>& fault() const noexcept { return fault_; }

private:
    class Decoder;
    std::size_t read_bytes(char* to, std::size_t room);
    bool decode_more();
    void fail_at(const char* raw, bool at_end);

    std::istream& in_;
    Encoding encoding_;
    std::unique_ptr<Decoder> decoder_;  ///< null for UTF-8
    std::string raw_;
    std::size_t raw_begin_ = 0;
    std::size_t raw_end_ = 0;
    std::uint64_t raw_before_ = 0;  ///< bytes of the stream in front of raw_
    std::string decoded_;
    std::size_t decoded_begin_ = 0;
    std::size_t decoded_end_ = 0;
    std::optional<Fault> fault_;
};

}  // namespace capgap::csv
