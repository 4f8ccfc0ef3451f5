#include <capgap/pipeline/cover.hpp>

#include <capgap/statistics/weighted_kappa.hpp>

#include <utility>

namespace capgap {

namespace {

std::string reason_of(KappaUndefined undefined) {
    switch (undefined) {
        case KappaUndefined::none: break;
        case KappaUndefined::no_pairs: return "no_pairs";
        case KappaUndefined::no_variation: return "no_variation";
    }
    return {};
}

std::vector<Agreement> agreement_of(const std::vector<ModuleRating>& ratings, std::size_t levels) {
    std::vector<Agreement> out;
    for (const bool from : {true, false}) {
        std::vector<std::pair<std::size_t, std::size_t>> pairs;
        const auto category = [from](const LevelRange& range) { return static_cast<std::size_t>((from ? range.from : range.to) - 1); };
        for (const ModuleRating& one : ratings) {
            if (one.first && one.second) pairs.emplace_back(category(*one.first), category(*one.second));
        }
        for (const KappaWeights weights : {KappaWeights::linear, KappaWeights::quadratic}) {
            const WeightedKappa found = weighted_kappa(pairs, levels, weights);
            out.push_back({from ? "from" : "to", weights == KappaWeights::linear ? "linear" : "quadratic", found.pairs, found.observed,
                           found.expected, found.kappa, found.kappa_se, reason_of(found.undefined)});
        }
    }
    return out;
}

}  // namespace

CoverageStudy cover(const Framework& framework, const Catalogue& catalogue, std::vector<ModuleRating> ratings) {
    std::vector<Agreement> agreement = agreement_of(ratings, framework.levels().size());
    return {framework, catalogue, coverage_of(framework, catalogue), with_unrated(catalogue, std::move(ratings)), std::move(agreement)};
}

}  // namespace capgap
