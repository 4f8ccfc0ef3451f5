#include <capgap/base/did_you_mean.hpp>
#include <capgap/base/message.hpp>
#include <capgap/formats/csv/columns.hpp>
#include <capgap/formats/csv/table_rows.hpp>
#include <capgap/formats/csv/tables.hpp>

#include <algorithm>
#include <tuple>

namespace capgap {

namespace {

namespace test_column {
enum Column : std::size_t { respondent, competency, score };
}  // namespace test_column

constexpr Decimal highest_score = Decimal::of_millionths(100 * Decimal::per_unit);

/// Rows into codes; every wrong cell of a row is reported.
class TestResultReading {
public:
    TestResultReading(const std::string& file, const Codebook& codebook, const std::vector<std::optional<std::size_t>>& columns,
                      csv::ProblemList& problems)
        : file_(file), codebook_(codebook), columns_(columns), problems_(problems), similar_competency_(codebook.competencies.names()) {}

    void add(const CsvRow& row) {
        line_ = row.line;
        ++rows_;
        const std::size_t problems_before = problems_.total();
        const std::string_view respondent = row.fields[*columns_[test_column::respondent]];
        if (respondent.empty()) {
            wrong(codes::tests_respondent_empty, test_column::respondent, "no respondent id",
                  [] { return std::string("write the id that the person has in the responses"); });
        }
        const std::uint16_t competency = competency_of(row.fields[*columns_[test_column::competency]]);
        const std::int32_t millionths = score_of(row.fields[*columns_[test_column::score]]);
        if (problems_.total() == problems_before) results_.push_back({people_.add(respondent), line_, millionths, competency});
    }

    /// Each person and competency once; what is there again is reported.
    TestResults take() {
        if (rows_ == 0) {
            problems_.add_made([&] {
                return error(codes::tests_no_results, {file_}, "holds no result of a test",
                             "one row for each person tested and competency; take `tests` out if nobody was tested");
            });
        }
        std::sort(results_.begin(), results_.end(),
                  [](const auto& a, const auto& b) { return std::tie(a.person, a.competency, a.line) < std::tie(b.person, b.competency, b.line); });
        for (std::size_t i = 1; i < results_.size(); ++i) {
            const TestResults::Result& one = results_[i];
            if (one.person != results_[i - 1].person || one.competency != results_[i - 1].competency) continue;
            problems_.add_made([&] {
                return error(codes::tests_result_twice, {file_, one.line, column(test_column::respondent)},
                             "a second result of " + in_quotes(people_.name(one.person)) + " in " +
                                 in_quotes(codebook_.competencies.name(one.competency)) + ", after that in line " +
                                 std::to_string(results_[i - 1].line),
                             "keep the one that counts");
            });
        }
        return {file_, std::move(people_), std::move(results_)};
    }

private:
    [[nodiscard]] std::uint32_t column(std::size_t known) const { return static_cast<std::uint32_t>(*columns_[known] + 1); }

    template <class Hint>
    void wrong(const char* code, std::size_t known, const std::string& message, Hint&& hint) {
        problems_.add_made([&] { return error(code, {file_, line_, column(known)}, message, hint()); });
    }

    std::uint16_t competency_of(std::string_view cell) {
        if (const auto code = codebook_.competencies.find(cell)) return static_cast<std::uint16_t>(*code);
        wrong(codes::tests_unknown_competency, test_column::competency, "unknown competency " + in_quotes(cell),
              [&] { return similar_competency_(cell); });
        return 0;
    }

    std::int32_t score_of(std::string_view cell) {
        const auto score = Decimal::parse(cell);
        if (score && *score >= Decimal() && *score <= highest_score) return static_cast<std::int32_t>(score->millionths());
        wrong(codes::tests_score, test_column::score,
              (cell.empty() ? "no result" : in_quotes(cell) + " is no result of a test") +
                  ", expected a number from 0 to 100 with a decimal point and at most six decimals",
              [cell] {
                  if (cell.empty()) return std::string("leave the row out where the person has no result");
                  return std::string(cell.find(',') != std::string_view::npos ? "write it with a decimal point, as 62.5" : "");
              });
        return 0;
    }

    const std::string& file_;
    const Codebook& codebook_;
    const std::vector<std::optional<std::size_t>>& columns_;
    csv::ProblemList& problems_;
    DidYouMean similar_competency_;
    StringIndex people_;
    std::vector<TestResults::Result> results_;
    std::size_t rows_ = 0;
    std::uint32_t line_ = 0;
};

}  // namespace

Result<Checked<TestResults>> read_test_results(std::istream& in, const std::string& file, const Codebook& codebook) {
    auto reader = CsvReader::open(in, file);
    if (reader.has_error()) return std::move(reader).error();
    csv::ProblemList problems;
    std::vector<std::optional<std::size_t>> columns;
    TestResults results;
    const std::vector<csv::KnownColumn> known{{"respondent", true}, {"competency", true}, {"score_0_100", true}};
    if (csv::find_columns(*reader, known, {codes::tests_unknown_column, codes::tests_missing_column, codes::tests_column_twice}, problems, columns)) {
        TestResultReading reading(file, codebook, columns, problems);
        csv::for_each_row(*reader, problems, [&reading](const CsvRow& row) { reading.add(row); });
        results = reading.take();
    }
    if (!problems.empty()) return Errors(std::move(problems).take(file));
    return Checked<TestResults>{std::move(results), {}};
}

}  // namespace capgap
