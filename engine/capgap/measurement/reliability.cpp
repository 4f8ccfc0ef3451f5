#include <capgap/measurement/reliability.hpp>

#include <cmath>
#include <utility>

namespace capgap {

std::size_t ItemCovariances::pair(std::size_t a, std::size_t b) const {
    if (a > b) std::swap(a, b);
    return b * (b + 1) / 2 + a;
}

void ItemCovariances::add(const std::vector<std::int64_t>& points, std::int64_t people) {
    people_ += people;
    std::size_t pair = 0;  // (0,0), (0,1), (1,1), (0,2), ...
    for (std::size_t b = 0; b < points.size(); ++b) {
        sums_[b] += Int128{points[b]} * people;
        for (std::size_t a = 0; a <= b; ++a) products_[pair++] += Int128{points[a]} * points[b] * people;
    }
}

bool ItemCovariances::merge(const ItemCovariances& other) {
    if (other.items() != items()) return false;
    people_ += other.people_;
    for (std::size_t i = 0; i < sums_.size(); ++i) sums_[i] += other.sums_[i];
    for (std::size_t i = 0; i < products_.size(); ++i) products_[i] += other.products_[i];
    return true;
}

double ItemCovariances::scaled_covariance(std::size_t a, std::size_t b) const {
    return static_cast<double>(people_ * products_[pair(a, b)] - sums_[a] * sums_[b]);
}

namespace {

/// Times n(n - 1), as scaled_covariance().
double scaled_variance_of_sum(const ItemCovariances& covariances) {
    double out = 0;
    for (std::size_t b = 0; b < covariances.items(); ++b) {
        for (std::size_t a = 0; a < covariances.items(); ++a) out += covariances.scaled_covariance(a, b);
    }
    return out;
}

}  // namespace

std::optional<double> cronbach_alpha(const ItemCovariances& covariances) {
    const std::size_t k = covariances.items();
    if (k < 2 || covariances.people() < 2) return std::nullopt;
    double variances = 0;
    const double variance_of_sum = scaled_variance_of_sum(covariances);
    for (std::size_t b = 0; b < k; ++b) variances += covariances.scaled_covariance(b, b);
    if (variance_of_sum <= 0) return std::nullopt;
    return static_cast<double>(k) / static_cast<double>(k - 1) * (1 - variances / variance_of_sum);
}

std::optional<double> sd_of_score_0_100(const ItemCovariances& covariances, std::int64_t points_per_item) {
    if (covariances.items() < 1 || covariances.people() < 2) return std::nullopt;
    const auto n = static_cast<double>(covariances.people());
    const double most_points = static_cast<double>(covariances.items()) * static_cast<double>(points_per_item);
    return 100 / most_points * std::sqrt(scaled_variance_of_sum(covariances) / (n * (n - 1)));
}

}  // namespace capgap
