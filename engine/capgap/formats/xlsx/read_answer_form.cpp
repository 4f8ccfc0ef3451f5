#include <capgap/formats/xlsx/answer_form.hpp>
#include <capgap/formats/xlsx/answer_form_places.hpp>
#include <capgap/formats/xlsx/codes.hpp>

#include <algorithm>
#include <charconv>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace capgap {

namespace {

namespace form = xlsx::form;

/// More than any questionnaire, or list of institutions, needs; a sheet may have sixteen times as many.
constexpr std::uint32_t most_rows = 65'536;
constexpr std::size_t most_lists = 1'000;

std::vector<std::string> parts_of(std::string_view text) {
    std::vector<std::string> out(1);
    for (const char c : text) {
        if (c == form::separator) {
            out.emplace_back();
        } else {
            out.back() += c;
        }
    }
    return out;
}

class FormReading {
public:
    explicit FormReading(std::string place) : place_(std::move(place)) { out_.at = {place_, 1, form::key_column}; }

    /// False: there is nothing more to read.
    bool add(const SheetRow& row) {
        if (!begun_ && !begin(row)) return false;
        if (row.number > 1) {
            add_cell(row);
            for (const SheetCell& cell : row.cells) add_choice(row.number, cell);
        }
        return row.number < most_rows;
    }

    bool is_form() const { return begun_; }

    Result<Checked<std::optional<FilledForm>>> finished(Diagnostics said) && {
        for (const auto& [ids, words] : choices_) out_.lists.push_back(paired(ids, words));
        for (const FilledForm::Cell& cell : out_.cells) {
            if (cell.list > out_.lists.size()) return changed();
        }
        if (out_.cells.empty() || was_changed_) return changed();
        return Checked<std::optional<FilledForm>>{std::move(out_), std::move(said)};
    }

private:
    using Column = std::vector<std::pair<std::uint32_t, std::string>>;

    bool begin(const SheetRow& row) {
        if (row.number != 1 || row.cells.empty() || row.cells.front().column != form::key_column) return false;
        const std::vector<std::string> parts = parts_of(row.cells.front().text);
        if (parts.front() != form::kind || parts.size() != 5) return false;
        out_.identity = {parts[1], parts[2], parts[3], parts[4]};
        return begun_ = true;
    }

    static std::string text_at(const SheetRow& row, std::uint32_t column) {
        const auto found = std::find_if(row.cells.begin(), row.cells.end(), [column](const SheetCell& cell) { return cell.column == column; });
        return found == row.cells.end() ? std::string() : found->text;
    }

    void add_cell(const SheetRow& row) {
        FilledForm::Cell cell;
        cell.key = text_at(row, form::key_column);
        if (cell.key.empty()) return;
        const std::string list = text_at(row, form::list_column);
        const auto read = std::from_chars(list.data(), list.data() + list.size(), cell.list);
        if (!list.empty() && (read.ec != std::errc() || read.ptr != list.data() + list.size())) was_changed_ = true;
        cell.text = text_at(row, form::answer_column);
        cell.at = {place_, row.number, form::answer_column};
        out_.cells.push_back(std::move(cell));
    }

    void add_choice(std::uint32_t row, const SheetCell& cell) {
        if (cell.column < form::first_list_column) return;
        const std::size_t list = (cell.column - form::first_list_column) / 2;
        if (list >= most_lists) return;
        if (choices_.size() <= list) choices_.resize(list + 1);
        auto& [ids, words] = choices_[list];
        ((cell.column - form::first_list_column) % 2 == 0 ? ids : words).emplace_back(row, cell.text);
    }

    FormChoices paired(const Column& ids, const Column& words) {
        FormChoices out;
        const bool same_rows =
            std::equal(ids.begin(), ids.end(), words.begin(), words.end(), [](const auto& a, const auto& b) { return a.first == b.first; });
        was_changed_ = was_changed_ || !same_rows;
        for (std::size_t i = 0; same_rows && i < ids.size(); ++i) out.emplace_back(ids[i].second, words[i].second);
        return out;
    }

    Errors changed() const {
        return error(codes::xlsx_form_changed, out_.at, "is a form whose hidden cells were changed, so that its answers cannot be told apart",
                     "copy the answers into a new form");
    }

    std::string place_;
    FilledForm out_;
    std::vector<std::pair<Column, Column>> choices_;
    bool begun_ = false;
    bool was_changed_ = false;
};

}  // namespace

Result<Checked<std::optional<FilledForm>>> read_answer_form(const Spreadsheet& workbook, std::size_t sheet) {
    FormReading reading(workbook.place_of(sheet));
    Diagnostics said = workbook.read(sheet, [&reading](const SheetRow& row) { return reading.add(row); });
    if (has_errors(said)) return Errors(std::move(said));
    if (!reading.is_form()) return Checked<std::optional<FilledForm>>{};
    return std::move(reading).finished(std::move(said));
}

}  // namespace capgap
