#include <capgap/formats/csv/ratings.hpp>

#include <capgap/base/date.hpp>
#include <capgap/base/did_you_mean.hpp>
#include <capgap/base/message.hpp>
#include <capgap/formats/csv/columns.hpp>
#include <capgap/formats/csv/table_rows.hpp>
#include <capgap/training/codes.hpp>

#include <charconv>
#include <map>

namespace capgap {

namespace {

namespace rating_column {
enum Column : std::size_t {
    module,
    competency,
    rater_1_from,
    rater_1_to,
    rater_2_from,
    rater_2_to,
    decision_from,
    decision_to,
    decided_by,
    decided_on,
    note
};
}  // namespace rating_column

std::vector<csv::KnownColumn> known_rating_columns() {
    std::vector<csv::KnownColumn> known;
    for (const std::string& name : rating_columns()) known.push_back({name, known.size() < rating_column::decision_from});
    return known;
}

class RatingsReading {
public:
    RatingsReading(const std::string& file, const Catalogue& catalogue, const Framework& framework,
                   const std::vector<std::optional<std::size_t>>& columns, csv::ProblemList& problems)
        : file_(file),
          catalogue_(catalogue),
          levels_(static_cast<int>(framework.levels().size())),
          columns_(columns),
          problems_(problems),
          modules_(modules_of(catalogue)),
          did_you_mean_(names_of(modules_)) {}

    void add(const CsvRow& row) {
        row_ = &row;
        const auto found = modules_.find(std::string(cell(rating_column::module)));
        if (found == modules_.end()) {
            return wrong(codes::rating_module_unknown, rating_column::module,
                         in_quotes(cell(rating_column::module)) + " is no module of the catalogue", did_you_mean_(cell(rating_column::module)));
        }
        ModuleRating out;
        out.remedy = found->second.first;
        out.module = found->second.second;
        out.at = {file_, row.line};
        check_competency(out);
        check_first(out);
        out.first = range(rating_column::rater_1_from, rating_column::rater_1_to);
        out.second = range(rating_column::rater_2_from, rating_column::rater_2_to);
        out.decision = range(rating_column::decision_from, rating_column::decision_to);
        out.decided_by = cell(rating_column::decided_by);
        out.decided_on = cell(rating_column::decided_on);
        out.note = cell(rating_column::note);
        if (!out.decided_on.empty() && !parse_date(out.decided_on))
            wrong(codes::rating_date, rating_column::decided_on, in_quotes(out.decided_on) + " is no day of the calendar", "write it as YYYY-MM-DD");
        ratings_.push_back(std::move(out));
    }

    std::vector<ModuleRating> take() { return std::move(ratings_); }

private:
    using Modules = std::map<std::string, std::pair<std::size_t, std::size_t>>;

    static Modules modules_of(const Catalogue& catalogue) {
        Modules out;
        for (std::size_t r = 0; r < catalogue.remedies().size(); ++r) {
            for (std::size_t m = 0; m < catalogue.remedies()[r].modules.size(); ++m) out.emplace(module_name(catalogue, r, m), std::pair{r, m});
        }
        return out;
    }

    static std::vector<std::string> names_of(const Modules& modules) {
        std::vector<std::string> out;
        for (const auto& [name, place] : modules) out.push_back(name);
        return out;
    }

    void wrong(const char* code, rating_column::Column column, const std::string& message, const std::string& hint = {}) {
        problems_.add(error(code, {file_, row_->line, static_cast<std::uint32_t>(*columns_[column] + 1)}, message, hint));
    }

    /// Empty where there is no such column.
    std::string_view cell(rating_column::Column column) const { return columns_[column] ? row_->fields[*columns_[column]] : std::string_view(); }

    void check_competency(const ModuleRating& rating) {
        const std::string& own = catalogue_.remedies()[rating.remedy].modules[rating.module].competency.text();
        if (cell(rating_column::competency) == own) return;
        wrong(codes::rating_of_another, rating_column::competency,
              "the module " + in_quotes(cell(rating_column::module)) + " is one of the competency " + in_quotes(own) + ", not of " +
                  in_quotes(cell(rating_column::competency)),
              "modules are counted in the order of the catalogue: was one put in or taken out since?");
    }

    void check_first(const ModuleRating& rating) {
        const auto [first, is_new] = lines_.try_emplace({rating.remedy, rating.module}, row_->line);
        if (is_new) return;
        wrong(codes::rating_module_twice, rating_column::module,
              "the module " + in_quotes(cell(rating_column::module)) + " is there already, in line " + std::to_string(first->second));
    }

    std::optional<int> level(rating_column::Column column) {
        const std::string_view text = cell(column);
        int value = 0;
        const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (problem == std::errc() && end == text.data() + text.size() && value >= 1 && value <= levels_) return value;
        wrong(codes::rating_level, column, in_quotes(text) + " is no level, expected a number from 1 to " + std::to_string(levels_));
        return std::nullopt;
    }

    std::optional<LevelRange> range(rating_column::Column from, rating_column::Column to) {
        if (cell(from).empty() && cell(to).empty()) return std::nullopt;
        if (cell(from).empty() || cell(to).empty()) {
            // The one that is there has a column to point at.
            wrong(codes::rating_level, cell(from).empty() ? to : from, "of two levels that belong together one is missing", "give both, or none");
            return std::nullopt;
        }
        const auto begins = level(from);
        const auto ends = level(to);
        if (!begins || !ends) return std::nullopt;
        if (*begins <= *ends) return LevelRange{*begins, *ends};
        wrong(codes::rating_level, to,
              "level " + std::to_string(*ends) + " lies under level " + std::to_string(*begins) + ", where the module begins");
        return std::nullopt;
    }

    const std::string& file_;
    const Catalogue& catalogue_;
    int levels_;
    const std::vector<std::optional<std::size_t>>& columns_;
    csv::ProblemList& problems_;
    Modules modules_;
    DidYouMean did_you_mean_;
    const CsvRow* row_ = nullptr;
    std::map<std::pair<std::size_t, std::size_t>, std::uint32_t> lines_;
    std::vector<ModuleRating> ratings_;
};

}  // namespace

const std::vector<std::string>& rating_columns() {
    static const std::vector<std::string> names = {"module",        "competency",  "rater_1_from", "rater_1_to", "rater_2_from", "rater_2_to",
                                                   "decision_from", "decision_to", "decided_by",   "decided_on", "note",         "status"};
    return names;
}

Result<Checked<std::vector<ModuleRating>>> read_ratings(std::istream& in, const std::string& file, const Catalogue& catalogue,
                                                        const Framework& framework) {
    auto reader = CsvReader::open(in, file);
    if (reader.has_error()) return std::move(reader).error();
    csv::ProblemList problems;
    std::vector<std::optional<std::size_t>> columns;
    std::vector<ModuleRating> ratings;
    const csv::ColumnCodes column_codes{codes::rating_unknown_column, codes::rating_missing_column, codes::rating_column_twice};
    if (csv::find_columns(*reader, known_rating_columns(), column_codes, problems, columns)) {
        RatingsReading reading(file, catalogue, framework, columns, problems);
        csv::for_each_row(*reader, problems, [&reading](const CsvRow& row) { reading.add(row); });
        ratings = reading.take();
    }
    if (!problems.empty()) return Errors(std::move(problems).take(file));
    return Checked<std::vector<ModuleRating>>{std::move(ratings), {}};
}

}  // namespace capgap
