#include <capgap/training/recommend.hpp>

#include <capgap/training/unit_advice.hpp>

#include <algorithm>

namespace capgap {

std::string Reason::text() const {
    std::string out = code;
    for (const auto& [name, of] : values) out += ';' + name + '=' + of;
    return out;
}

std::string Reason::value(std::string_view name) const {
    const auto found = std::find_if(values.begin(), values.end(), [name](const auto& one) { return one.first == name; });
    return found == values.end() ? std::string() : found->second;
}

std::vector<Recommendation> recommend(const RecommendInput& input) {
    const EnvironmentBarriers barriers(input);
    const WorkingLanguages languages(input);
    std::vector<Recommendation> out;
    const std::vector<ShownNeed>& needs = input.tables->needs;  // they come in the order of their groups
    for (auto first = needs.begin(); first != needs.end();) {
        const auto last = std::find_if(first, needs.end(), [&](const ShownNeed& need) { return need.group != first->group; });
        const Group& keys = input.tables->groups[first->group].keys;
        const std::span<const ShownNeed> own(first, last);
        for (Recommendation& line : UnitAdvice(input, {own, barriers.of(keys, own), languages.of(keys)}).lines()) out.push_back(std::move(line));
        first = last;
    }
    return out;
}

}  // namespace capgap
