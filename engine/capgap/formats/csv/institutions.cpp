#include <capgap/formats/csv/columns.hpp>
#include <capgap/formats/csv/table_rows.hpp>
#include <capgap/formats/csv/tables.hpp>

namespace capgap {

namespace {

namespace institution_column {
enum Column : std::size_t { institution, parent, name, country, kind };
}  // namespace institution_column

const std::vector<csv::KnownColumn>& institution_columns() {
    static const std::vector<csv::KnownColumn> known{{"institution", true}, {"parent", true}, {"name", true}, {"country"}, {"kind"}};
    return known;
}

}  // namespace

Result<Checked<std::vector<InstitutionContent>>> read_institutions(std::istream& in, const std::string& file) {
    auto reader = CsvReader::open(in, file);
    if (reader.has_error()) return std::move(reader).error();
    csv::ProblemList problems;
    std::vector<std::optional<std::size_t>> columns;
    std::vector<InstitutionContent> institutions;
    const csv::ColumnCodes column_codes{codes::institutions_unknown_column, codes::institutions_missing_column, codes::institutions_column_twice};
    if (csv::find_columns(*reader, institution_columns(), column_codes, problems, columns)) {
        csv::for_each_row(*reader, problems, [&](const CsvRow& row) {
            const auto cell = [&](institution_column::Column column) { return columns[column] ? row.fields[*columns[column]] : std::string_view(); };
            const auto number = [&](institution_column::Column column) {
                return columns[column] ? static_cast<std::uint32_t>(*columns[column] + 1) : 0U;
            };
            institutions.push_back({InstitutionId(std::string(cell(institution_column::institution))),
                                    Location{file, row.line, number(institution_column::institution)}, std::string(cell(institution_column::parent)),
                                    std::string(cell(institution_column::name)), std::string(cell(institution_column::country)),
                                    std::string(cell(institution_column::kind)), number(institution_column::parent), number(institution_column::name),
                                    number(institution_column::country)});
        });
    }
    if (!problems.empty()) return Errors(std::move(problems).take(file));
    return Checked<std::vector<InstitutionContent>>{std::move(institutions), {}};
}

}  // namespace capgap
