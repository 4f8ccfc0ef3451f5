#include <fuzz/checks.hpp>
#include <fuzz/csv_reading.hpp>
#include <fuzz/csv_responses.hpp>

#include <functional>
#include <initializer_list>
#include <map>
#include <memory>
#include <sstream>
#include <string_view>
#include <vector>

namespace {

using capgap::Batch;

capgap::StringIndex names(std::initializer_list<const char*> all) {
    capgap::StringIndex index;
    for (const char* name : all) index.add(name);
    return index;
}

template <class Column>
void check_column(const Column& column, const Batch& batch) {
    must(column.empty() || column.size() == batch.rows, "a column has as many entries as the batch has rows");
}

void check_batch(const Batch& batch) {
    check_column(batch.respondent, batch);
    check_column(batch.institution, batch);
    check_column(batch.profile, batch);
    for (const auto& column : batch.background) check_column(column, batch);
    for (const auto& column : batch.item) check_column(column, batch);
    for (const auto& column : batch.wanted) check_column(column, batch);
    check_column(batch.weight, batch);
    check_column(batch.cluster, batch);
    check_column(batch.seconds, batch);
    for (const std::uint32_t institution : batch.institution) must(institution < 2, "institutions are known");
    for (const auto answer : batch.item.front()) must(answer >= Batch::refused && answer < 2, "answers are options");
    for (const double weight : batch.weight) must(weight >= 1e-6 && weight <= 1e6, "weights are in range");
}

/// By counting the ids of a whole reading in a map.
void check_duplicates(const std::string& text, const capgap::ResponseOptions& options, const capgap::DuplicateIds& duplicates) {
    const Reading reading = read_csv(text, {.delimiter = options.form.delimiter});
    std::map<std::string, std::vector<std::uint32_t>, std::less<>> lines;
    std::size_t column = 0;
    while (field(reading, 0, column) != "respondent") ++column;
    for (std::size_t row = 1; row < reading.lines.size(); ++row) {
        const std::string_view id = field(reading, row, column);
        if (!id.empty()) lines[std::string(id)].push_back(reading.lines[row]);
    }
    std::size_t ids = 0;
    std::size_t rows = 0;
    for (const auto& [id, at] : lines) {
        const auto found = duplicates.find(id);
        must(found.has_value() == (at.size() > 1), "what occurs more than once is repeated");
        if (!found) continue;
        ++ids;
        rows += at.size();
        must(found->first == at[0] && found->second == at[1] && found->last == at.back(), "repeated ids know their lines");
    }
    must(ids == duplicates.size() && rows == duplicates.rows(), "repeated ids and their rows are counted");
}

}  // namespace

const capgap::Codebook& small_codebook() {
    static const capgap::Codebook made = [] {
        capgap::Codebook book;
        book.institutions = names({"a", "b"});
        book.profiles = names({"p"});
        book.background = {{"g", names({"f", "m"})}};
        book.items = {{"x", names({"0", "1"})}};
        book.competencies = names({"1.1", "1.2"});
        book.wanted_max = 1;
        return book;
    }();
    return made;
}

void check_responses(const std::string& text, capgap::ResponseOptions options) {
    std::istringstream first_pass(text);
    const auto duplicates = capgap::find_duplicate_respondents(first_pass, "f", small_codebook(), options);
    if (duplicates.has_value()) {
        check_duplicates(text, options, *duplicates);
        options.duplicates = &*duplicates;
    }
    auto source = capgap::open_tidy(std::make_unique<std::istringstream>(text), "f", small_codebook(), options);
    if (source.has_error()) return;
    static Batch batch;  // a new one would cost more than most texts
    std::uint64_t rows = 0;
    for (;;) {
        const auto more = (*source)->next(batch);
        if (more.has_error()) return;
        check_batch(batch);
        if (!*more) break;
        rows += batch.rows;
    }
    const auto& summary = (*source)->summary();
    must(rows + summary.rows_set_aside + summary.rows_left_out == summary.rows_read, "every row is taken, set aside or left out");
    const bool one_is_used = options.duplicate_rows != capgap::DuplicateRows::set_aside;
    must(summary.rows_left_out == (one_is_used ? duplicates->rows() - duplicates->size() : 0), "one row of a repeated id is used");
    must(summary.row_errors.size() <= capgap::ResponseSource::max_row_errors, "the list of errors is short");
    must(summary.row_errors_total >= summary.rows_set_aside, "a row is set aside for a reason");
}
