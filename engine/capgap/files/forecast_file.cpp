#include <capgap/files/run.hpp>
#include <capgap/files/sheet_table.hpp>
#include <capgap/formats/yaml/load.hpp>
#include <capgap/pipeline/forecast.hpp>

namespace capgap {

namespace {

/// Answers of nobody: what will be visible is asked before anybody answers.
class NoResponses : public ResponseSource {
public:
    Result<bool> next(Batch& batch) override {
        batch.rows = 0;
        return false;
    }
    const SourceSummary& summary() const override { return summary_; }
    const std::vector<Cluster>& clusters() const override { return clusters_; }

private:
    SourceSummary summary_;
    std::vector<Cluster> clusters_;
};

std::string sentence(const Visibility& seen, const Codebook& codebook) {
    const std::string all = std::to_string(seen.institutions);
    std::string out = "if " + std::to_string(seen.percent) + " % answer everywhere: institution totals " + std::to_string(seen.alone) + " of " + all;
    if (seen.together > 0) out += " (and " + std::to_string(seen.together) + " together with others)";
    out += ", profiles in " + std::to_string(seen.with_profiles) + " of " + all;
    for (const auto& [question, institutions] : seen.with_categories)
        out += ", '" + codebook.background[question].id + "' in " + std::to_string(institutions) + " of " + all;
    return out;
}

std::string sentence(const LonelyCategory& lonely, const Codebook& codebook) {
    return "'" + codebook.background[lonely.question].id + "' leaves one or two people alone in a category in " +
           std::to_string(lonely.institutions) + (lonely.institutions == 1 ? " institution" : " institutions") +
           ": whoever sees single answers there may recognise them";
}

bool is_assessment(const std::filesystem::path& file) {
    std::string bytes;
    std::string kind;
    Diagnostics ignored;
    if (sheet_path(file)) return true;  // a workbook without a round has none to load
    return take(read_file(file, {}), bytes, ignored) && take(kind_of(bytes, file.generic_string()), kind, ignored) && kind == "assessment";
}

}  // namespace

std::vector<std::string> forecast_file(const std::filesystem::path& file, const Places& places) {
    if (file.extension() == ".csv" || file.string().starts_with("builtin:") || !is_assessment(file)) return {};
    const auto round = load_round(file, places);
    if (round.has_error() || !round->value.population) return {};
    NoResponses nobody;
    const AssessInput input = assess_input(round->value, nobody, {}, 1);
    const Codebook& codebook = round->value.persons.codebook;
    std::vector<std::string> out;
    for (const int percent : {40, 60, 80}) {
        const auto seen = forecast_visibility(input, percent);
        if (seen.has_error()) return {};
        out.push_back(sentence(*seen, codebook));
    }
    for (const LonelyCategory& lonely : lonely_categories(*input.population)) out.push_back(sentence(lonely, codebook));
    return out;
}

}  // namespace capgap
