#include <capgap/measurement/reliability.hpp>

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

std::optional<double> cronbach_alpha(const ItemCovariances& covariances) {
    const std::size_t k = covariances.items();
    if (k < 2 || covariances.people() < 2) return std::nullopt;
    double variances = 0;
    double variance_of_sum = 0;
    for (std::size_t b = 0; b < k; ++b) {
        for (std::size_t a = 0; a < k; ++a) variance_of_sum += covariances.scaled_covariance(a, b);
        variances += covariances.scaled_covariance(b, b);
    }
    if (variance_of_sum <= 0) return std::nullopt;
    return static_cast<double>(k) / static_cast<double>(k - 1) * (1 - variances / variance_of_sum);
}

}  // namespace capgap
