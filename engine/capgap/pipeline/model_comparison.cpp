#include <capgap/pipeline/model_comparison.hpp>

#include <capgap/measurement/answer_table.hpp>
#include <capgap/measurement/dif.hpp>

#include <algorithm>
#include <utility>

namespace capgap {

namespace {

/// Of what more people would tell, sizes tell enough.
constexpr std::size_t most_people_by_model = 20'000;
constexpr std::size_t least_items_by_model = 3;

ItemModel with_slopes(ItemModel model) {
    switch (model) {
        case ItemModel::partial_credit:
        case ItemModel::generalised_partial_credit:
        case ItemModel::rating_scale: return ItemModel::generalised_partial_credit;
        case ItemModel::graded:
        case ItemModel::rasch:
        case ItemModel::two_parameter: return ItemModel::graded;
    }
    return ItemModel::graded;
}

/// [category]: its place among the different points, lowest first.
std::vector<std::uint8_t> ranks(const std::vector<std::int64_t>& points) {
    std::vector<std::int64_t> different = points;
    std::sort(different.begin(), different.end());
    different.erase(std::unique(different.begin(), different.end()), different.end());
    std::vector<std::uint8_t> out;
    for (const std::int64_t one : points)
        out.push_back(static_cast<std::uint8_t>(std::lower_bound(different.begin(), different.end(), one) - different.begin()));
    return out;
}

bool says_anything(std::span<const std::uint8_t> codes) {
    return std::any_of(codes.begin(), codes.end(), [](std::uint8_t one) { return one != AnswerTable::missing; });
}

std::vector<std::size_t> compared_groups(const DomainAnswers& answers, std::size_t reference) {
    std::vector<std::int64_t> people(answers.groups, 0);
    for (std::size_t p = 0; p < answers.people; ++p) {
        if (answers.group(p) < answers.groups && says_anything(answers.codes(p))) ++people[answers.group(p)];
    }
    std::vector<std::size_t> out;
    for (std::size_t g = 0; g < people.size(); ++g) {
        if (people[g] >= DifOptions().least_people) out.push_back(g);
    }
    const auto first = std::find(out.begin(), out.end(), reference);
    if (first == out.end()) return {};
    std::rotate(out.begin(), first, first + 1);
    return out;
}

}  // namespace

std::optional<ModelComparison> compare_by_model(ItemModel model, const DomainAnswers& answers, std::size_t reference) {
    ModelComparison out{compared_groups(answers, reference), {}};
    if (out.groups.size() < 2) return std::nullopt;
    std::vector<std::vector<std::uint8_t>> rank;
    std::vector<std::size_t> categories;
    for (const auto& points : answers.points) {
        rank.push_back(ranks(points));
        categories.push_back(std::max<std::size_t>(2, 1 + *std::max_element(rank.back().begin(), rank.back().end())));
    }
    std::vector<std::pair<std::size_t, std::uint16_t>> people;
    for (std::size_t p = 0; p < answers.people; ++p) {
        const auto group = std::find(out.groups.begin(), out.groups.end(), answers.group(p));
        if (group != out.groups.end() && says_anything(answers.codes(p)))
            people.emplace_back(p, static_cast<std::uint16_t>(group - out.groups.begin()));
    }
    AnswerTable table(std::move(categories));
    const std::size_t taken = std::min(people.size(), most_people_by_model);
    std::vector<std::uint8_t> codes(answers.points.size());
    for (std::size_t i = 0; i < taken; ++i) {
        const auto [person, group] = people[i * people.size() / taken];
        const auto given = answers.codes(person);
        for (std::size_t j = 0; j < codes.size(); ++j) codes[j] = given[j] == AnswerTable::missing ? AnswerTable::missing : rank[j][given[j]];
        table.add(codes, 1, group);
    }
    std::size_t varying = 0;
    for (std::size_t j = 0; j < table.items(); ++j) {
        const std::vector<double> weights = table.category_weights(j);
        if (std::count_if(weights.begin(), weights.end(), [](double one) { return one > 0; }) > 1) ++varying;
    }
    if (varying < least_items_by_model) return std::nullopt;
    out.found = likelihood_ratio_dif(table, with_slopes(model));
    return out;
}

}  // namespace capgap
