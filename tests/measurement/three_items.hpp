#pragma once

#include <capgap/measurement/item_model.hpp>
#include <capgap/measurement/scale_model.hpp>

#include <cstdint>
#include <vector>

/// A short scale as questionnaires have it, and answers to it.
namespace capgap::three_items {

/// Three graded items of five options at usual slopes, without cuts.
inline ScaleModel scale() {
    ScaleModel out;
    out.items = {{1.4, {2.6, 0.9, -0.7, -2.4}}, {1.8, {3.1, 1.2, -0.9, -2.9}}, {2.2, {3.6, 1.3, -1.0, -3.4}}};
    return out;
}

/// What somebody at `theta` answers; `uniform()` gives numbers between 0 and 1, one for each item.
template <class Uniform>
std::vector<std::uint8_t> answers(const ScaleModel& of, double theta, Uniform uniform) {
    std::vector<std::uint8_t> out;
    for (const ItemParameters& item : of.items) {
        std::vector<double> p(item.categories());
        category_probabilities(of.model, item, theta, p);
        double left = uniform();
        std::uint8_t k = 0;
        while (k + 1U < p.size() && (left -= p[k]) > 0) ++k;
        out.push_back(k);
    }
    return out;
}

}  // namespace capgap::three_items
