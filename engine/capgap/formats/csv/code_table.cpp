#include <capgap/formats/csv/code_table.hpp>

#include <bit>

namespace capgap::csv {

CodeTable::CodeTable(std::vector<std::pair<std::string, std::int32_t>> entries)
    : slots_(std::bit_ceil(2 * entries.size() + 2)),
      shift_(64U - static_cast<unsigned>(std::countr_zero(slots_.size()))),
      entries_(std::move(entries)) {
    of_byte_.fill(not_found);
    for (std::size_t i = 0; i < entries_.size(); ++i) {
        const auto& [text, code] = entries_[i];
        if (find(text) != not_found) continue;
        if (text.empty()) {
            of_nothing_ = code;
        } else if (text.size() == 1) {
            of_byte_[static_cast<unsigned char>(text.front())] = code;
        } else {
            const Key key = key_of(text);
            std::size_t at = slot_of(key);
            while (slots_[at].code != not_found) at = (at + 1) & (slots_.size() - 1);
            slots_[at] = {key, code, static_cast<std::uint32_t>(i)};
        }
    }
}

}  // namespace capgap::csv
