#include <capgap/training/closure.hpp>

#include <algorithm>
#include <cmath>

namespace capgap {

namespace {

constexpr double noise = 1e-6;

}  // namespace

bool reaches(const ModuleContent& module, const Need& need) {
    return module.from <= need.level && need.level < std::min(module.to, need.target);
}

void add(Reach& reach, const Need& need, int to) {
    reach.people += need.people;
    reach.steps += need.people * (std::min(to, need.target) - need.level);
    reach.estimated += need.estimated;
    reach.guessed += need.guessed;
    reach.exact = reach.exact && need.exact;
}

bool mostly_guessed(double guessed, double whole) {
    return guessed > (0.5 + 1e-9) * whole;
}

Reach reach_of(const ModuleContent& module, std::size_t competency, std::span<const Need> needs) {
    Reach reach;
    for (const Need& need : needs) {
        if (need.competency == competency && reaches(module, need)) add(reach, need, module.to);
    }
    return reach;
}

bool is_offered(const RemedyContent& remedy, std::string_view day) {
    const auto is_open = [day](const RemedyDates& one) { return one.to.empty() || one.to >= day; };
    return remedy.offered && (remedy.dates.empty() || std::any_of(remedy.dates.begin(), remedy.dates.end(), is_open));
}

double expected_share(const RemedyContent& remedy) {
    if (!remedy.completion || !remedy.success) return 0;
    return remedy.completion->value.to_double() * remedy.success->value.to_double();
}

std::optional<double> hours_of(const RemedyContent& remedy, const ModuleContent& module) {
    const std::optional<Figure>& hours = module.hours ? module.hours : remedy.hours;
    return hours ? std::optional(hours->value.to_double()) : std::nullopt;
}

std::optional<double> cost_of(const RemedyContent& remedy, std::int64_t people) {
    if (remedy.costs.empty()) return std::nullopt;
    const auto seats = remedy.seats ? static_cast<std::int64_t>(remedy.seats->value.to_double()) : 1;
    const std::int64_t sessions = (people + seats - 1) / seats;
    double sum = 0;
    for (const CostLine& cost : remedy.costs) {
        const std::int64_t times = cost.per == CostLine::Per::person ? people : cost.per == CostLine::Per::session ? sessions : 1;
        sum += cost.amount.value.to_double() * static_cast<double>(times);
    }
    return sum;
}

std::int64_t whole_people(double people) {
    return static_cast<std::int64_t>(std::floor(people + 0.5 + noise));
}

double one_decimal(double value) {
    return std::floor(10 * value + 0.5 + noise) / 10;
}

}  // namespace capgap
