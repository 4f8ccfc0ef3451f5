#include <capgap/gaps/needs.hpp>

namespace capgap {

void NeedSums::add(std::size_t competency, int target, int level, std::int64_t people, double u) {
    if (people == 0 || level >= target) return;
    Sum& sum = sums_[{competency, target, level}];
    sum.people += people;
    sum.u.add(u, people);
}

void NeedSums::append_rows(std::size_t group, std::vector<NeedRow>& to) const {
    for (const auto& [key, sum] : sums_) {
        const auto& [competency, target, level] = key;
        to.push_back({group, competency, target, level, sum.people, sum.u.to_double()});
    }
}

}  // namespace capgap
