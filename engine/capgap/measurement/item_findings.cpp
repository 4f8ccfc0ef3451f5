#include <capgap/measurement/item_findings.hpp>

#include <capgap/statistics/multiple_tests.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>
#include <utility>

namespace capgap {

namespace {

constexpr std::array<std::pair<ItemFindingKind, std::string_view>, 11> finding_words{{
    {ItemFindingKind::no_variance, "no_variance"},
    {ItemFindingKind::runs_against_others, "runs_against_others"},
    {ItemFindingKind::apart_from_others, "apart_from_others"},
    {ItemFindingKind::erratic, "erratic"},
    {ItemFindingKind::redundant, "redundant"},
    {ItemFindingKind::misfit, "misfit"},
    {ItemFindingKind::depends_on_item, "depends_on_item"},
    {ItemFindingKind::unused_category, "unused_category"},
    {ItemFindingKind::rare_category, "rare_category"},
    {ItemFindingKind::never_likely_category, "never_likely_category"},
    {ItemFindingKind::disordered_steps, "disordered_steps"},
}};

class ItemFindings {
public:
    explicit ItemFindings(const FindingLimits& limits) : limits_(limits) {}

    void add_items(std::span<const CalibratedItem> items) {
        for (std::size_t j = 0; j < items.size(); ++j) {
            if (items[j].end == ItemEnd::no_variance) add(j, ItemFindingKind::no_variance);
        }
    }

    void add_item_rest(std::span<const std::optional<double>> correlations) {
        for (std::size_t j = 0; j < correlations.size(); ++j) {
            if (!correlations[j] || *correlations[j] >= limits_.least_item_rest) continue;
            add(j, *correlations[j] < 0 ? ItemFindingKind::runs_against_others : ItemFindingKind::apart_from_others).value = correlations[j];
        }
    }

    void add_mean_squares(std::span<const MeanSquares> of_items) {
        for (std::size_t j = 0; j < of_items.size(); ++j) {
            if (!of_items[j].infit || !of_items[j].outfit) continue;
            const auto [low, high] = std::minmax(*of_items[j].infit, *of_items[j].outfit);
            if (high > limits_.largest_mean_square) add(j, ItemFindingKind::erratic).value = high;
            const bool enough = of_items.size() >= limits_.least_items_for_redundant;
            if (low < limits_.least_mean_square && enough) add(j, ItemFindingKind::redundant).value = low;
        }
    }

    void add_tests(std::span<const FitTest> tests) {
        std::vector<std::size_t> tested;
        std::vector<double> p;
        for (std::size_t j = 0; j < tests.size(); ++j) {
            if (!tests[j].test) continue;
            tested.push_back(j);
            p.push_back(tests[j].test->p);
        }
        const std::vector<bool> rejected = holm_rejects(p, limits_.error_of_tests);
        for (std::size_t i = 0; i < tested.size(); ++i) {
            const double rmsea = tests[tested[i]].test->rmsea;
            if (rejected[i] && rmsea > limits_.largest_rmsea) add(tested[i], ItemFindingKind::misfit).value = rmsea;
        }
    }

    void add_pairs(std::span<const ResidualCorrelation> pairs) {
        for (const ResidualCorrelation& one : pairs) {
            if (!one.less_the_mean || *one.less_the_mean <= limits_.largest_q3) continue;
            ItemFinding& finding = add(one.first, ItemFindingKind::depends_on_item);
            finding.other = one.second;
            finding.value = one.less_the_mean;
        }
    }

    void add_categories(std::span<const ItemCategoryUse> items) {
        for (std::size_t j = 0; j < items.size(); ++j) {
            for (std::size_t k = 0; k < items[j].categories.size(); ++k) {
                const CategoryUse& one = items[j].categories[k];
                if (one.people == 0) {
                    add_category(j, k, ItemFindingKind::unused_category);
                } else if (one.people < limits_.least_people) {
                    add_category(j, k, ItemFindingKind::rare_category).value = static_cast<double>(one.people);
                }
                if (one.never_most_likely.value_or(false)) add_category(j, k, ItemFindingKind::never_likely_category);
            }
            if (items[j].disordered.value_or(false)) add(j, ItemFindingKind::disordered_steps);
        }
    }

    std::vector<ItemFinding> in_order() && {
        std::stable_sort(found_.begin(), found_.end(), [](const ItemFinding& a, const ItemFinding& b) {
            return std::tie(a.item, a.kind, a.category, a.other) < std::tie(b.item, b.kind, b.category, b.other);
        });
        return std::move(found_);
    }

private:
    ItemFinding& add(std::size_t item, ItemFindingKind kind) { return found_.emplace_back(ItemFinding{item, kind, {}, {}, {}}); }

    ItemFinding& add_category(std::size_t item, std::size_t category, ItemFindingKind kind) {
        ItemFinding& out = add(item, kind);
        out.category = category;
        return out;
    }

    FindingLimits limits_;
    std::vector<ItemFinding> found_;
};

}  // namespace

std::string_view to_string(ItemFindingKind kind) {
    return std::find_if(finding_words.begin(), finding_words.end(), [kind](const auto& one) { return one.first == kind; })->second;
}

std::vector<ItemFinding> item_findings(const ItemStatistics& statistics, const FindingLimits& limits) {
    ItemFindings out(limits);
    out.add_items(statistics.items);
    out.add_item_rest(statistics.item_rest);
    out.add_mean_squares(statistics.mean_squares);
    out.add_tests(statistics.sum_score_fit);
    out.add_pairs(statistics.residual_correlations);
    out.add_categories(statistics.category_use);
    return std::move(out).in_order();
}

}  // namespace capgap
