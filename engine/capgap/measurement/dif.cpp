#include <capgap/measurement/dif.hpp>

#include <capgap/statistics/multiple_tests.hpp>

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

namespace capgap {

namespace {

std::int64_t people_of(const DifItemTable& table, std::size_t group) {
    std::int64_t out = 0;
    for (std::size_t b = 0; b < table.bands; ++b) {
        for (std::size_t k = 0; k < table.categories(); ++k) out += table.count(b, group, k);
    }
    return out;
}

bool varies(const DifItemTable& table, const std::vector<std::size_t>& groups) {
    std::vector<bool> worth_used(table.categories(), false);
    for (std::size_t b = 0; b < table.bands; ++b) {
        for (const std::size_t g : groups) {
            for (std::size_t k = 0; k < table.categories(); ++k) worth_used[k] = worth_used[k] || table.count(b, g, k) > 0;
        }
    }
    std::optional<std::int64_t> first;
    for (std::size_t k = 0; k < table.categories(); ++k) {
        if (!worth_used[k]) continue;
        if (first && *first != table.points[k]) return true;
        first = table.points[k];
    }
    return false;
}

void set_smallest_detectable(GroupDif& group, std::size_t items, const DifOptions& options) {
    if (!group.difference) return;
    group.smallest_detectable = smallest_detectable(group.difference->standard_error, options.alpha / static_cast<double>(items), options.power);
}

ItemDif compared(const DifItemTable& table, std::size_t items, const DifOptions& options) {
    ItemDif out;
    std::vector<std::size_t> groups{options.reference};
    for (std::size_t g = 0; g < table.groups; ++g) {
        GroupDif& group = out.groups.emplace_back();
        group.people = people_of(table, g);
        if (g == options.reference) continue;
        group.compared = group.people >= options.least_people;
        if (group.compared) groups.push_back(g);
        group.difference = standardised_mean_difference(table, options.reference, g);
        set_smallest_detectable(group, items, options);
    }
    if (out.groups[options.reference].people < options.least_people || groups.size() < 2) {
        for (GroupDif& group : out.groups) group.compared = false;
        out.undefined = DifUndefined::few_people;
        return out;
    }
    out.mantel = generalised_mantel(table, groups);
    out.logistic = logistic_dif(table, groups);
    if (!out.largest_difference()) {
        out.undefined = varies(table, groups) ? DifUndefined::no_overlap : DifUndefined::no_variance;
    } else if (!out.mantel) {
        out.undefined = DifUndefined::no_variance;
    }
    return out;
}

ChiSquareTest* address_of(std::optional<ChiSquareTest>& test) {
    return test ? &*test : nullptr;
}

/// Adjusts one kind of test over all items that have it.
template <class TestOf>
void adjust(const std::vector<ItemDif*>& items, TestOf test_of) {
    std::vector<ChiSquareTest*> tests;
    std::vector<double> p_values;
    for (ItemDif* one : items) {
        ChiSquareTest* const test = test_of(*one);
        if (test == nullptr) continue;
        tests.push_back(test);
        p_values.push_back(test->p);
    }
    const std::vector<double> adjusted = holm_adjusted(p_values);
    for (std::size_t i = 0; i < tests.size(); ++i) tests[i]->adjusted_p = adjusted[i];
}

/// Each kind by itself.
void adjust_all_kinds(const std::vector<ItemDif*>& items) {
    adjust(items, [](ItemDif& one) { return address_of(one.mantel); });
    adjust(items, [](ItemDif& one) { return one.logistic ? address_of(one.logistic->uniform) : nullptr; });
    adjust(items, [](ItemDif& one) { return one.logistic ? address_of(one.logistic->non_uniform) : nullptr; });
    adjust(items, [](ItemDif& one) { return one.logistic ? address_of(one.logistic->both) : nullptr; });
}

std::size_t number_of(const std::vector<bool>& matching) {
    return static_cast<std::size_t>(std::count(matching.begin(), matching.end(), true));
}

void set_grey(std::vector<ItemDif>& items, DifUndefined reason) {
    for (ItemDif& one : items) {
        one.light = DifLight::grey;
        if (one.undefined == DifUndefined::none) one.undefined = reason;
    }
}

DifLight light_of(const ItemDif& item, const DifOptions& options) {
    if (item.undefined != DifUndefined::none) return DifLight::grey;
    const bool mantel = item.mantel && item.mantel->adjusted_p < options.alpha;
    const bool logistic = item.logistic && item.logistic->both && item.logistic->both->adjusted_p < options.alpha;
    const double difference = item.largest_difference().value_or(0);
    const double r2 = item.logistic ? item.logistic->r2_uniform + item.logistic->r2_non_uniform : 0;
    if ((mantel && difference >= options.red_difference) || (logistic && r2 >= options.red_r2)) return DifLight::red;
    if ((mantel && difference >= options.amber_difference) || (logistic && r2 >= options.amber_r2)) return DifLight::amber;
    return DifLight::green;
}

}  // namespace

std::string_view to_string(DifLight light) {
    switch (light) {
        case DifLight::green: return "green";
        case DifLight::amber: return "amber";
        case DifLight::red: return "red";
        case DifLight::grey: return "grey";
    }
    return "";
}

std::string_view to_string(DifUndefined reason) {
    switch (reason) {
        case DifUndefined::none: return "";
        case DifUndefined::few_people: return "few_in_groups";
        case DifUndefined::few_matching: return "few_matching";
        case DifUndefined::no_variance: return "no_variance";
        case DifUndefined::no_overlap: return "no_overlap";
    }
    return "";
}

std::optional<double> ItemDif::largest_difference() const {
    std::optional<double> out;
    for (const GroupDif& group : groups) {
        if (group.compared && group.difference) out = std::max(out.value_or(0), std::abs(group.difference->difference));
    }
    return out;
}

std::vector<ItemDif> item_dif(const DifTables& tables, const DifOptions& options) {
    if (options.reference >= tables.layout().groups) throw std::invalid_argument("the reference is none of the groups");
    const std::vector<bool>& matching = tables.layout().matching;
    const bool few = number_of(matching) < options.least_matching;
    std::vector<ItemDif> out;
    for (std::size_t j = 0; j < tables.items(); ++j) {
        out.push_back(compared(tables.item(j), tables.items(), options));
        if (few && out.back().undefined == DifUndefined::none) out.back().undefined = DifUndefined::few_matching;
    }
    std::vector<ItemDif*> items;
    for (ItemDif& one : out) items.push_back(&one);
    adjust_all_kinds(items);
    for (ItemDif& one : out) one.light = light_of(one, options);
    return out;
}

std::vector<bool> unflagged(const std::vector<bool>& matching, const std::vector<ItemDif>& items) {
    std::vector<bool> out = matching;
    for (std::size_t j = 0; j < items.size(); ++j) {
        if (items[j].light == DifLight::amber || items[j].light == DifLight::red) out[j] = false;
    }
    return out;
}

DifResult purified_dif(DifLayout layout, const std::function<void(DifTables&)>& count, const DifOptions& options) {
    const std::vector<bool> named = layout.matching.empty() ? std::vector<bool>(layout.points.size(), true) : layout.matching;
    DifResult out;
    std::vector<bool> next = named;
    do {
        layout.matching = out.matching = next;
        DifTables tables(layout);
        count(tables);
        out.items = item_dif(tables, options);
        ++out.passes;
        next = unflagged(named, out.items);
        out.settled = next == out.matching;
        if (!out.settled && number_of(next) < options.least_matching) {
            set_grey(out.items, DifUndefined::few_matching);
            break;
        }
    } while (!out.settled && out.passes < options.most_passes);
    return out;
}

void adjust_together(std::vector<DifResult>& domains, const DifOptions& options) {
    std::vector<ItemDif*> items;
    for (DifResult& domain : domains) {
        for (ItemDif& one : domain.items) items.push_back(&one);
    }
    adjust_all_kinds(items);
    for (ItemDif* one : items) {
        for (GroupDif& group : one->groups) set_smallest_detectable(group, items.size(), options);
        one->light = light_of(*one, options);
    }
}

}  // namespace capgap
