#include <capgap/pipeline/tested_quality.hpp>

#include <cstdint>
#include <optional>

namespace capgap {

std::vector<QualityRow> tested_quality_rows(const AssessInput& input, const TestedPeople& people) {
    constexpr std::int64_t few_people = 3;
    const auto& competencies = input.instrument.framework.competencies();
    std::vector<std::int64_t> with_result(competencies.size(), 0);
    for (const TestResults::Result& one : people.results().all()) ++with_result[one.competency];
    std::vector<QualityRow> out;
    for (std::size_t c = 0; c < competencies.size(); ++c) {
        const std::int64_t all = with_result[c];
        if (all == 0) continue;
        const auto counted = static_cast<std::int64_t>(people.in(c).size());
        const std::int64_t others = all - counted;
        const bool told = all >= input.policy.min_cell && (counted == 0 || counted >= few_people) && (others == 0 || others >= few_people);
        QualityRow row{"tests", competencies[c].id.text(), "not_counted_share", std::nullopt, std::nullopt, told ? "" : "small_cell"};
        if (told) {
            row.value = static_cast<double>(others) / static_cast<double>(all);
            row.n = all;
        }
        out.push_back(std::move(row));
    }
    return out;
}

}  // namespace capgap
