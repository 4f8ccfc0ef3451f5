#pragma once

#include <capgap/report/columns.hpp>
#include <capgap/report/result_cell.hpp>
#include <capgap/responses/batch.hpp>
#include <capgap/responses/codebook.hpp>
#include <capgap/scoring/scorer.hpp>

#include <vector>

namespace capgap {

/// One respondent's answer on one competency, as restricted/scores.csv holds it.
struct PersonScore {
    const Batch& batch;
    const ScoredBatch& scored;
    std::size_t row = 0;
    std::size_t competency = 0;
};

/// restricted/scores.csv is no table of results: it is made from single persons' answers, and nothing that takes a ResultTable can write it.
[[nodiscard]] const ResultFile& person_file();
void read_person_score(const PersonScore& score, const Codebook& codebook, std::vector<ResultCell>& cells);

}  // namespace capgap
