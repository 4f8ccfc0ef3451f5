#include <capgap/measurement/item_constraints.hpp>

namespace capgap {

ItemConstraints rating_scale(std::size_t items, std::size_t categories) {
    const std::size_t steps = categories - 1;
    ItemConstraints out{items + steps - 1, {}};
    for (std::size_t j = 0; j < items; ++j) {
        for (std::size_t k = 0; k < steps; ++k) {
            const std::size_t row = j * categories + 1 + k;
            out.entries.push_back({row, j});
            for (std::size_t t = 0; t + 1 < steps; ++t) {
                if (k == t) out.entries.push_back({row, items + t});
                if (k + 1 == steps) out.entries.push_back({row, items + t, -1});
            }
        }
    }
    return out;
}

ItemConstraints equal_slopes(const std::vector<std::size_t>& categories) {
    ItemConstraints out{1, {}};
    std::size_t row = 0;
    for (const std::size_t n : categories) {
        out.entries.push_back({row, 0});
        for (std::size_t k = 1; k < n; ++k) out.entries.push_back({row + k, out.free++});
        row += n;
    }
    return out;
}

}  // namespace capgap
