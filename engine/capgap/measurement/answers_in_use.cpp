#include <capgap/measurement/answers_in_use.hpp>

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <utility>

namespace capgap {

std::vector<CalibratedItem> items_in_use(const AnswerTable& answers, ItemModel model, const std::vector<std::optional<ItemParameters>>& fixed) {
    std::vector<std::vector<double>> category_weights;
    for (std::size_t j = 0; j < answers.items(); ++j) category_weights.push_back(answers.category_weights(j));
    return items_in_use(category_weights, model, fixed);
}

std::vector<CalibratedItem> items_in_use(const std::vector<std::vector<double>>& category_weights, ItemModel model,
                                         const std::vector<std::optional<ItemParameters>>& fixed) {
    const auto is_fixed = [&fixed](std::size_t item) { return item < fixed.size() && fixed[item].has_value(); };
    std::vector<CalibratedItem> items(category_weights.size());
    std::vector<bool> used_anywhere;
    for (std::size_t j = 0; j < items.size(); ++j) {
        const std::vector<double>& weights = category_weights[j];
        if (used_anywhere.size() < weights.size()) used_anywhere.resize(weights.size(), false);
        for (std::size_t k = 0; k < weights.size(); ++k) {
            if (weights[k] <= 0 && !is_fixed(j)) continue;
            items[j].used.push_back(k);
            used_anywhere[k] = true;
        }
        if (items[j].used.size() < 2) items[j].end = ItemEnd::no_variance;
    }
    if (model != ItemModel::rating_scale) return items;
    // Thresholds are common to all: a category stays while one item has it.
    for (CalibratedItem& one : items) {
        if (one.end == ItemEnd::no_variance) continue;
        one.used.clear();
        for (std::size_t k = 0; k < used_anywhere.size(); ++k) {
            if (used_anywhere[k]) one.used.push_back(k);
        }
    }
    return items;
}

std::vector<std::size_t> items_with_parameters(const std::vector<CalibratedItem>& items) {
    std::vector<std::size_t> out;
    for (std::size_t j = 0; j < items.size(); ++j) {
        if (items[j].end != ItemEnd::no_variance && items[j].end != ItemEnd::alone) out.push_back(j);
    }
    return out;
}

AnswerTable recoded_answers(const AnswerTable& answers, const std::vector<CalibratedItem>& items, const std::vector<std::size_t>& kept,
                            const std::vector<std::size_t>& order) {
    std::vector<std::size_t> categories;
    std::vector<std::vector<std::uint8_t>> code_of;
    for (const std::size_t j : kept) {
        categories.push_back(items[j].used.size());
        std::vector<std::uint8_t>& codes = code_of.emplace_back(std::size_t{256}, AnswerTable::missing);
        for (std::size_t k = 0; k < items[j].used.size(); ++k) codes[items[j].used[k]] = static_cast<std::uint8_t>(k);
    }
    AnswerTable out(std::move(categories));
    std::vector<std::uint8_t> codes(kept.size());
    for (const std::size_t p : order) {
        for (std::size_t i = 0; i < kept.size(); ++i) codes[i] = code_of[i][answers.person(p)[kept[i]]];
        out.add(codes, answers.weight(p), answers.group(p));
    }
    return out;
}

AnswerTable answers_in_use(const AnswerTable& answers, const std::vector<CalibratedItem>& items, const std::vector<std::size_t>& kept) {
    std::vector<std::size_t> order(answers.people());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&answers](std::size_t a, std::size_t b) { return answers.group(a) < answers.group(b); });
    return recoded_answers(answers, items, kept, order);
}

Calibration of_all_items(Calibration of_kept, std::vector<CalibratedItem> items, const std::vector<std::size_t>& kept) {
    for (std::size_t i = 0; i < kept.size(); ++i) {
        items[kept[i]].parameters = std::move(of_kept.items[i].parameters);
        items[kept[i]].end = of_kept.items[i].end;
    }
    of_kept.items = std::move(items);
    return of_kept;
}

}  // namespace capgap
