#include <capgap/formats/csv/result_table.hpp>

#include <capgap/base/format_number.hpp>

namespace capgap {

namespace {

struct WriteCell {
    CsvWriter& csv;

    void operator()(std::monostate) const { csv.text(""); }
    void operator()(const std::string& text) const { csv.text(text); }
    void operator()(std::int64_t count) const { csv.count(count); }
    void operator()(double number) const { csv.number(number); }
    void operator()(const ShareBound& bound) const {
        csv.text((bound.kind == ShareBound::Kind::less_than ? '<' : '>') + format_number(bound.share_0_1));
    }
};

void write_cells(CsvWriter& csv, ResultTable::Row cells) {
    for (const ResultCell& cell : cells) std::visit(WriteCell{csv}, cell);
}

}  // namespace

void write_header(CsvWriter& csv, const ResultFile& file) {
    for (const ResultColumn& column : file.columns) csv.text(column.name);
    csv.end_row();
}

std::string csv_header(const ResultFile& file) {
    std::string out;
    CsvWriter csv(out);
    write_header(csv, file);
    return out;
}

void write_row(CsvWriter& csv, ResultTable::Row cells) {
    write_cells(csv, cells);
    csv.end_row();
}

void CsvRows::add(const ResultRows& row) {
    if (row.same_group()) {
        csv_.repeat(group_);
    } else {
        write_cells(csv_, row.cells().first(group_keys_));
        group_ = csv_.row();
    }
    write_cells(csv_, row.cells().subspan(group_keys_));
    csv_.end_row();
}

void write_csv(std::ostream& out, const ResultTable& table, const ResultSource& source) {
    CsvWriter csv(out);
    write_header(csv, table.file());
    table.for_each_row(source, [&csv](ResultTable::Row cells) { write_row(csv, cells); });
}

}  // namespace capgap
