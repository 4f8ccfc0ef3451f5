#include <capgap/formats/csv/persons.hpp>

#include <capgap/formats/csv/result_table.hpp>
#include <capgap/formats/csv/writer.hpp>
#include <capgap/report/person_table.hpp>

namespace capgap {

PersonsWriter::PersonsWriter(std::ostream& out, const Codebook& codebook, std::optional<std::size_t> language_question)
    : out_(out), codebook_(codebook), language_question_(language_question) {
    CsvWriter csv(out_);
    write_header(csv, person_file());
}

void PersonsWriter::add(const Batch& batch, const ScoredBatch& scored) {
    CsvWriter csv(out_);
    std::vector<ResultCell> cells;
    for (std::size_t row = 0; row < scored.rows; ++row) {
        if (scored.respondent[row] == 0) continue;
        for (std::size_t competency = 0; competency < scored.competencies.size(); ++competency) {
            read_person_score({batch, scored, row, competency, language_question_}, codebook_, cells);
            write_row(csv, cells);
        }
    }
}

}  // namespace capgap
