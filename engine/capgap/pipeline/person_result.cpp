#include <capgap/pipeline/person_result.hpp>

#include <algorithm>
#include <utility>

namespace capgap {

namespace {

using ResultOutcome = PersonCompetencyResult::Outcome;

bool is_calibrated(const PersonRow& row, const PersonBasis::Competency& competency) {
    return row.theta && row.theta_se && !competency.theta_cuts.empty();
}

ResultOutcome outcome_of(const PersonRow& row, const PersonBasis::Competency& competency) {
    if (row.items_asked == 0) return ResultOutcome::not_asked;
    if (!row.score_0_100) return ResultOutcome::too_few;
    if (is_calibrated(row, competency))
        return competency.reliability.value_or(0) < least_alpha_for_range ? ResultOutcome::inconsistent : ResultOutcome::range;
    if (const auto why = why_no_range(competency.precision))
        return *why == NoRange::inconsistent ? ResultOutcome::inconsistent : ResultOutcome::few_people;
    return ResultOutcome::range;
}

PersonCompetencyResult competency_result(const PersonBasis& basis, const PersonBasis::Profile* profile, const PersonRow& row) {
    const PersonBasis::Competency& competency = basis.competencies[row.competency];
    PersonCompetencyResult out{row, outcome_of(row, competency), std::nullopt, 0};
    if (profile != nullptr) out.target = profile->targets[row.competency];
    if (out.outcome != ResultOutcome::range) return out;
    if (is_calibrated(row, competency)) {
        out.range = level_range(PersonTheta{*row.theta, *row.theta_se, row.level}, competency.reliability, competency.theta_cuts);
    } else {
        out.range = level_range(PersonScored{row.score_0_100.value_or(0), row.level, row.items_answered}, competency.precision, basis.cuts);
    }
    return out;
}

}  // namespace

PersonResult person_result(const PersonBasis& basis, const PersonAnswers& answers, std::vector<std::string> languages) {
    PersonResult out{basis, answers, {}, {}};
    std::vector<PersonRow> rows = answers.rows;
    std::sort(rows.begin(), rows.end(), [](const PersonRow& a, const PersonRow& b) { return a.competency < b.competency; });
    PersonalStepsInput input{basis.remedies, {}, std::move(languages)};
    for (const PersonRow& row : rows) {
        const PersonCompetencyResult& one = out.competencies.emplace_back(competency_result(basis, basis.profile(answers.profile), row));
        if (one.range && one.target > 0)
            input.needs.push_back({row.competency, one.target, one.range->low, one.range->high, one.range->prob_of_level});
    }
    out.steps = personal_steps(input);
    return out;
}

}  // namespace capgap
