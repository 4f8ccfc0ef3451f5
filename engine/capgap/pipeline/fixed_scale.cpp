#include <capgap/pipeline/fixed_scale.hpp>

#include <capgap/measurement/fit_item.hpp>
#include <capgap/pipeline/calibrated_scales.hpp>

#include <algorithm>
#include <utility>

namespace capgap {

namespace {

/// Where each step of `known` stands among the categories of `item`; nothing where one is none, or somebody chose a category that is no step.
std::optional<std::vector<std::size_t>> categories_of_steps(const ItemDesign& item, const ItemCalibration& known, const std::vector<double>& chosen) {
    std::vector<std::size_t> out;
    for (const CalibratedStep& step : known.steps) {
        const auto found =
            std::find_if(item.categories.begin(), item.categories.end(), [&step](const auto& one) { return one.options == step.options; });
        const auto at = static_cast<std::size_t>(found - item.categories.begin());
        if (found == item.categories.end() || (!out.empty() && at <= out.back())) return std::nullopt;
        out.push_back(at);
    }
    for (std::size_t k = 0; k < chosen.size(); ++k) {
        if (chosen[k] > 0 && std::find(out.begin(), out.end(), k) == out.end()) return std::nullopt;
    }
    return out;
}

/// Leaves the categories of each item that `kept` names.
void keep_categories(AnswerScale& scale, const std::vector<std::vector<std::size_t>>& kept) {
    std::vector<std::size_t> categories;
    std::vector<std::vector<std::uint8_t>> code_of;
    for (std::size_t i = 0; i < kept.size(); ++i) {
        std::vector<ItemDesign::Category> left;
        std::vector<std::uint8_t>& code = code_of.emplace_back(std::size_t{256}, AnswerTable::missing);
        for (const std::size_t k : kept[i]) {
            code[k] = static_cast<std::uint8_t>(left.size());
            left.push_back(std::move(scale.design.items[i].categories[k]));
        }
        scale.design.items[i].categories = std::move(left);
        categories.push_back(kept[i].size());
        for (std::uint8_t& one : scale.category[i]) one = code[one];
    }
    AnswerTable answers(std::move(categories));
    std::vector<std::uint8_t> codes(kept.size());
    for (std::size_t p = 0; p < scale.answers.people(); ++p) {
        for (std::size_t i = 0; i < kept.size(); ++i) codes[i] = code_of[i][scale.answers.person(p)[i]];
        answers.add(codes, scale.answers.weight(p), scale.answers.group(p));
    }
    scale.answers = std::move(answers);
}

bool leaves_out(const AnswerScale& scale, const std::vector<std::vector<std::size_t>>& kept) {
    for (std::size_t i = 0; i < kept.size(); ++i) {
        if (kept[i].size() < scale.design.items[i].categories.size()) return true;
    }
    return false;
}

std::string why_not(ItemModel model, const FixedScale& found, const std::vector<std::vector<std::size_t>>& kept) {
    if (found.common == 0) return "has no item that both calibrations have with the same options";
    std::size_t steps = 0;
    bool all = true;
    for (std::size_t i = 0; i < found.items.size(); ++i) {
        if (found.items[i]) steps += found.items[i]->intercepts.size();
        all = all && found.items[i].has_value() && kept[i].size() == kept[0].size();
    }
    if (model == ItemModel::rating_scale && !all) return "is a rating scale, whose items are known together or not at all";
    if (has_slopes(model) && steps < 2) return "has one common item of two categories, which cannot tell a mean from a spread";
    return {};
}

}  // namespace

FixedScale fix_scale(ItemModel model, const CompetencyCalibration& known, AnswerScale& scale) {
    FixedScale out;
    std::vector<std::vector<std::size_t>> kept;
    for (std::size_t i = 0; i < scale.design.items.size(); ++i) {
        const ItemDesign& item = scale.design.items[i];
        std::vector<std::size_t>& of_item = kept.emplace_back();
        std::optional<ItemParameters>& fixed = out.items.emplace_back();
        for (std::size_t k = 0; k < item.categories.size(); ++k) of_item.push_back(k);
        const auto there = std::find_if(known.items.begin(), known.items.end(), [&item](const auto& one) { return one.id == item.id; });
        if (there == known.items.end()) continue;
        auto steps = categories_of_steps(item, *there, scale.answers.category_weights(i));
        auto parameters = parameters_of(*there);
        if (!steps || !parameters || !is_possible(model, *parameters)) continue;
        of_item = std::move(*steps);
        fixed = std::move(*parameters);
        ++out.common;
    }
    out.why_not = why_not(model, out, kept);
    if (out.why_not.empty()) {
        if (leaves_out(scale, kept)) keep_categories(scale, kept);
    } else {
        out.items.clear();
        out.common = 0;
    }
    return out;
}

}  // namespace capgap
