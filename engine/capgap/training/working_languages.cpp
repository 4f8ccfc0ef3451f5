#include <capgap/training/working_languages.hpp>

#include <algorithm>

namespace capgap {

namespace {

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool begins_with(std::string_view text, std::string_view beginning) {
    if (text.size() < beginning.size()) return false;
    const bool same = std::equal(beginning.begin(), beginning.end(), text.begin(), [](char a, char b) { return lower(a) == lower(b); });
    return same && (text.size() == beginning.size() || text[beginning.size()] == '-');
}

}  // namespace

bool same_language(std::string_view a, std::string_view b) {
    return begins_with(a, b) || begins_with(b, a);
}

WorkingLanguages::WorkingLanguages(const RecommendInput& input) : institutions_(input.institutions) {
    if (!input.languages) return;
    for (const ShownGroup& group : input.tables->groups) {
        const Group& keys = group.keys;
        if (group.suppressed || keys.dimension != input.languages->dimension || keys.respondents == 0) continue;
        const auto category = static_cast<std::size_t>(keys.category);
        if (category >= input.languages->categories.size()) continue;  // not stated
        shown_[place_key(keys)].push_back(input.languages->categories[category]);
    }
}

const std::vector<std::string>& WorkingLanguages::of(const Group& group) const {
    static const std::vector<std::string> unknown;
    for (const PlaceKey& place : up_from(group, institutions_)) {
        if (const auto found = shown_.find(place); found != shown_.end()) return found->second;
    }
    return unknown;
}

}  // namespace capgap
