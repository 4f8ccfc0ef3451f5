#pragma once

#include <capgap/framework/framework.hpp>
#include <capgap/responses/batch.hpp>
#include <capgap/responses/codebook.hpp>
#include <capgap/scoring/scorer.hpp>

#include <ostream>

namespace capgap {

/// restricted/scores.csv: the only file that holds a person's row. One row per respondent and competency.
class PersonsWriter {
public:
    PersonsWriter(std::ostream& out, const Codebook& codebook);
    void add(const Batch& batch, const ScoredBatch& scored);

private:
    std::ostream& out_;
    const Codebook& codebook_;
};

}  // namespace capgap
