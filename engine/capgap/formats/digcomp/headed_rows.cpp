#include <capgap/formats/digcomp/headed_rows.hpp>

#include <capgap/base/plain_text.hpp>
#include <capgap/formats/xlsx/codes.hpp>

#include <algorithm>
#include <utility>

namespace capgap {

namespace {

constexpr std::size_t max_texts = 1'000;

/// No-break spaces (C2 A0) count as blanks.
std::string without_blanks_around(std::string_view text) {
    static constexpr std::string_view blanks = " \t\r\n";
    for (;;) {
        const std::size_t first = std::min(text.find_first_not_of(blanks), text.size());
        text.remove_prefix(first);
        text = text.substr(0, text.find_last_not_of(blanks) + 1);
        if (text.starts_with("\u00a0")) {
            text.remove_prefix(2);
        } else if (text.ends_with("\u00a0")) {
            text.remove_suffix(2);
        } else {
            return std::string(text);
        }
    }
}

}  // namespace

const std::string& HeadedRow::operator[](const char* heading) const {
    static const std::string nothing;
    const auto found = cells_.find(heading);
    return found == cells_.end() ? nothing : found->second.text;
}

Location HeadedRow::at(const char* heading) const {
    const auto found = cells_.find(heading);
    return found == cells_.end() ? at_ : Location{at_.file, at_.line, found->second.column};
}

HeadedRows::HeadedRows(const Spreadsheet& book, std::size_t sheet, Diagnostics& found) : at_{book.place_of(sheet), 0, 0} {
    append(found, book.read(sheet, [&](const SheetRow& row) { return add(row, found); }));
}

bool HeadedRows::add(const SheetRow& row, Diagnostics& found) {
    HeadedRow next({at_.file, row.number, 0});
    for (const SheetCell& cell : row.cells) {
        std::string text = without_blanks_around(cell.text);
        if (text.empty()) continue;
        if (texts_.size() < max_texts) texts_.push_back(text);
        if (row.number == 1) {
            known_.insert(folded(text));
            headings_.emplace(cell.column, folded(text));
        } else if (const auto heading = headings_.find(cell.column); heading != headings_.end()) {
            next.set(heading->second, cell.column, std::move(text));
        }
    }
    if (row.number > 1 && !next.empty()) rows_.push_back(std::move(next));
    if (rows_.size() <= max_rows) return true;
    found.push_back(error(codes::xlsx_too_large, {at_.file, row.number, 0},
                          "the sheet has more than " + std::to_string(max_rows) + " rows, which no framework has"));
    return false;
}

bool HeadedRows::has(const std::vector<const char*>& headings) const {
    return std::all_of(headings.begin(), headings.end(), [this](const char* one) { return known_.contains(one); });
}

}  // namespace capgap
