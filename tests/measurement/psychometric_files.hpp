#pragma once

#include <capgap/measurement/answer_table.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

/// Simulated answers and what other programs make of them: tests/reference/psychometric.
namespace capgap::psychometric {

inline const std::filesystem::path folder = std::filesystem::path(CAPGAP_SOURCE_DIR) / "tests/reference/psychometric";

/// Numbers of a CSV file without its heading; "NA" and nothing are NaN. `skip` columns in front.
inline std::vector<std::vector<double>> numbers(const std::filesystem::path& path, std::size_t skip = 0) {
    std::ifstream in(path);
    EXPECT_TRUE(in) << path;
    std::vector<std::vector<double>> out;
    std::string line;
    std::getline(in, line);
    while (std::getline(in, line)) {
        std::vector<double> row;
        std::stringstream fields(line);
        std::size_t column = 0;
        for (std::string field; std::getline(fields, field, ',');) {
            if (field.size() > 1 && field.front() == '"') field = field.substr(1, field.size() - 2);
            if (column++ >= skip) row.push_back(field.empty() || field == "NA" ? std::nan("") : std::strtod(field.c_str(), nullptr));
        }
        out.push_back(std::move(row));
    }
    return out;
}

inline AnswerTable answers_of(const std::filesystem::path& path, std::size_t items) {
    AnswerTable out(std::vector<std::size_t>(items, 5));
    for (const std::vector<double>& row : numbers(path)) {
        std::vector<std::uint8_t> codes;
        for (const double one : row) codes.push_back(std::isnan(one) ? AnswerTable::missing : static_cast<std::uint8_t>(one));
        codes.resize(items, AnswerTable::missing);
        out.add(codes);
    }
    return out;
}

}  // namespace capgap::psychometric
