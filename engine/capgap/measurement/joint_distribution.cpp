#include <capgap/measurement/joint_distribution.hpp>

#include <cmath>
#include <numeric>

namespace capgap {

void DimensionCounts::add(const DimensionCounts& other) {
    counts.add(other.counts);
    for (std::size_t v = 0; v < node_mass.size(); ++v) {
        for (std::size_t q = 0; q < node_mass[v].size(); ++q) node_mass[v][q] += other.node_mass[v][q];
    }
    for (std::size_t i = 0; i < products.size(); ++i) products[i] += other.products[i];
    weight += other.weight;
    log_likelihood += other.log_likelihood;
}

VariableMoments variable_moments(const DimensionCounts& counts, std::span<const double> points) {
    VariableMoments out;
    for (const std::vector<double>& mass : counts.node_mass) {
        const double all = std::accumulate(mass.begin(), mass.end(), 0.0);
        double mean = 0;
        for (std::size_t q = 0; q < mass.size(); ++q) mean += mass[q] * points[q] / all;
        double square = 0;
        for (std::size_t q = 0; q < mass.size(); ++q) square += mass[q] * (points[q] - mean) * (points[q] - mean) / all;
        out.mean.push_back(mean);
        out.sd.push_back(std::sqrt(square));
    }
    return out;
}

}  // namespace capgap
