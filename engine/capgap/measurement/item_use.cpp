#include <capgap/measurement/item_use.hpp>

#include <capgap/responses/batch.hpp>

#include <array>
#include <numeric>

namespace capgap {

std::int64_t ItemUse::Counts::people() const {
    return std::accumulate(options.begin(), options.end(), empty + not_applicable + do_not_know + refused + not_asked);
}

ItemUse::ItemUse(const std::vector<std::size_t>& options) {
    for (const std::size_t n : options) items_.emplace_back().options.resize(n);
}

void ItemUse::add(std::size_t item, std::int8_t code, std::int64_t people) {
    Counts& counts = items_[item];
    switch (code) {
        case Batch::empty: counts.empty += people; break;
        case Batch::not_applicable: counts.not_applicable += people; break;
        case Batch::do_not_know: counts.do_not_know += people; break;
        case Batch::refused: counts.refused += people; break;
        default:
            if (code < 0) {
                counts.not_asked += people;
            } else {
                counts.options[static_cast<std::size_t>(code)] += people;
            }
    }
}

void ItemUse::add(std::size_t item, std::span<const std::int8_t> codes, std::span<const std::uint8_t> counted) {
    std::array<std::int64_t, 256> people{};
    for (std::size_t row = 0; row < codes.size(); ++row) people[static_cast<std::uint8_t>(codes[row])] += counted[row];
    for (std::size_t byte = 0; byte < people.size(); ++byte) {
        if (people[byte] > 0) add(item, static_cast<std::int8_t>(byte), people[byte]);
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
