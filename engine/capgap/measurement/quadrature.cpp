#include <capgap/measurement/quadrature.hpp>

#include <cmath>

namespace capgap {

std::vector<double> Quadrature::points() const {
    std::vector<double> out(nodes);
    const double step = 2 * limit / static_cast<double>(nodes - 1);
    for (std::size_t q = 0; q < nodes; ++q) out[q] = -limit + step * static_cast<double>(q);
    return out;
}

std::vector<double> Quadrature::normal_weights(double mean, double sd) const {
    std::vector<double> out = points();
    double sum = 0;
    for (double& one : out) {
        const double z = (one - mean) / sd;
        sum += one = std::exp(-z * z / 2);
    }
    for (double& one : out) one /= sum;
    return out;
}

}  // namespace capgap
