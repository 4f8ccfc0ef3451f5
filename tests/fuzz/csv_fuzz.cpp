// Any bytes as a CSV file. The first says what is tried with it (csv_oracles.hpp), the second how, the third with which blocks; so an execution is
// short, and what is found with one is a step away from the others.
#include <fuzz/csv_oracles.hpp>

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 3) return 0;
    check_csv({data[0], csv_delimiters.at(data[1] % csv_delimiters.size()), data[1] / 4U, 4U + data[2], std::string(data + 3, data + size)});
    return 0;
}
