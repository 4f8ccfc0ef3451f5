#include <capgap/report/person_table.hpp>

#include <capgap/report/spreadsheet_text.hpp>
#include <capgap/report/table_columns.hpp>

namespace capgap {

namespace {

using Kind = ColumnKind;

const ScoredBatch::Competency& answers(const PersonScore& of) {
    return of.scored.competencies[of.competency];
}

bool has_level(const PersonScore& of) {
    return answers(of).outcome[of.row] == Outcome::scored;
}

std::string profile(const PersonScore& of, const Codebook& codebook) {
    const auto code = of.batch.profile[of.row];
    return code == Batch::no_profile ? "none" : codebook.profiles.name(code);
}

/// What the person chose as the language they work in, where the round asks.
std::string working_language(const PersonScore& of, const Codebook& codebook) {
    if (!of.language_question) return {};
    const auto code = of.batch.background[*of.language_question][of.row];
    return code == Batch::unknown_category ? std::string() : codebook.background[*of.language_question].categories.name(code);
}

/// Empty where the scale is not calibrated.
ResultCell latent(const PersonScore& of, const std::vector<double>& values) {
    return values.empty() || !has_level(of) ? ResultCell() : ResultCell(values[of.row]);
}

const std::vector<ColumnOf<PersonScore, Codebook>>& columns() {
    using Score = PersonScore;
    static const std::vector<ColumnOf<Score, Codebook>> all = {
        // The only text in a file of results that is not an id of a file of ours.
        {"respondent", Kind::word, [](const Score& of, const Codebook&) { return to_cell(neutralised(of.batch.respondent[of.row])); }},
        {"institution", Kind::institution,
         [](const Score& of, const Codebook& codebook) { return to_cell(codebook.institutions.name(of.batch.institution[of.row])); }},
        {"profile", Kind::profile, [](const Score& of, const Codebook& codebook) { return to_cell(profile(of, codebook)); }},
        {"competency", Kind::competency,
         [](const Score& of, const Codebook& codebook) { return to_cell(codebook.competencies.name(static_cast<std::uint32_t>(of.competency))); }},
        {"score_0_100", Kind::score_0_100,
         [](const Score& of, const Codebook&) { return has_level(of) ? ResultCell(answers(of).score_0_100[of.row]) : ResultCell(); }},
        {"theta", Kind::number, [](const Score& of, const Codebook&) { return latent(of, answers(of).theta); }},
        {"theta_se", Kind::number, [](const Score& of, const Codebook&) { return latent(of, answers(of).theta_se); }},
        {"level", Kind::level,
         [](const Score& of, const Codebook&) { return has_level(of) ? ResultCell(std::int64_t{answers(of).level[of.row]}) : ResultCell(); }},
        {"items_answered", Kind::count,
         [](const Score& of, const Codebook&) { return ResultCell(std::int64_t{answers(of).items_answered[of.row]}); }},
        {"items_asked", Kind::count, [](const Score& of, const Codebook&) { return ResultCell(std::int64_t{answers(of).items_asked[of.row]}); }},
        {"working_language", Kind::word, [](const Score& of, const Codebook& codebook) { return to_cell(working_language(of, codebook)); }}};
    return all;
}

}  // namespace

const ResultFile& person_file() {
    static const ResultFile file{"scores", 4, 0, described(columns())};
    return file;
}

void read_person_score(const PersonScore& score, const Codebook& codebook, std::vector<ResultCell>& cells) {
    read_cells(columns(), score, codebook, cells);
}

}  // namespace capgap
