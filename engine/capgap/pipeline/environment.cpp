#include <capgap/pipeline/environment.hpp>

#include <capgap/survey/scoring_key.hpp>

#include <algorithm>
#include <map>

namespace capgap {

Result<std::vector<EnvironmentRow>> environment_rows(const EnvironmentInput& input, std::size_t instrument, const InstitutionTree& tree,
                                                     AssessSummary& summary) {
    const std::size_t elements = input.instrument.framework.competencies().size();
    const ScoringKey key(input.instrument.survey);
    const Scorer scorer(input.instrument.survey, key, input.instrument.codebook, elements);
    std::map<std::size_t, std::vector<EnvironmentRow>> by_institution;
    Batch batch;
    ScoredBatch scored;
    for (;;) {
        auto more = input.responses.next(batch);
        if (more.has_error()) return more.error();
        if (batch.rows == 0) break;
        scorer.score(batch, scored);
        for (std::size_t row = 0; row < batch.rows; ++row) {
            if (scored.respondent[row] == 0) continue;
            for (std::size_t element = 0; element < elements; ++element) {
                const ScoredBatch::Competency& column = scored.competencies[element];
                EnvironmentRow out{instrument, batch.institution[row], element, column.level[row], std::nullopt, std::nullopt, std::nullopt};
                const int target = input.instrument.profiles.target(0, element);
                if (target > 0) out.target_level = target;
                if (column.outcome[row] == Outcome::scored) {
                    out.score_0_100 = column.score_0_100[row];
                    if (target > 0) out.shortfall_levels = std::max(0, target - out.level);
                }
                by_institution[batch.institution[row]].push_back(out);
            }
        }
    }
    const SourceSummary& read = input.responses.summary();
    summary.institution_rows_set_aside += read.rows_set_aside;
    summary.row_errors_total += read.row_errors_total;
    append(summary.row_errors, read.row_errors);
    std::vector<EnvironmentRow> rows;
    for (const std::size_t institution : tree.in_tree_order()) {
        const auto found = by_institution.find(institution);
        if (found != by_institution.end()) rows.insert(rows.end(), found->second.begin(), found->second.end());
    }
    return rows;
}

}  // namespace capgap
