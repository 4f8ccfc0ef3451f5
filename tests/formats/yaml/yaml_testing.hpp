#pragma once

#include <capgap/base/diagnostic.hpp>
#include <capgap/base/result.hpp>
#include <capgap/formats/yaml/load.hpp>
#include <capgap/formats/yaml/parser.hpp>

#include <gtest/gtest.h>

#include <cstddef>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace capgap::yaml {

inline std::string read_source_file(const std::string& path) {
    std::ifstream in(std::string(CAPGAP_SOURCE_DIR) + '/' + path, std::ios::binary);
    EXPECT_TRUE(in) << path;
    return {std::istreambuf_iterator<char>(in), {}};
}

inline std::string repeated(const std::string& text, std::size_t times) {
    std::string out;
    out.reserve(text.size() * times);
    for (std::size_t i = 0; i < times; ++i) out += text;
    return out;
}

/// "k0: v, k1: v, ..." for "k" and ": v, ".
inline std::string numbered(const std::string& before, const std::string& behind, int count) {
    std::string out;
    for (int i = 0; i < count; ++i) out += before + std::to_string(i) + behind;
    return out;
}

/// One per line, to compare and to read in a failed test.
inline std::string lines(const Diagnostics& diagnostics) {
    std::string out;
    for (const Diagnostic& diagnostic : diagnostics) out += to_string(diagnostic) + '\n';
    return out;
}

/// What was said about a file: its errors, or its remarks, or "nothing".
template <class Content>
std::string said(const Result<Checked<Content>>& result) {
    const Diagnostics& all = result.has_error() ? result.error().all : result->remarks;
    return all.empty() ? "nothing\n" : lines(all);
}

/// What is said about a file that is read as a kind.
inline Diagnostics problems_of(const std::string& kind, const std::string& text, const std::string& file = "f.yaml") {
    const auto all = [](auto result) { return result.has_error() ? std::move(result).error().all : std::move(result->remarks); };
    if (kind == "framework") return all(read_framework(text, file));
    if (kind == "profiles") return all(read_profiles(text, file));
    if (kind == "survey") return all(read_survey(text, file));
    if (kind == "catalogue") return all(read_catalogue(text, file));
    if (kind == "assessment") return all(read_assessment(text, file));
    if (kind == "mapping") return all(read_mapping(text, file));
    if (kind == "calibration") return all(read_calibration(text, file));
    return all(read_texts(text, file));
}

/// Every code whose definition in codes.hpp matches the pattern.
inline std::set<std::string> defined_codes(const std::string& pattern) {
    const std::string text = read_source_file("engine/capgap/formats/yaml/codes.hpp");
    const std::regex code('"' + std::string("(") + pattern + ")\"");
    std::set<std::string> all;
    for (std::sregex_iterator match(text.begin(), text.end(), code), end; match != end; ++match) all.insert((*match)[1]);
    return all;
}

inline Node scalar(std::string text) {
    return Node{Node::Kind::scalar, {}, std::move(text), {}, {}};
}

}  // namespace capgap::yaml
