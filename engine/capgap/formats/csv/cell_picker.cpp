#include <capgap/formats/csv/cell_picker.hpp>

#include <capgap/formats/csv/utf8.hpp>

#include <algorithm>
#include <utility>

namespace capgap::csv {

CellPicker CellPicker::column(std::size_t index) {
    CellPicker picker(Kind::column);
    picker.column_ = index;
    return picker;
}

CellPicker CellPicker::trimmed_column(std::size_t index) {
    CellPicker picker(Kind::trimmed_column);
    picker.column_ = index;
    return picker;
}

CellPicker CellPicker::constant(std::string text) {
    CellPicker picker(Kind::constant);
    picker.text_ = std::move(text);
    return picker;
}

CellPicker CellPicker::row_number() {
    return CellPicker(Kind::row_number);
}

CellPicker CellPicker::first_of(std::vector<CellPicker> parts) {
    CellPicker picker(Kind::first_of);
    picker.parts_ = std::move(parts);
    return picker;
}

CellPicker CellPicker::join(std::vector<CellPicker> parts, std::string separator) {
    CellPicker picker(Kind::join);
    picker.parts_ = std::move(parts);
    picker.text_ = std::move(separator);
    return picker;
}

void CellPicker::translate(std::shared_ptr<const ValueMap> table, std::optional<std::string> otherwise) {
    table_ = std::move(table);
    otherwise_ = std::move(otherwise);
    is_plain_ = false;
}

std::size_t CellPicker::needs() const {
    std::size_t most = kind_ == Kind::column || kind_ == Kind::trimmed_column ? column_ + 1 : 0;
    for (const CellPicker& part : parts_) most = std::max(most, part.needs());
    return most;
}

Picked CellPicker::pick_otherwise(std::span<const std::string_view> fields, Scratch& scratch) const {
    Picked picked = pick_raw(fields, scratch);
    if (table_ == nullptr || picked.refused_by != nullptr || picked.text.empty()) return picked;
    if (const auto value = table_->find(picked.text)) {
        picked.text = *value;
    } else if (otherwise_) {
        picked.text = *otherwise_;
    } else {
        picked.refused_by = table_.get();
    }
    return picked;
}

Picked CellPicker::pick_raw(std::span<const std::string_view> fields, Scratch& scratch) const {
    switch (kind_) {
        case Kind::column: return {fields[column_], column_ + 1};
        case Kind::trimmed_column: return {trimmed(fields[column_]), column_ + 1};
        case Kind::constant: return {text_};
        case Kind::row_number: return {scratch.keep(std::to_string(scratch.line()))};
        case Kind::first_of: return pick_first(fields, scratch);
        case Kind::join: return pick_joined(fields, scratch);
    }
    return {};
}

Picked CellPicker::pick_first(std::span<const std::string_view> fields, Scratch& scratch) const {
    std::size_t first_column = 0;
    for (const CellPicker& part : parts_) {
        const Picked picked = part.pick(fields, scratch);
        if (!picked.text.empty()) return picked;
        if (first_column == 0) first_column = picked.column;
    }
    return {{}, first_column};
}

Picked CellPicker::pick_joined(std::span<const std::string_view> fields, Scratch& scratch) const {
    std::string joined;
    std::optional<Picked> empty;
    std::size_t first_column = 0;
    for (std::size_t i = 0; i < parts_.size(); ++i) {
        const Picked picked = parts_[i].pick(fields, scratch);
        if (picked.refused_by != nullptr) return picked;
        if (picked.text.empty() && !empty) empty = picked;
        if (first_column == 0) first_column = picked.column;
        if (i > 0) joined += text_;
        joined += picked.text;
    }
    if (empty) return *empty;
    return {scratch.keep(std::move(joined)), first_column};
}

}  // namespace capgap::csv
