#include <capgap/formats/csv/columns.hpp>
#include <capgap/formats/csv/table_rows.hpp>
#include <capgap/formats/csv/tables.hpp>

namespace capgap {

Result<Checked<std::vector<PostContent>>> read_posts(std::istream& in, const std::string& file) {
    auto reader = CsvReader::open(in, file);
    if (reader.has_error()) return std::move(reader).error();
    static const std::vector<csv::KnownColumn> known{{"post", true}, {"profile", true}};
    csv::ProblemList problems;
    std::vector<std::optional<std::size_t>> columns;
    std::vector<PostContent> posts;
    if (csv::find_columns(*reader, known, {codes::posts_unknown_column, codes::posts_missing_column, codes::posts_column_twice}, problems, columns)) {
        csv::for_each_row(*reader, problems, [&](const CsvRow& row) {
            const auto number = [&](std::size_t column) { return static_cast<std::uint32_t>(*columns[column] + 1); };
            posts.push_back(
                {std::string(row.fields[*columns[0]]), std::string(row.fields[*columns[1]]), Location{file, row.line, number(0)}, number(1)});
        });
    }
    if (!problems.empty()) return Errors(std::move(problems).take(file));
    return Checked<std::vector<PostContent>>{std::move(posts), {}};
}

}  // namespace capgap
