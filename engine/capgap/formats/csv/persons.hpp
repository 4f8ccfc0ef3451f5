#pragma once

#include <capgap/framework/framework.hpp>
#include <capgap/responses/batch.hpp>
#include <capgap/responses/codebook.hpp>
#include <capgap/scoring/scorer.hpp>

#include <optional>
#include <ostream>

namespace capgap {

/// restricted/scores.csv: the only file that holds a person's row. One row per respondent and competency.
class PersonsWriter {
public:
    /// `language_question`: as in PersonScore.
    PersonsWriter(std::ostream& out, const Codebook& codebook, std::optional<std::size_t> language_question);
    void add(const Batch& batch, const ScoredBatch& scored);

private:
    std::ostream& out_;
    const Codebook& codebook_;
    std::optional<std::size_t> language_question_;
};

}  // namespace capgap
