// A few lines, many times: blocks, batches and limits that no text of a kilobyte reaches. The first three bytes are those of csv_fuzz, but the third
// stands for longer blocks; then how often, and which part of the text is repeated.
#include <fuzz/csv_oracles.hpp>

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace {

constexpr std::size_t most_bytes = std::size_t{9} << 17U;  ///< beyond the limit of a field
constexpr unsigned most_doublings = 18;

std::string repeated(std::string_view text, unsigned doublings, std::size_t begin, std::size_t end) {
    std::string out(text.substr(0, begin));
    const std::string_view part = text.substr(begin, end - begin);
    for (std::size_t left = std::size_t{1} << doublings; left > 0 && out.size() < most_bytes; --left) out += part;
    return out += text.substr(end);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 6) return 0;
    const std::string text(data + 6, data + size);
    const auto place = [&text](std::uint8_t byte) { return text.size() * byte / 255U; };
    const auto [begin, end] = std::minmax({place(data[4]), place(data[5])});
    check_csv({data[0], csv_delimiters.at(data[1] % csv_delimiters.size()), data[1] / 4U, 4U + 257U * data[2],
               repeated(text, data[3] % most_doublings, begin, end)});
    return 0;
}
