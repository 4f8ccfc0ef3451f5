#include <capgap/formats/json/result_rows.hpp>

#include <capgap/base/format_number.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <variant>

namespace capgap {

namespace {

using Json = nlohmann::ordered_json;

/// Ids and the words of the program need no escape; looking is cheaper than asking for one at each of millions.
bool is_plain(const std::string& text) {
    return std::all_of(text.begin(), text.end(), [](unsigned char c) { return c >= 0x20 && c < 0x7F && c != '"' && c != '\\'; });
}

struct AppendCell {
    std::string& to;

    void operator()(std::monostate) const { to += "null"; }
    void operator()(const std::string& text) const {
        if (is_plain(text)) {
            to += '"';
            to += text;
            to += '"';
        } else {
            to += Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
        }
    }
    void operator()(std::int64_t count) const { append_whole(to, count); }
    void operator()(double number) const { append_number(to, number); }
    void operator()(const ShareBound& bound) const {
        to += bound.kind == ShareBound::Kind::less_than ? R"({"less_than": )" : R"({"more_than": )";
        append_number(to, bound.share_0_1);
        to += '}';
    }
};

void append_cell(std::string& to, const ResultCell& cell) {
    std::visit(AppendCell{to}, cell);
}

/// As the elements of an array.
void append_cells(std::string& to, ResultTable::Row cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i > 0) to += ',';
        append_cell(to, cells[i]);
    }
}

void append_name(std::string& to, std::string_view name, bool first) {
    to += first ? "\"" : ",\"";
    to += name;
    to += "\":";
}

std::string columns_of(const ResultFile& file) {
    std::string out;
    for (const ResultColumn& column : file.columns)
        out += std::string(out.empty() ? "\n" : ",\n") + R"({"name":")" + std::string(column.name) + R"(","kind":")" +
               std::string(to_string(column.kind)) + "\"}";
    return out;
}

}  // namespace

JsonTable::JsonTable(const ResultTable& table, const ResultSource& source) : table_(table), source_(source) {
    if (table.file().group_keys > 0) find_lines();
}

void JsonTable::find_lines() {
    std::size_t likely = 0;
    for (std::size_t row = 0; row < table_.rows(source_); ++row) {
        const std::uint64_t line = table_.line(source_, row);
        likely = likely < lines_.size() && lines_[likely] == line ? likely : position_.try_emplace(line, lines_.size()).first->second;
        if (likely == lines_.size()) {
            lines_.push_back(line);
            first_row_.push_back(row);
        }
        ++likely;
    }
}

/// `likely`: where it stands if no row was left out.
std::size_t JsonTable::position_of(std::uint64_t line, std::size_t likely) const {
    return likely < lines_.size() && lines_[likely] == line ? likely : position_.at(line);
}

std::string JsonTable::begin() const {
    const ResultFile& file = table_.file();
    std::string out = "{\n\"keys\": " + std::to_string(file.keys) + ",\n\"columns\": [" + columns_of(file) + "\n],\n";
    if (file.group_keys == 0) return out + "\"rows\": [";
    out += "\"group_keys\": " + std::to_string(file.group_keys) + ",\n\"lines\": [";
    const char* between = "\n[";
    for (const std::size_t row : first_row_) {
        table_.for_each_row(source_, {row, row + 1}, [&](ResultTable::Row cells) {
            out += between;
            append_cells(out, cells.subspan(file.group_keys, file.keys - file.group_keys));
            out += ']';
        });
        between = ",\n[";
    }
    return out + "\n],\n\"groups\": [";
}

std::string JsonTable::rows(ResultTable::Part part) const {
    Rows out(*this);
    ResultRows rows(table_, source_, part);
    while (rows.next()) out.add(rows);
    return std::move(out).text();
}

JsonTable::Rows::Rows(const JsonTable& of) : of_(of) {
    const ResultFile& file = of.table_.file();
    if (file.group_keys > 0) columns_.resize(file.columns.size() - file.keys);
}

void JsonTable::Rows::add(const ResultRows& row) {
    if (columns_.empty()) {
        text_ += row.index() == 0 ? "\n[" : ",\n[";
        append_cells(text_, row.cells());
        text_ += ']';
        return;
    }
    if (!row.same_group()) begin_group(row);
    add_to_group(of_.position_of(of_.table_.line(of_.source_, row.index()), lines_), row.cells());
}

std::string JsonTable::Rows::text() && {
    end_group();
    return std::move(text_);
}

void JsonTable::Rows::begin_group(const ResultRows& row) {
    end_group();
    const ResultFile& file = of_.table_.file();
    text_ += row.index() == 0 ? "\n{" : ",\n{";
    for (std::size_t i = 0; i < file.group_keys; ++i) {
        append_name(text_, file.columns[i].name, i == 0);
        append_cell(text_, row.cells()[i]);
    }
}

/// Lines that the group does not have are left out as nulls.
void JsonTable::Rows::add_to_group(std::size_t line, ResultTable::Row cells) {
    const std::size_t keys = of_.table_.file().keys;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        Column& column = columns_[i];
        for (std::size_t missing = lines_; missing < line; ++missing) column.cells += "null,";
        append_cell(column.cells, cells[keys + i]);
        column.cells += ',';
        column.filled = column.filled || !std::holds_alternative<std::monostate>(cells[keys + i]);
    }
    lines_ = line + 1;
}

void JsonTable::Rows::end_group() {
    if (lines_ == 0) return;
    const ResultFile& file = of_.table_.file();
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        Column& column = columns_[i];
        for (std::size_t missing = lines_; missing < of_.lines_.size(); ++missing) column.cells += "null,";
        column.cells.back() = ']';
        if (column.filled) {
            append_name(text_, file.columns[file.keys + i].name, false);
            text_ += '[';
            text_ += column.cells;
        }
        column.cells.clear();
        column.filled = false;
    }
    text_ += '}';
    lines_ = 0;
}

}  // namespace capgap
