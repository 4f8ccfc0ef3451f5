#include <capgap/formats/csv/persons.hpp>

#include <capgap/formats/csv/writer.hpp>

namespace capgap {

PersonsWriter::PersonsWriter(std::ostream& out, const Codebook& codebook) : out_(out), codebook_(codebook) {
    CsvWriter csv(out_);
    for (const char* column :
         {"respondent", "institution", "profile", "competency", "score_0_100", "theta", "theta_se", "level", "items_answered", "items_asked"}) {
        csv.text(column);
    }
    csv.end_row();
}

void PersonsWriter::add(const Batch& batch, const ScoredBatch& scored) {
    CsvWriter csv(out_);
    for (std::size_t row = 0; row < scored.rows; ++row) {
        if (scored.respondent[row] == 0) continue;
        for (std::size_t c = 0; c < scored.competencies.size(); ++c) {
            const ScoredBatch::Competency& column = scored.competencies[c];
            const bool has_level = column.outcome[row] == Outcome::scored;
            csv.text(batch.respondent[row]).text(codebook_.institutions.name(batch.institution[row]));
            csv.text(batch.profile[row] == Batch::no_profile ? "none" : codebook_.profiles.name(batch.profile[row]));
            csv.text(codebook_.competencies.name(static_cast<std::uint32_t>(c)));
            csv.number(has_level ? std::optional(column.score_0_100[row]) : std::nullopt).text("").text("");
            csv.count(has_level ? std::optional<std::int64_t>(column.level[row]) : std::nullopt);
            csv.count(column.items_answered[row]).count(column.items_asked[row]).end_row();
        }
    }
}

}  // namespace capgap
