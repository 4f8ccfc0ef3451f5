#include <capgap/measurement/complete_cases.hpp>

namespace capgap {

CompleteCases complete_cases(const CodedAnswers& coded, std::size_t groups) {
    CompleteCases out{{}, std::vector<std::size_t>(groups, 0), false};
    for (std::size_t p = 0; p < coded.answers.people(); ++p) {
        if (!coded.complete(p)) continue;
        out.people.push_back(p);
        ++out.by_group[coded.answers.group(p)];
        if (coded.answers.weight(p) != coded.answers.weight(out.people.front())) out.weighted = true;
    }
    return out;
}

std::size_t estimated_parameters(const Calibration& calibration, std::size_t item) {
    const CalibratedItem& one = calibration.items[item];
    if (one.end != ItemEnd::estimated && one.end != ItemEnd::at_limit) return 0;
    return one.parameters.intercepts.size() + (has_slopes(calibration.model) ? 1 : 0);
}

std::size_t free_group_parameters(const Calibration& calibration) {
    std::size_t out = 0;
    for (const GroupMoments& one : calibration.groups) out += (one.mean_is_free ? 1U : 0U) + (one.sd_is_free ? 1U : 0U);
    return out;
}

}  // namespace capgap
