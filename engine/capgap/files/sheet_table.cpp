#include <capgap/files/sheet_table.hpp>

#include <capgap/base/did_you_mean.hpp>
#include <capgap/base/message.hpp>
#include <capgap/formats/book/round_book.hpp>
#include <capgap/formats/csv/writer.hpp>
#include <capgap/formats/xlsx/codes.hpp>
#include <capgap/formats/xlsx/spreadsheet.hpp>

#include <algorithm>
#include <fstream>
#include <vector>

namespace capgap {

namespace fs = std::filesystem;

namespace {

bool ends_as_workbook(std::string_view name) {
    return is_sheet(std::string(name) + '!') && is_sheet(std::string(name.substr(name.size() < 5 ? 0 : name.size() - 5)) + '!');
}

bool begins_as_workbook(const fs::path& path) {
    std::error_code ignored;
    if (!fs::is_regular_file(path, ignored)) return false;
    std::ifstream in(path, std::ios::binary);
    std::string begin(4, '\0');
    in.read(begin.data(), static_cast<std::streamsize>(begin.size()));
    return begin == "PK\x03\x04" || begin == "\xD0\xCF\x11\xE0";
}

/// Rows as lines of CSV, all as wide as the first.
class TableText {
public:
    TableText(std::ostream& out, std::string place) : out_(out), csv_(out), place_(std::move(place)) {}

    bool add(const SheetRow& row) {
        for (; line_ + 1 < row.number; ++line_) out_.put('\n');
        line_ = row.number;
        if (width_ == 0) width_ = row.cells.back().column;
        std::uint32_t column = 1;
        for (const SheetCell& cell : row.cells) {
            if (cell.column > width_) {
                note_beside(row.number, cell.column);
                continue;
            }
            for (; column < cell.column; ++column) csv_.text({});
            csv_.text(cell.text);
            ++column;
        }
        if (column == 1) {  // cells beside the table only
            out_.put('\n');
            return out_.good();
        }
        for (; column <= width_; ++column) csv_.text({});
        csv_.end_row();
        return out_.good();
    }

    std::optional<Diagnostic> remark_beside() const {
        if (beside_ == 0) return std::nullopt;
        return remark(codes::xlsx_cells_beside, first_beside_,
                      (beside_ == 1 ? std::string("a cell stands") : std::to_string(beside_) + " cells stand, here the first,") +
                          " beside the table, which is as wide as its first row; " + (beside_ == 1 ? "it is" : "they are") + " not read");
    }

private:
    void note_beside(std::uint32_t row, std::uint32_t column) {
        if (beside_++ == 0) first_beside_ = {place_, row, column};
    }

    std::ostream& out_;
    CsvWriter csv_;
    std::string place_;
    std::uint32_t line_ = 0;
    std::uint32_t width_ = 0;
    std::uint64_t beside_ = 0;
    Location first_beside_;
};

std::vector<std::string> visible_sheets(const Spreadsheet& workbook) {
    std::vector<std::string> out;
    for (const auto& sheet : workbook.sheets()) {
        if (!sheet.hidden) out.push_back(sheet.name);
    }
    return out;
}

Result<std::size_t> chosen_sheet(const Spreadsheet& workbook, const SheetPath& from, const std::string& name, Diagnostics& remarks) {
    const std::vector<std::string> visible = visible_sheets(workbook);
    if (!from.sheet.empty()) {
        if (const auto found = workbook.find(from.sheet)) return *found;
        return error(codes::xlsx_sheet_unknown, {name}, "the workbook has no sheet " + in_quotes(from.sheet),
                     visible.empty() ? "" : "it has " + listed(visible, 20));
    }
    if (visible.empty()) return error(codes::xlsx_nothing, {name}, "all sheets of the workbook are hidden");
    if (visible.size() > 1) {
        remarks.push_back(remark(codes::xlsx_sheet_chosen, {name}, "of the sheets " + listed(visible, 20) + " the first was read",
                                 "name another as in " + in_quotes(fs::path(name).filename().string() + '!' + visible[1])));
    }
    return *workbook.find(visible.front());
}

}  // namespace

std::optional<SheetPath> sheet_path(const fs::path& path) {
    const std::string text = path.generic_string();
    if (ends_as_workbook(text)) return SheetPath{path, {}};
    const std::size_t mark = text.rfind('!');
    if (mark != std::string::npos && ends_as_workbook(std::string_view(text).substr(0, mark)))
        return SheetPath{text.substr(0, mark), text.substr(mark + 1)};
    if (begins_as_workbook(path)) return SheetPath{path, {}};
    return std::nullopt;
}

Result<Checked<std::string>> write_sheet_as_csv(const SheetPath& from, const std::string& name, std::ostream& out) {
    auto workbook = Spreadsheet::open(from.workbook, name);
    if (workbook.has_error()) return std::move(workbook).error();
    Diagnostics said;
    const auto sheet = chosen_sheet(*workbook, from, name, said);
    if (sheet.has_error()) return sheet.error();
    const std::string place = workbook->place_of(*sheet);
    TableText table(out, place);
    // The workbook of a round explains its columns in rows that are not read.
    const bool has_comments = is_round_book(*workbook);
    append(said, workbook->read(*sheet, [&](const SheetRow& row) { return (has_comments && is_comment(row)) || table.add(row); }));
    if (has_errors(said)) return Errors(std::move(said));
    if (auto beside = table.remark_beside()) said.push_back(std::move(*beside));
    return Checked<std::string>{place, std::move(said)};
}

}  // namespace capgap
