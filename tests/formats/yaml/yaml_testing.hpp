#pragma once

#include <capgap/base/diagnostic.hpp>

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>
#include <vector>

namespace capgap::yaml {

inline std::string read_source_file(const std::string& path) {
    std::ifstream in(std::string(CAPGAP_SOURCE_DIR) + '/' + path, std::ios::binary);
    EXPECT_TRUE(in) << path;
    return {std::istreambuf_iterator<char>(in), {}};
}

/// One per line, to compare and to read in a failed test.
inline std::string lines(const Diagnostics& diagnostics) {
    std::string out;
    for (const Diagnostic& diagnostic : diagnostics) out += to_string(diagnostic) + '\n';
    return out;
}

/// Every code whose definition in codes.hpp matches the pattern.
inline std::set<std::string> defined_codes(const std::string& pattern) {
    const std::string text = read_source_file("engine/capgap/formats/yaml/codes.hpp");
    const std::regex code('"' + std::string("(") + pattern + ")\"");
    std::set<std::string> all;
    for (std::sregex_iterator match(text.begin(), text.end(), code), end; match != end; ++match) all.insert((*match)[1]);
    return all;
}

}  // namespace capgap::yaml
