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

/// By group: people who answered an item.
std::vector<std::vector<std::size_t>> people_by_group(const DomainAnswers& answers) {
    std::vector<std::vector<std::size_t>> out(answers.groups);
    for (std::size_t p = 0; p < answers.people; ++p) {
        if (answers.group(p) < answers.groups && says_anything(answers.codes(p))) out[answers.group(p)].push_back(p);
    }
    return out;
}

/// The reference first; nothing where it has too few people itself.
std::vector<std::size_t> compared_groups(const std::vector<std::vector<std::size_t>>& people, std::size_t reference) {
    const auto least = static_cast<std::size_t>(DifOptions().least_people);
    if (people[reference].size() < least) return {};
    std::vector<std::size_t> out{reference};
    for (std::size_t g = 0; g < people.size(); ++g) {
        if (g != reference && people[g].size() >= least) out.push_back(g);
    }
    return out;
}

}  // namespace

std::optional<ModelComparison> compare_by_model(ItemModel model, const DomainAnswers& answers, std::size_t reference) {
    const std::vector<std::vector<std::size_t>> people = people_by_group(answers);
    ModelComparison out{compared_groups(people, reference), {}};
    if (out.groups.size() < 2) return std::nullopt;
    std::vector<std::vector<std::uint8_t>> rank;
    std::vector<std::size_t> categories;
    for (const auto& points : answers.points) {
        rank.push_back(ranks(points));
        categories.push_back(std::max<std::size_t>(2, 1 + *std::max_element(rank.back().begin(), rank.back().end())));
    }
    AnswerTable table(std::move(categories));
    std::size_t all = 0;
    for (const std::size_t g : out.groups) all += people[g].size();
    std::vector<std::uint8_t> codes(answers.points.size());
    for (std::size_t place = 0; place < out.groups.size(); ++place) {
        const std::vector<std::size_t>& of_group = people[out.groups[place]];
        const auto least = static_cast<std::size_t>(DifOptions().least_people);
        const std::size_t taken = all <= most_people_by_model ? of_group.size() : std::max(least, of_group.size() * most_people_by_model / all);
        for (std::size_t i = 0; i < taken; ++i) {
            const auto given = answers.codes(of_group[i * of_group.size() / taken]);
            for (std::size_t j = 0; j < codes.size(); ++j) codes[j] = given[j] == AnswerTable::missing ? AnswerTable::missing : rank[j][given[j]];
            table.add(codes, 1, static_cast<std::uint16_t>(place));
        }
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
