#include <capgap/formats/csv/encoding_guess.hpp>

#include <capgap/formats/csv/utf8_input.hpp>

#include <array>
#include <ios>
#include <sstream>
#include <string_view>
#include <vector>

namespace capgap::csv {

namespace {

constexpr std::size_t guessed_block = std::size_t{64} << 10U;
constexpr std::size_t most_of_a_word = 48;  ///< bytes
constexpr std::uint64_t least_pairs = 4;

bool within(unsigned char byte, unsigned low, unsigned high) {
    return byte >= low && byte <= high;
}

/// The structure of GB18030, byte by byte: one byte below 0x80, two, or four.
class Gb18030Scan {
public:
    void take(unsigned char byte) {
        switch (place_) {
            case 0: first(byte); break;
            case 1: second(byte); break;
            case 2: continue_if(within(byte, 0x81, 0xFE)); break;
            default: end_if(within(byte, 0x30, 0x39)); break;
        }
    }
    /// Nothing was malformed, and the text does not end within a character.
    bool well_formed() const { return !malformed_ && place_ == 0; }
    std::uint64_t characters() const { return characters_; }  ///< those of several bytes
    std::uint64_t usual_pairs() const { return usual_pairs_; }

private:
    void first(unsigned char byte) {
        if (byte < 0x80) return;
        lead_ = byte;
        continue_if(within(byte, 0x81, 0xFE));
    }
    void second(unsigned char byte) {
        if (within(byte, 0x30, 0x39)) return continue_if(true);
        if (lead_ >= 0xA1 && byte >= 0xA1) ++usual_pairs_;
        end_if(within(byte, 0x40, 0x7E) || within(byte, 0x80, 0xFE));
    }
    void continue_if(bool right) {
        malformed_ |= !right;
        place_ = right ? place_ + 1 : 0;
    }
    void end_if(bool right) {
        malformed_ |= !right;
        ++characters_;
        place_ = 0;
    }

    int place_ = 0;
    unsigned char lead_ = 0;
    bool malformed_ = false;
    std::uint64_t characters_ = 0;
    std::uint64_t usual_pairs_ = 0;
};

bool in_windows_1252(unsigned char byte) {
    return byte != 0x81 && byte != 0x8D && byte != 0x8F && byte != 0x90 && byte != 0x9D;
}

/// The first word that is not ASCII, and the line on which it stands.
class FirstWord {
public:
    void take(char c) {
        if (complete_) return;
        const bool is_high = static_cast<unsigned char>(c) >= 0x80;
        if (ends_word(c)) {
            complete_ = found_;
            if (!complete_) begin_after(c);
        } else {
            if (is_high && !found_) byte_ = c;
            found_ |= is_high;
            word_ += c;
            complete_ = found_ && word_.size() >= most_of_a_word;
            if (!found_ && word_.size() >= most_of_a_word) word_.clear();
        }
        after_return_ = c == '\r';
    }

    char byte() const { return byte_; }
    std::uint32_t line() const { return line_; }
    /// As far as it can be decoded.
    std::string in(Encoding encoding) const {
        std::istringstream bytes(word_);
        Utf8Input input(bytes, encoding);
        std::string text(4 * most_of_a_word, '\0');
        std::size_t size = 0;
        while (const std::size_t more = input.read(text.data() + size, text.size() - size)) size += more;
        text.resize(size);
        return text;
    }

private:
    static bool ends_word(char c) { return static_cast<unsigned char>(c) <= ' ' || c == ',' || c == ';' || c == '"'; }
    void begin_after(char c) {
        word_.clear();
        if (c == '\r' || (c == '\n' && !after_return_)) ++line_;
    }

    std::string word_;
    std::uint32_t line_ = 1;
    char byte_ = 0;
    bool found_ = false;
    bool complete_ = false;
    bool after_return_ = false;
};

}  // namespace

EncodingGuess guess_of(std::istream& in) {
    Gb18030Scan gb18030;
    FirstWord word;
    bool windows_1252 = true;
    std::vector<char> bytes(guessed_block);
    for (;;) {
        in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        if (in.bad()) throw std::ios_base::failure("the file cannot be read on");
        const std::string_view read(bytes.data(), static_cast<std::size_t>(in.gcount()));
        if (read.empty()) break;
        for (const char c : read) {
            gb18030.take(static_cast<unsigned char>(c));
            windows_1252 = windows_1252 && in_windows_1252(static_cast<unsigned char>(c));
            word.take(c);
        }
    }
    EncodingGuess guess;
    guess.byte = word.byte();
    guess.line = word.line();
    const bool chinese = gb18030.well_formed() && 2 * gb18030.usual_pairs() > gb18030.characters();
    guess.several = chinese && gb18030.usual_pairs() < least_pairs;
    if (guess.several) return guess;
    if (chinese) guess.encoding = Encoding::gb18030;
    if (!chinese && windows_1252) guess.encoding = Encoding::windows_1252;
    if (guess.encoding) guess.word = word.in(*guess.encoding);
    return guess;
}

}  // namespace capgap::csv
