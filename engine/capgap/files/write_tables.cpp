#include <capgap/files/write_tables.hpp>

#include <capgap/base/parallel.hpp>
#include <capgap/files/output_file.hpp>
#include <capgap/formats/csv/result_table.hpp>
#include <capgap/formats/json/result_rows.hpp>

#include <optional>
#include <string>
#include <utility>

namespace capgap {

namespace {

/// A part of a table in both forms.
struct PartText {
    std::string csv;
    std::string json;
};

class TableWriter {
public:
    TableWriter(ResultFolder& folder, const ResultsContent& content)
        : source_(content.source), tables_(tables_of(source_)), json_(folder.reserve(results_json)) {
        for (const ResultTable* table : tables_) {
            paths_.push_back(folder.reserve(csv_name(*table)));
            json_tables_.emplace_back(*table, source_);
            const auto parts = table->parts(source_, rows_at_once);
            for (const ResultTable::Part& part : parts) steps_.push_back({json_tables_.size() - 1, part});
            if (parts.empty()) steps_.push_back({json_tables_.size() - 1, {}});
        }
        json_.write(begin_results_json(content));
    }

    std::vector<HashedFile> write(unsigned threads) {
        parallel_in_order(
            steps_.size(), threads, [this](std::size_t i) { return text_of(steps_[i]); },
            [this](std::size_t i, const PartText& text) { take(i, text); });
        json_.write(end_results_json());
        written_.insert(written_.begin(), closed(results_json, json_));
        return std::move(written_);
    }

private:
    static constexpr const char* results_json = "results.json";
    static constexpr std::size_t rows_at_once = 4096;

    /// Some rows of a table.
    struct Step {
        std::size_t table = 0;
        ResultTable::Part part;
    };

    static std::string csv_name(const ResultTable& table) { return std::string(table.file().name) + ".csv"; }

    static HashedFile closed(const std::string& name, OutputFile& file) {
        const std::string sha256 = file.close();
        return {"", name, sha256, file.bytes()};
    }

    PartText text_of(const Step& step) const {
        PartText out;
        const ResultTable& table = *tables_[step.table];
        CsvRows csv(out.csv, table.file());
        JsonTable::Rows json(json_tables_[step.table]);
        ResultRows rows(table, source_, step.part);
        while (rows.next()) {
            csv.add(rows);
            json.add(rows);
        }
        out.json = std::move(json).text();
        return out;
    }

    void take(std::size_t i, const PartText& text) {
        const std::size_t table = steps_[i].table;
        if (i == 0 || steps_[i - 1].table != table) begin(table);
        csv_->write(text.csv);
        json_.write(text.json);
        if (i + 1 == steps_.size() || steps_[i + 1].table != table) end(table);
    }

    void begin(std::size_t index) {
        const ResultTable& table = *tables_[index];
        csv_.emplace(paths_[index]);
        csv_->write(csv_header(table.file()));
        json_.write(name_in_results_json(table) + json_tables_[index].begin());
    }

    void end(std::size_t index) {
        json_.write(JsonTable::end());
        written_.push_back(closed(csv_name(*tables_[index]), *csv_));
    }

    const ResultSource& source_;
    std::vector<const ResultTable*> tables_;
    OutputFile json_;
    std::vector<std::filesystem::path> paths_;  ///< by table
    std::vector<JsonTable> json_tables_;
    std::vector<Step> steps_;
    std::optional<OutputFile> csv_;  ///< of the table in work
    std::vector<HashedFile> written_;
};

}  // namespace

std::vector<HashedFile> write_tables(ResultFolder& folder, const ResultsContent& content, unsigned threads) {
    return TableWriter(folder, content).write(threads);
}

}  // namespace capgap
