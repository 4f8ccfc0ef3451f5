#include <capgap/responses/test_results.hpp>

#include <algorithm>
#include <tuple>

namespace capgap {

TestResults::TestResults(std::string file, StringIndex people, std::vector<Result> results)
    : file_(std::move(file)), people_(std::move(people)), results_(std::move(results)) {
    std::sort(results_.begin(), results_.end(),
              [](const Result& a, const Result& b) { return std::tie(a.person, a.competency) < std::tie(b.person, b.competency); });
    first_.assign(people_.size() + std::size_t{1}, 0);
    for (const Result& one : results_) ++first_[one.person + std::size_t{1}];
    for (std::size_t person = 1; person < first_.size(); ++person) first_[person] += first_[person - 1];
}

std::span<const TestResults::Result> TestResults::of(std::uint32_t person) const {
    if (person >= people_.size()) return {};
    return std::span(results_).subspan(first_[person], first_[person + std::size_t{1}] - first_[person]);
}

}  // namespace capgap
