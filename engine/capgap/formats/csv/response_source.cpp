#include <capgap/formats/csv/response_source.hpp>

#include <capgap/formats/csv/codes.hpp>
#include <capgap/formats/csv/response_decoder.hpp>

#include <algorithm>
#include <utility>

namespace capgap::csv {

namespace {

class CsvResponses final : public ResponseSource {
public:
    CsvResponses(std::unique_ptr<std::istream> in, ResponseFile file, const Codebook& codebook, const ResponseOptions& options)
        : in_(std::move(in)),
          reader_(std::move(file.reader)),
          has_background_(columns_of_background(file.fields)),
          decoder_(codebook, std::move(file.fields), options),
          problems_(reader_.file()) {
        if (options.duplicates != nullptr) {
            summary_.duplicated_ids = options.duplicates->size();
            summary_.rows_of_duplicates = options.duplicates->rows();
        }
        record(options.said.size(), Diagnostics(options.said));
        record(file.warnings.size(), std::move(file.warnings));
    }

    Result<bool> next(Batch& batch) override {
        decoder_.begin(batch);
        while (batch.rows < Batch::max_rows) {
            auto step = reader_.next();
            if (step.has_error()) {
                batch.clear();
                return std::move(step).error();
            }
            if (*step == CsvReader::Step::end) break;
            read_row(*step, batch);
        }
        decoder_.end(batch);
        summary_.posts_and_profiles = decoder_.posts_and_profiles();
        summary_.posts_differ = decoder_.posts_differ();
        if (summary_.rows_read == 0) report_no_rows();
        return batch.rows > 0;
    }

    const SourceSummary& summary() const override { return summary_; }
    bool has_background(std::size_t question) const override { return has_background_[question]; }
    const std::vector<Cluster>& clusters() const override { return decoder_.clusters(); }

private:
    static std::vector<bool> columns_of_background(const ResponseFields& fields) {
        std::vector<bool> out;
        for (const auto& column : fields.background) out.push_back(column.has_value());
        return out;
    }

    void read_row(CsvReader::Step step, Batch& batch) {
        ++summary_.rows_read;
        if (step == CsvReader::Step::bad_row) {
            ++summary_.rows_set_aside;
            record(1, {reader_.problem()});
            return;
        }
        problems_.begin(reader_.row().line, summary_.row_errors.size() < max_row_errors);
        const auto outcome = decoder_.decode(reader_.row(), batch, problems_);
        if (outcome == ResponseDecoder::Outcome::left_out) ++summary_.rows_left_out;
        if (outcome != ResponseDecoder::Outcome::wrong) return;
        ++summary_.rows_set_aside;
        record(problems_.count(), problems_.take());
    }

    void report_no_rows() {
        if (no_rows_reported_) return;
        no_rows_reported_ = true;
        record(1,
               {warning(codes::responses_no_rows, {reader_.file(), reader_.header_line()}, "the file has no row below its header: nobody answered")});
    }

    void record(std::size_t count, Diagnostics&& found) {
        summary_.row_errors_total += count;
        for (Diagnostic& each : found) {
            if (summary_.row_errors.size() < max_row_errors) summary_.row_errors.push_back(std::move(each));
        }
    }

    std::unique_ptr<std::istream> in_;
    CsvReader reader_;
    std::vector<bool> has_background_;
    ResponseDecoder decoder_;
    RowProblems problems_;
    SourceSummary summary_;
    bool no_rows_reported_ = false;
};

}  // namespace

std::unique_ptr<ResponseSource> make_source(std::unique_ptr<std::istream> in, ResponseFile file, const Codebook& codebook,
                                            const ResponseOptions& options) {
    return std::make_unique<CsvResponses>(std::move(in), std::move(file), codebook, options);
}

Result<DuplicateIds> find_duplicates(ResponseFile file, Unit unit, const std::function<void(std::string_view)>& each_id) {
    const CellPicker& id = unit == Unit::person ? *file.fields.respondent : *file.fields.institution;
    file.reader.cut_only(std::max<std::size_t>(id.needs(), 1));
    DuplicateIds::Gathering gathering;
    Scratch scratch;
    for (;;) {
        auto step = file.reader.next();
        if (step.has_error()) return std::move(step).error();
        if (*step == CsvReader::Step::end) return std::move(gathering).finish();
        if (*step == CsvReader::Step::bad_row) continue;
        scratch.begin(file.reader.row().line);
        const Picked picked = id.pick(file.reader.row().fields, scratch);
        if (picked.refused_by != nullptr || picked.text.empty()) continue;
        gathering.add(picked.text, file.reader.row().line);
        if (each_id) each_id(picked.text);
    }
}

}  // namespace capgap::csv
