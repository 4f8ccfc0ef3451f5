#include <capgap/base/did_you_mean.hpp>
#include <capgap/base/message.hpp>
#include <capgap/formats/csv/columns.hpp>
#include <capgap/formats/csv/table_rows.hpp>
#include <capgap/formats/csv/tables.hpp>

#include <algorithm>
#include <charconv>
#include <unordered_map>

namespace capgap {

namespace {

constexpr std::int64_t most_people = 1'000'000'000;

namespace headcount_column {
enum Column : std::size_t { institution, profile, headcount, first_background };
}  // namespace headcount_column

std::vector<csv::KnownColumn> population_columns(const Codebook& codebook) {
    std::vector<csv::KnownColumn> known{{"institution", true}, {"profile", true}, {"headcount", true}};
    for (const Codebook::Question& question : codebook.background) known.push_back({question.id});
    return known;
}

std::optional<std::int64_t> parse_headcount(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (wrong != std::errc() || end != text.data() + text.size() || value < 0 || value > most_people || text.front() == '-') return std::nullopt;
    return value;
}

/// "1,200", "1 200", "1.200": a number as people and spreadsheets write it.
bool has_grouped_digits(std::string_view text) {
    const std::size_t tail = text.size() >= 4 ? text.size() - 4 : text.size();
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    const std::string_view group = text.substr(tail);
    return tail > 0 && tail < text.size() && is_digit(text.front()) && std::string_view(",. '").find(group.front()) != std::string_view::npos &&
           std::all_of(group.begin() + 1, group.end(), is_digit);
}

/// Rows into codes; every wrong cell of a row is reported.
class PopulationReading {
public:
    PopulationReading(const std::string& file, const Codebook& codebook, const std::vector<std::optional<std::size_t>>& columns,
                      csv::ProblemList& problems)
        : file_(file),
          codebook_(codebook),
          columns_(columns),
          problems_(problems),
          similar_institution_(codebook.institutions.names()),
          similar_profile_(codebook.profiles.names()),
          all_columns_known_(problems.empty()) {
        for (std::size_t i = 0; i < codebook.background.size(); ++i) {
            if (columns[headcount_column::first_background + i]) population_.background.push_back(i);
        }
    }

    void add(const CsvRow& row) {
        line_ = row.line;
        const std::size_t problems_before = problems_.total();
        Population::Row out;
        out.at = {file_, row.line};
        out.institution = institution_of(row.fields[*columns_[headcount_column::institution]]);
        out.profile = profile_of(row.fields[*columns_[headcount_column::profile]]);
        for (const std::size_t question : population_.background) out.categories.push_back(category_of(row, question));
        out.headcount = headcount_of(row.fields[*columns_[headcount_column::headcount]]);
        if (problems_.total() != problems_before || (all_columns_known_ && !is_new(out))) return;
        population_.rows.push_back(std::move(out));
    }

    Population take() { return std::move(population_); }

private:
    template <class Hint>
    void wrong(const char* code, std::size_t column, const std::string& message, Hint&& hint) {
        problems_.add_made([&] { return error(code, {file_, line_, static_cast<std::uint32_t>(column + 1)}, message, hint()); });
    }

    std::uint32_t institution_of(std::string_view cell) {
        if (const auto code = codebook_.institutions.find(cell)) return *code;
        wrong(codes::population_unknown_institution, *columns_[headcount_column::institution], "unknown institution " + in_quotes(cell),
              [&] { return similar_institution_(cell); });
        return 0;
    }

    std::uint16_t profile_of(std::string_view cell) {
        if (cell.empty()) return Population::no_profile;
        if (const auto code = codebook_.profiles.find(cell)) return static_cast<std::uint16_t>(*code);
        wrong(codes::population_unknown_profile, *columns_[headcount_column::profile], "unknown profile " + in_quotes(cell),
              [&] { return cell == "none" ? std::string("staff without a profile: leave the cell empty") : similar_profile_(cell); });
        return 0;
    }

    std::uint16_t category_of(const CsvRow& row, std::size_t question) {
        const std::size_t column = *columns_[headcount_column::first_background + question];
        const std::string_view cell = row.fields[column];
        const StringIndex& categories = codebook_.background[question].categories;
        if (cell.empty()) return Population::unknown_category;
        if (const auto code = categories.find(cell)) return static_cast<std::uint16_t>(*code);
        wrong(codes::population_unknown_category, column, in_quotes(cell) + " is no option of " + in_quotes(codebook_.background[question].id), [&] {
            return cell == "unknown" ? std::string("staff of whom it is not known: leave the cell empty") : "expected " + one_of(categories.names());
        });
        return 0;
    }

    std::int64_t headcount_of(std::string_view cell) {
        if (const auto people = parse_headcount(cell)) return *people;
        wrong(codes::population_headcount, *columns_[headcount_column::headcount],
              (cell.empty() ? "no headcount" : in_quotes(cell) + " is no headcount") + ", expected a whole number from 0 to 1,000,000,000", [cell] {
                  if (cell.empty()) return std::string("leave the row out where there is no staff");
                  return has_grouped_digits(cell) ? std::string("write thousands without a separator, as 1200") : std::string();
              });
        return 0;
    }

    bool is_new(const Population::Row& row) {
        std::u16string combination{static_cast<char16_t>(row.institution >> 16U), static_cast<char16_t>(row.institution & 0xffffU), row.profile};
        combination.append(row.categories.begin(), row.categories.end());
        const auto placed = first_line_.emplace(std::move(combination), row.at.line);
        if (!placed.second) {
            problems_.add_made([&] {
                return error(codes::population_combination_twice, row.at, "the same combination as in line " + std::to_string(placed.first->second),
                             "one row for each combination: add the two headcounts, if both are right");
            });
        }
        return placed.second;
    }

    const std::string& file_;
    const Codebook& codebook_;
    const std::vector<std::optional<std::size_t>>& columns_;
    csv::ProblemList& problems_;
    DidYouMean similar_institution_;
    DidYouMean similar_profile_;
    bool all_columns_known_;  ///< else rows that an unknown column tells apart would look the same
    std::unordered_map<std::u16string, std::uint32_t> first_line_;
    std::uint32_t line_ = 0;
    Population population_;
};

}  // namespace

Result<Checked<Population>> read_population(std::istream& in, const std::string& file, const Codebook& codebook) {
    auto reader = CsvReader::open(in, file);
    if (reader.has_error()) return std::move(reader).error();
    csv::ProblemList problems;
    std::vector<std::optional<std::size_t>> columns;
    Population population;
    const csv::ColumnCodes column_codes{codes::population_unknown_column, codes::population_missing_column, codes::population_column_twice};
    if (csv::find_columns(*reader, population_columns(codebook), column_codes, problems, columns)) {
        PopulationReading reading(file, codebook, columns, problems);
        csv::for_each_row(*reader, problems, [&reading](const CsvRow& row) { reading.add(row); });
        population = reading.take();
    }
    if (!problems.empty()) return Errors(std::move(problems).take(file));
    return Checked<Population>{std::move(population), {}};
}

}  // namespace capgap
