#pragma once

#include <capgap/report/columns.hpp>
#include <capgap/report/result_cell.hpp>
#include <capgap/responses/batch.hpp>
#include <capgap/responses/codebook.hpp>
#include <capgap/scoring/scorer.hpp>

#include <optional>
#include <vector>

namespace capgap {

/// One respondent's answer on one competency, as restricted/scores.csv holds it.
struct PersonScore {
    const Batch& batch;
    const ScoredBatch& scored;
    std::size_t row = 0;
    std::size_t competency = 0;
    std::optional<std::size_t> language_question = std::nullopt;  ///< of the codebook's background: that on the working language, if it was asked
};

/// restricted/scores.csv is no table of results: it is made from single persons' answers, and nothing that takes a ResultTable can write it.
[[nodiscard]] const ResultFile& person_file();
void read_person_score(const PersonScore& score, const Codebook& codebook, std::vector<ResultCell>& cells);

}  // namespace capgap
