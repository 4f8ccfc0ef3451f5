#pragma once

#include <capgap/base/diagnostic.hpp>
#include <capgap/formats/csv/cell_picker.hpp>
#include <capgap/formats/csv/reader.hpp>
#include <capgap/responses/codebook.hpp>

#include <optional>
#include <vector>

namespace capgap::csv {

/// Where the fields of a response come from; what the file does not have is empty.
struct ResponseFields {
    std::optional<CellPicker> respondent;
    std::optional<CellPicker> institution;
    std::optional<CellPicker> profile;
    std::optional<CellPicker> post;
    std::vector<std::optional<CellPicker>> background;  ///< by the codebook
    std::vector<std::optional<CellPicker>> items;       ///< by the codebook
    std::optional<CellPicker> wanted;
    std::optional<CellPicker> weight;
    std::optional<CellPicker> stratum;
    std::optional<CellPicker> psu;
    std::optional<CellPicker> language;
    std::optional<CellPicker> seconds;
    std::optional<CellPicker> wave;
};

/// What to say at `at` about questions that nobody's answer is known to, and about strata without clusters.
Diagnostics warnings_on(const ResponseFields& fields, const Codebook& codebook, const Location& at);

/// A file of responses with its header understood.
struct ResponseFile {
    CsvReader reader;
    ResponseFields fields;
    Diagnostics warnings;
};

}  // namespace capgap::csv
