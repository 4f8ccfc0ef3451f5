#include <capgap/formats/xlsx/sheet_rows.hpp>

#include <capgap/formats/xlsx/codes.hpp>
#include <capgap/formats/xlsx/workbook_parts.hpp>

#include <algorithm>
#include <charconv>
#include <utility>

namespace capgap::xlsx {

namespace {

constexpr const char* save_again = "open the workbook in a spreadsheet program, and save it again";

/// "AB12" as column 28 and row 12; zeros where it is none.
std::pair<std::uint32_t, std::uint32_t> place_from(std::string_view reference) {
    std::size_t i = 0;
    std::uint32_t column = 0;
    for (; i < reference.size() && i < 3 && reference[i] >= 'A' && reference[i] <= 'Z'; ++i) {
        column = column * 26 + static_cast<std::uint32_t>(reference[i] - 'A') + 1;
    }
    std::uint32_t row = 0;
    const auto [end, problem] = std::from_chars(reference.data() + i, reference.data() + reference.size(), row);
    if (problem != std::errc{} || end != reference.data() + reference.size()) return {0, 0};
    return {column, row};
}

std::optional<std::uint32_t> number_in(std::string_view text) {
    std::uint32_t out = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (problem != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return out;
}

}  // namespace

SheetRows::SheetRows(const SharedParts& shared, std::string place, const std::function<bool(const SheetRow&)>& visit)
    : shared_(shared), place_(std::move(place)), visit_(visit) {}

std::optional<Diagnostic> SheetRows::uncomputed() const {
    if (uncomputed_ == 0) return std::nullopt;
    return warning(codes::xlsx_formula_uncomputed, first_uncomputed_,
                   (uncomputed_ == 1 ? std::string("the cell holds") : std::to_string(uncomputed_) + " cells, of which this is the first, hold") +
                       " a formula whose result the workbook does not; it counts as empty",
                   save_again);
}

void SheetRows::fail(const char* code, std::string message, std::string hint) {
    problem_ = error(code, {place_, row_, column_}, std::move(message), std::move(hint));
    events_->stop();
}

void SheetRows::begin(std::string_view name, const xml::Attributes& attributes) {
    if (name == "sheetData") in_data_ = true;
    if (!in_data_) return;
    if (name == "row") return begin_row(attributes);
    if (name == "c") return begin_cell(attributes);
    if (!in_cell_) return;
    if (name == "f") formula_ = true;
    if (name == "rPh") guide_ = true;
    in_value_ = name == "v" || (name == "t" && !guide_);
}

void SheetRows::begin_row(const xml::Attributes& attributes) {
    const std::uint32_t before = row_;
    const std::string_view stated = attributes.get("r");
    const auto number = stated.empty() ? std::optional(before + 1) : number_in(stated);
    column_ = 0;
    cells_.clear();
    row_ = number.value_or(0);
    if (row_ <= before || row_ > Spreadsheet::max_rows) {
        row_ = before;
        fail(codes::xlsx_damaged, "behind row " + std::to_string(before) + " stands a row '" + std::string(stated.substr(0, 20)) + '\'', save_again);
    }
}

void SheetRows::begin_cell(const xml::Attributes& attributes) {
    in_cell_ = true;
    formula_ = false;
    value_.clear();
    const std::string_view type = attributes.get("t");
    stored_ = type == "s"                                           ? Stored::shared
              : type == "str" || type == "inlineStr" || type == "e" ? Stored::text
              : type == "b"                                         ? Stored::boolean
              : type == "d"                                         ? Stored::moment
                                                                    : Stored::number;
    const auto style = number_in(attributes.get("s")).value_or(0);
    kind_ = style < shared_.kinds.size() ? shared_.kinds[style] : NumberKind::plain;
    take_place(attributes.get("r"));
}

void SheetRows::take_place(std::string_view reference) {
    const std::uint32_t before = column_;
    if (row_ == 0) return fail(codes::xlsx_damaged, "a cell outside a row", save_again);
    const auto [column, row] = reference.empty() ? std::pair(before + 1, row_) : place_from(reference);
    column_ = column;
    if (column == 0 || row != row_ || column > Spreadsheet::max_columns || column <= before) {
        column_ = before;
        fail(codes::xlsx_damaged, "behind the cell here stands a cell '" + std::string(reference.substr(0, 20)) + '\'', save_again);
    }
}

void SheetRows::text(std::string_view piece) {
    if (!in_value_) return;
    if (value_.size() + piece.size() > Spreadsheet::max_cell_bytes) {
        return fail(codes::xlsx_too_large, "a cell of more than " + std::to_string(Spreadsheet::max_cell_bytes >> 20U) + " MiB");
    }
    value_ += piece;
}

void SheetRows::end(std::string_view name) {
    if (name == "sheetData") in_data_ = false;
    if (name == "v" || name == "t") in_value_ = false;
    if (name == "rPh") guide_ = false;
    if (!in_data_) return;
    if (name == "c" && in_cell_) end_cell();
    if (name == "row") end_row();
}

void SheetRows::end_cell() {
    in_cell_ = false;
    if (formula_ && value_.empty() && stored_ != Stored::text) {  // a text may be empty
        if (uncomputed_++ == 0) first_uncomputed_ = {place_, row_, column_};
    }
    std::string text = value_text();
    if (!text.empty()) cells_.push_back({column_, std::move(text), stored_ == Stored::boolean});
}

std::string SheetRows::value_text() {
    switch (stored_) {
        case Stored::number: return value_.empty() ? std::string() : number_text(value_, kind_, shared_.from_1904);
        case Stored::shared: return value_.empty() ? std::string() : shared_text();
        case Stored::boolean: return value_ == "1" ? "TRUE" : value_ == "0" ? "FALSE" : value_;
        case Stored::moment: return value_.ends_with("T00:00:00") ? value_.substr(0, value_.size() - 9) : value_;
        case Stored::text: break;
    }
    std::string text = value_;
    unescape(text);
    return text;
}

std::string SheetRows::shared_text() {
    const auto index = number_in(value_);
    if (index && *index < shared_.texts.size()) return shared_.texts[*index];
    fail(codes::xlsx_damaged, "the cell refers to a text that the workbook does not hold", save_again);
    return {};
}

void SheetRows::end_row() {
    if (!cells_.empty() && !visit_({row_, cells_})) events_->stop();
    cells_.clear();
}

}  // namespace capgap::xlsx
