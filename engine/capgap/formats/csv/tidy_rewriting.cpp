#include <capgap/formats/csv/response_decoder.hpp>
#include <capgap/formats/csv/response_source.hpp>
#include <capgap/formats/csv/writer.hpp>

#include <algorithm>
#include <optional>
#include <utility>

namespace capgap {

namespace {

/// The columns of a tidy file, and where a row gets them from.
class TidyRows {
public:
    TidyRows(const csv::ResponseFields& fields, const Codebook& codebook, bool decimal_comma, std::ostream& out) : writer_(out) {
        add("respondent", fields.respondent);
        add("institution", fields.institution);
        add("profile", fields.profile);
        add("post", fields.post);
        for (std::size_t i = 0; i < codebook.background.size(); ++i) add(codebook.background[i].id, fields.background[i]);
        for (std::size_t i = 0; i < codebook.items.size(); ++i) {
            // A column that is not there would be an error; nobody was asked, which is what `na` in all rows says too.
            add(codebook.items[i].id, fields.items[i] ? fields.items[i] : csv::CellPicker::constant("na"));
        }
        add("wanted", fields.wanted);
        add("weight", fields.weight, decimal_comma);
        add("stratum", fields.stratum);
        add("psu", fields.psu);
        add("language", fields.language);
        add("seconds", fields.seconds, decimal_comma);
        add("wave", fields.wave);
        writer_.end_row();
    }

    void write(const CsvRow& row) {
        scratch_.begin(row.line);
        for (const Column& column : columns_) {
            const std::string_view text = column.picker.pick(row.fields, scratch_).text;
            if (!column.decimal_comma) {
                writer_.text(text);
                continue;
            }
            std::string number(text);
            std::replace(number.begin(), number.end(), ',', '.');
            writer_.text(number);
        }
        writer_.end_row();
    }

private:
    struct Column {
        csv::CellPicker picker;
        bool decimal_comma = false;
    };

    void add(const std::string& name, const std::optional<csv::CellPicker>& picker, bool decimal_comma = false) {
        if (!picker) return;
        writer_.text(name);
        columns_.push_back({*picker, decimal_comma});
    }

    CsvWriter writer_;
    std::vector<Column> columns_;
    csv::Scratch scratch_;
};

/// Reads row by row with what reads answers, and writes what it accepts.
class Rewriting {
public:
    Rewriting(csv::ResponseFile file, const Codebook& codebook, const ResponseOptions& options, std::ostream& out)
        : reader_(std::move(file.reader)),
          rows_(file.fields, codebook, options.form.decimal_comma, out),
          decoder_(codebook, std::move(file.fields), options),
          problems_(reader_.file()) {
        record(options.said.size(), Diagnostics(options.said));
        record(file.warnings.size(), std::move(file.warnings));
    }

    Result<SourceSummary> run() {
        decoder_.begin(batch_);
        for (;;) {
            auto step = reader_.next();
            if (step.has_error()) return std::move(step).error();
            if (*step == CsvReader::Step::end) return std::move(summary_);
            rewrite(*step);
        }
    }

private:
    void rewrite(CsvReader::Step step) {
        ++summary_.rows_read;
        if (step == CsvReader::Step::bad_row) {
            ++summary_.rows_set_aside;
            record(1, {reader_.problem()});
            return;
        }
        batch_.rows = 0;  // what the row stands for is not wanted, only whether it is right
        problems_.begin(reader_.row().line, summary_.row_errors.size() < ResponseSource::max_row_errors);
        if (decoder_.decode(reader_.row(), batch_, problems_) == csv::ResponseDecoder::Outcome::taken) {
            rows_.write(reader_.row());
            return;
        }
        ++summary_.rows_set_aside;
        record(problems_.count(), problems_.take());
    }

    void record(std::size_t count, Diagnostics&& found) {
        summary_.row_errors_total += count;
        for (Diagnostic& each : found) {
            if (summary_.row_errors.size() < ResponseSource::max_row_errors) summary_.row_errors.push_back(std::move(each));
        }
    }

    CsvReader reader_;
    TidyRows rows_;
    csv::ResponseDecoder decoder_;
    csv::RowProblems problems_;
    Batch batch_;
    SourceSummary summary_;
};

}  // namespace

Result<SourceSummary> rewrite_as_tidy(std::istream& in, const std::string& file, const Codebook& codebook, const Mapping& mapping,
                                      const ResponseOptions& options, std::ostream& out) {
    auto opened = csv::open_mapped_columns(in, file, codebook, mapping, options);
    if (opened.has_error()) return std::move(opened).error();
    return Rewriting(std::move(*opened), codebook, options, out).run();
}

}  // namespace capgap
