#include <capgap/formats/csv/person_rows.hpp>

#include <capgap/base/message.hpp>
#include <capgap/formats/csv/codes.hpp>
#include <capgap/formats/csv/problem_list.hpp>
#include <capgap/formats/csv/reader.hpp>
#include <capgap/report/spreadsheet_text.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <set>
#include <utility>

namespace capgap {

namespace {

namespace score_column {
enum Column : std::size_t { respondent, profile, competency, score_0_100, level, items_answered, items_asked, working_language, theta, theta_se };
}  // namespace score_column
constexpr std::array<std::string_view, 10> names = {"respondent",     "profile",     "competency",       "score_0_100", "level",
                                                    "items_answered", "items_asked", "working_language", "theta",       "theta_se"};

template <class Number>
std::optional<Number> number(std::string_view text) {
    Number out = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), out);
    return read.ec == std::errc() && read.ptr == text.data() + text.size() ? std::optional(out) : std::nullopt;
}

class PersonReading {
public:
    PersonReading(CsvReader& reader, const PersonBasis& basis, csv::ProblemList& problems) : reader_(reader), basis_(basis), problems_(problems) {}

    /// An older file has no column working_language; later ones may have further columns.
    bool find_columns() {
        for (std::size_t i = 0; i < names.size(); ++i) {
            const auto& header = reader_.header();
            const auto found = std::find(header.begin(), header.end(), names[i]);
            if (found != header.end()) columns_[i] = static_cast<std::size_t>(found - header.begin());
            if (columns_[i] || i == score_column::working_language) continue;
            problems_.add(error(codes::scores_malformed, {reader_.file(), reader_.header_line(), 0},
                                "is not a list of scores as `capgap run --persons` writes it: it has no column " + std::string(names[i])));
        }
        return problems_.empty();
    }

    PersonAnswers rows_of(std::string_view respondent) {
        const std::string as_written = neutralised(respondent);
        PersonAnswers out;
        out.respondent = respondent;
        for (;;) {
            auto step = reader_.next();
            if (step.has_error()) {
                for (Diagnostic& each : std::move(step).error().all) problems_.add(std::move(each));
                return out;
            }
            if (*step == CsvReader::Step::end) return out;
            if (*step == CsvReader::Step::bad_row) {
                problems_.add(
                    error(codes::scores_malformed, {reader_.file(), reader_.row().line, 0}, "is not a row as `capgap run --persons` writes it"));
                continue;
            }
            if (cell(score_column::respondent) == as_written) {
                add(out);
            } else if (!out.rows.empty()) {
                return out;  // a respondent's rows stand together
            }
        }
    }

private:
    std::string_view cell(score_column::Column column) const {
        return columns_[column] ? reader_.row().fields[*columns_[column]] : std::string_view();
    }

    void wrong(score_column::Column column) {
        const std::size_t place = columns_[column] ? *columns_[column] + 1 : 0;
        problems_.add(error(codes::scores_malformed, {reader_.file(), reader_.row().line, static_cast<std::uint32_t>(place)},
                            "the column " + std::string(names[column]) + " holds what no run of this round writes",
                            "the files in restricted/ are to be left as one run wrote them"));
    }

    std::int64_t count(score_column::Column column) {
        const auto out = number<std::int64_t>(cell(column));
        if (!out || *out < 0) wrong(column);
        return out.value_or(0);
    }

    void add(PersonAnswers& out) {
        if (out.rows.empty()) {
            out.profile = cell(score_column::profile);
            out.working_language = cell(score_column::working_language);
            if (out.profile != "none" && basis_.profile(out.profile) == nullptr) wrong(score_column::profile);
        }
        PersonRow row;
        const auto index = basis_.competency_index(cell(score_column::competency));
        if (!index || !seen_.insert(*index).second) wrong(score_column::competency);
        row.competency = index.value_or(0);
        row.items_answered = count(score_column::items_answered);
        row.items_asked = count(score_column::items_asked);
        if (!cell(score_column::score_0_100).empty()) take_score(row);
        out.rows.push_back(std::move(row));
    }

    void take_score(PersonRow& row) {
        row.score_0_100 = number<double>(cell(score_column::score_0_100));
        if (!row.score_0_100 || !(*row.score_0_100 >= 0 && *row.score_0_100 <= 100)) wrong(score_column::score_0_100);
        row.level = number<int>(cell(score_column::level)).value_or(0);
        if (row.level < 1 || static_cast<std::size_t>(row.level) > basis_.levels.size()) wrong(score_column::level);
        if (row.items_answered < 1) wrong(score_column::items_answered);
        if (cell(score_column::theta).empty()) return;
        row.theta = number<double>(cell(score_column::theta));
        if (!row.theta || !std::isfinite(*row.theta)) wrong(score_column::theta);
        row.theta_se = number<double>(cell(score_column::theta_se));
        if (!row.theta_se || !(*row.theta_se >= 0) || !std::isfinite(*row.theta_se)) wrong(score_column::theta_se);
    }

    CsvReader& reader_;
    const PersonBasis& basis_;
    csv::ProblemList& problems_;
    std::array<std::optional<std::size_t>, names.size()> columns_;
    std::set<std::size_t> seen_;
};

}  // namespace

Result<PersonAnswers> find_person(std::istream& in, const std::string& file, std::string_view respondent, const PersonBasis& basis) {
    auto reader = CsvReader::open(in, file);
    if (reader.has_error()) return std::move(reader).error();
    csv::ProblemList problems;
    PersonReading reading(*reader, basis, problems);
    if (!reading.find_columns()) return std::move(problems).take(file);
    PersonAnswers out = reading.rows_of(respondent);
    if (!problems.empty()) return std::move(problems).take(file);
    if (out.rows.empty()) {
        return error(codes::person_unknown, {file, 0, 0}, "holds nobody with the id " + in_quotes(respondent),
                     "an id must be written as in the answers, in full; whoever was set aside, left out or answered nothing has no result");
    }
    return out;
}

}  // namespace capgap
