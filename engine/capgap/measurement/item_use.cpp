#include <capgap/measurement/item_use.hpp>

#include <capgap/responses/batch.hpp>

#include <numeric>

namespace capgap {

std::int64_t ItemUse::Counts::people() const {
    return std::accumulate(options.begin(), options.end(), empty + not_applicable + do_not_know + refused + not_asked);
}

ItemUse::ItemUse(const std::vector<std::size_t>& options) {
    for (const std::size_t n : options) items_.emplace_back().options.resize(n);
}

void ItemUse::add(std::size_t item, std::int8_t code) {
    Counts& counts = items_[item];
    switch (code) {
        case Batch::empty: ++counts.empty; break;
        case Batch::not_applicable: ++counts.not_applicable; break;
        case Batch::do_not_know: ++counts.do_not_know; break;
        case Batch::refused: ++counts.refused; break;
        default:
            if (code < 0) {
                ++counts.not_asked;
            } else {
                ++counts.options[static_cast<std::size_t>(code)];
            }
    }
}

bool ItemUse::merge(const ItemUse& other) {
    if (other.items_.size() != items_.size()) return false;
    for (std::size_t i = 0; i < items_.size(); ++i) {
        if (other.items_[i].options.size() != items_[i].options.size()) return false;
    }
    for (std::size_t i = 0; i < items_.size(); ++i) {
        Counts& to = items_[i];
        const Counts& from = other.items_[i];
        for (std::size_t option = 0; option < to.options.size(); ++option) to.options[option] += from.options[option];
        to.empty += from.empty;
        to.not_applicable += from.not_applicable;
        to.do_not_know += from.do_not_know;
        to.refused += from.refused;
        to.not_asked += from.not_asked;
    }
    return true;
}

}  // namespace capgap
