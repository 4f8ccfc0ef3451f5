#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <sstream>
#include <string>

namespace capgap {

/// How often a simulation is repeated: `usual` times, or as often as the environment says, which the long tests do.
inline int replications(int usual) {
    const char* const said = std::getenv("CAPGAP_REPLICATIONS");
    return said == nullptr ? usual : std::atoi(said);
}

/// How often 95 % intervals hold what is true.
class Held {
public:
    void add(double estimate, double standard_error, double truth) {
        add(estimate, estimate - normal * standard_error, estimate + normal * standard_error, truth);
    }
    void add(double estimate, double low, double high, double truth) {
        constexpr double rounding = 1e-12;
        ++of_;
        held_ += low <= truth + rounding && truth - rounding <= high ? 1 : 0;
        width_ += high - low;
        bias_ += estimate - truth;
        in_errors_ += high > low ? (estimate - truth) / (high - low) * 2 * normal : 0;
    }

    [[nodiscard]] int of() const { return of_; }
    [[nodiscard]] double percent() const { return 100.0 * held_ / of_; }
    [[nodiscard]] double width() const { return width_ / of_; }
    [[nodiscard]] double bias() const { return bias_ / of_; }
    /// The mean of the error over its standard error.
    [[nodiscard]] double bias_in_errors() const { return in_errors_ / of_; }

    /// Among the properties of the test, from which engine/tools/accuracy.py makes engine/docs/accuracy.md.
    void note(const std::string& figure, const std::string& design, int replicated) const {
        std::ostringstream out;
        out << figure << '|' << design << '|' << replicated << '|' << of_ << '|' << percent() << '|' << width() << '|' << bias() << '|'
            << bias_in_errors();
        static int notes = 0;
        testing::Test::RecordProperty("coverage_" + std::to_string(++notes), out.str());
    }

private:
    static constexpr double normal = 1.959963984540054;

    int of_ = 0;
    int held_ = 0;
    double width_ = 0;
    double bias_ = 0;
    double in_errors_ = 0;
};

}  // namespace capgap
