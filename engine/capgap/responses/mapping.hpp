#pragma once

#include <capgap/assessment/file_form.hpp>
#include <capgap/base/id.hpp>
#include <capgap/base/location.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace capgap {

/// Where one field of a response comes from in a foreign file.
struct FieldRule {
    /// `row`: the number of the row itself, for respondents whom no column tells apart.
    enum class Kind { code, header, position, constant, first_of, join, row };

    Kind kind = Kind::code;
    std::string text;              ///< code, header or constant
    std::size_t position = 0;      ///< 1-based
    std::vector<FieldRule> parts;  ///< first_of, join
    std::string separator;         ///< join
    TableId table;                 ///< empty: the text itself
    std::optional<std::string> otherwise;
    Location at;
};

struct ValueTable {
    TableId id;
    Location at;
    std::vector<std::pair<std::string, std::string>> entries;  ///< cell text -> value
    std::vector<Location> values_at{};                         ///< of each entry; empty where they are not known
};

/// What a mapping file says.
struct Mapping {
    struct Named {
        std::string id;
        Location at;
        FieldRule rule;
    };

    std::string id;
    std::string survey_id;
    std::string survey_version;
    Location survey_at;
    FileForm file;
    bool unused_columns_are_errors = false;
    std::vector<ValueTable> tables;
    std::optional<FieldRule> respondent;
    std::optional<FieldRule> institution;
    std::optional<FieldRule> profile;
    std::optional<FieldRule> post;
    std::vector<Named> background;
    std::vector<Named> items;
    std::optional<FieldRule> wanted;
    std::optional<FieldRule> weight;
    std::optional<FieldRule> stratum;
    std::optional<FieldRule> psu;
    std::optional<FieldRule> language;
    std::optional<FieldRule> seconds;
    std::optional<FieldRule> wave;
    Location at;
};

}  // namespace capgap
