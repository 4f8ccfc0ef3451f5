#pragma once

#include <capgap/base/location.hpp>
#include <capgap/base/result.hpp>

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace capgap::lss {

/// What a file may cost: far more than any questionnaire needs.
struct Limits {
    std::size_t bytes = std::size_t{16} << 20U;
    std::size_t depth = 16;
    std::size_t rows = 250'000;  ///< of all tables
    std::size_t fields = 200;    ///< of a row
    std::size_t text_bytes = 1U << 18U;
};

/// A row of one of LimeSurvey's tables.
struct Row {
    Location at;
    std::vector<std::pair<std::string, std::string>> fields;

    /// Empty where the row has no such field.
    [[nodiscard]] const std::string& get(std::string_view name) const;
    [[nodiscard]] bool has(std::string_view name) const;
};

/// A structure file as it is: <document><TABLE><rows><row><FIELD>text.
struct Tables {
    std::string file;
    std::string document_type;           ///< "Survey"
    std::vector<std::string> languages;  ///< as <languages> lists them
    std::map<std::string, std::vector<Row>, std::less<>> rows;

    /// The rows of a table; none where there is no such table.
    [[nodiscard]] const std::vector<Row>& of(std::string_view table) const;
};

/// Reads the XML. Without document types there are no entities but those of XML itself, so memory grows with the bytes and with nothing else. The
/// first thing that is wrong ends the reading: what follows could be read wrongly.
[[nodiscard]] Result<Tables> read_tables(std::string_view bytes, const std::string& file, const Limits& limits = {});

}  // namespace capgap::lss
