#pragma once

#include <cstddef>
#include <deque>
#include <vector>

namespace capgap {

/// Anderson's acceleration of a fixed-point iteration x -> g(x): the next x is a combination of the last g(x) such that the same combination of what
/// was left, g(x) - x, is as small as it can be (Walker & Ni 2011). For this folder only.
class Anderson {
public:
    explicit Anderson(std::size_t memory) : memory_(memory) {}

    /// Where to go from the last `x`, whose g(x) is `after`; `after` itself at the first.
    [[nodiscard]] std::vector<double> next(const std::vector<double>& x, const std::vector<double>& after);
    void forget() {
        after_.clear();
        left_.clear();
    }

private:
    std::size_t memory_;
    std::deque<std::vector<double>> after_;
    std::deque<std::vector<double>> left_;
};

}  // namespace capgap
