#include <capgap/files/run.hpp>

#include <capgap/assessment/codes.hpp>
#include <capgap/assessment/notice.hpp>
#include <capgap/base/parallel.hpp>
#include <capgap/base/version.hpp>
#include <capgap/files/load_texts.hpp>
#include <capgap/files/notice_file.hpp>
#include <capgap/files/person_basis_of.hpp>
#include <capgap/files/result_folder.hpp>
#include <capgap/files/sha256.hpp>
#include <capgap/files/write_tables.hpp>
#include <capgap/formats/csv/persons.hpp>
#include <capgap/formats/json/manifest.hpp>
#include <capgap/formats/json/person_basis.hpp>
#include <capgap/formats/json/report_page.hpp>
#include <capgap/formats/json/results.hpp>
#include <capgap/formats/xlsx/workbook.hpp>
#include <capgap/report/document.hpp>

#include <algorithm>
#include <future>
#include <utility>

namespace capgap {

namespace {

NoticeStatement notice_statement(const Round& round, const Places& places) {
    NoticeStatement out;
    out.missing = holes_in_notice(round.assessment, round.persons.survey.content());
    if (!out.missing.empty()) return out;
    auto page = make_notice_page(round, places);
    if (!page.has_error()) out.sha256 = std::move(page->value.sha256);
    return out;
}

/// Nothing without a catalogue.
std::vector<Recommendation> advice_of(const Round& round, const Disclosed<ShownTables>& tables) {
    if (round.catalogues.empty()) return {};
    RecommendInput input{tables, round.tree, round.persons.framework, {}, round.catalogues, round.assessment.collected_to, round.working_languages};
    for (const LoadedInstrument& environment : round.environments) input.environments.push_back(&environment.framework);
    return recommend(input);
}

ResultNames names_of(const Round& round) {
    ResultNames names{round.persons.codebook, round.persons.framework, round.persons.survey, round.persons.breakdowns, round.tree, {}};
    for (const LoadedInstrument& environment : round.environments) names.environment_frameworks.push_back(&environment.framework);
    return names;
}

/// Which items the responses can hold: all, or those that the mapping names.
std::vector<bool> asked_items(const LoadedInstrument& instrument) {
    std::vector<bool> asked(instrument.survey.items().size(), !instrument.mapping);
    if (!instrument.mapping) return asked;
    for (const Mapping::Named& named : instrument.mapping->items) {
        if (const auto item = instrument.survey.item_index(named.id)) asked[*item] = true;
    }
    return asked;
}

std::string names_of(const LeaveOut& leave_out) {
    std::string out = leave_out.straightlining ? "straightlining" : "";
    if (leave_out.speeding) out += out.empty() ? "speeding" : ",speeding";
    return out;
}

std::string ref(const Head& head) {
    return head.id + ' ' + head.version;
}

void hash(const std::filesystem::path& path, HashedFile& file) {
    file.sha256 = sha256_of_file(path);
    file.bytes = std::filesystem::file_size(path);
}

std::vector<HashedFile> hashed(const std::vector<InputFile>& inputs) {
    std::vector<HashedFile> out;
    for (const InputFile& input : inputs) hash(input.path, out.emplace_back(HashedFile{input.role, input.reference, {}, {}}));
    return out;
}

std::vector<OriginalTitle> original_titles_of(const Framework& framework) {
    std::vector<OriginalTitle> out;
    for (const Competency& competency : framework.competencies()) {
        if (competency.original_title.empty()) continue;
        OriginalTitle& title = out.emplace_back(OriginalTitle{competency.id.text(), "", {}});
        title.framework = (competency.added_by.id.empty() ? framework.content().bases.back().ref : competency.added_by).text();
        for (const Text::Entry& entry : competency.original_title.entries()) title.words.emplace_back(entry.language, entry.text);
    }
    return out;
}

std::optional<ManifestOpening> opening_of(const Round& round) {
    if (!round.assessment.opening) return std::nullopt;
    const Opening& opening = *round.assessment.opening;
    ManifestOpening out{opening.on, opening.sha256, opening.notice_sha256, {}, {}, {}, round.changed};
    if (!round.assessment.reanalysis) return out;
    const std::string& language = round.assessment.head.languages.front();
    out.reanalysis = round.assessment.reanalysis->name.in(language);
    out.reason = round.assessment.reanalysis->reason.in(language);
    out.date = round.assessment.reanalysis->date;
    return out;
}

/// The files of the folder: those that are `hashed` by now, and the others. Not those of persons: a hash would let anybody test a guess.
std::vector<HashedFile> outputs_of(const ResultFolder& folder, const std::vector<HashedFile>& hashed, unsigned threads) {
    std::vector<HashedFile> out;
    for (const std::string& name : folder.names()) {
        if (name.starts_with("restricted/")) continue;
        const auto found = std::find_if(hashed.begin(), hashed.end(), [&name](const HashedFile& file) { return file.name == name; });
        out.push_back(found != hashed.end() ? *found : HashedFile{"", name, {}, {}});
    }
    parallel_for(out.size(), threads, [&](std::size_t i) {
        if (out[i].sha256.empty()) hash(folder.path_of(out[i].name), out[i]);
    });
    return out;
}

std::string names_of(const std::vector<std::size_t>& questions, const Codebook& codebook) {
    std::string out;
    for (const std::size_t question : questions) out += (out.empty() ? "" : ",") + codebook.background[question].id;
    return out;
}

Manifest manifest_of(const Round& round, const RunOptions& options, const AssessSummary& summary, const NoticeStatement& notice) {
    Manifest out;
    out.capgap_version = version();
    out.assessment = round.assessment.head.id;
    out.framework = ref(round.persons.framework.content().head);
    for (const BaseFramework& base : round.persons.framework.content().bases) out.extends.push_back(base.ref.text());
    out.original_titles = original_titles_of(round.persons.framework);
    out.survey = ref(round.persons.survey.content().head);
    out.targets = ref(round.persons.profiles.content().head);
    out.options = {{"design", std::string(to_string(round.assessment.design))},
                   {"weighting", std::string(to_string(round.weighting.method))},
                   {"breakdowns", names_of(round.persons.breakdowns, round.persons.codebook)},
                   {"min_cell", std::to_string(round.assessment.min_cell)},
                   {"duplicates", std::string(to_string(round.persons.duplicates))},
                   {"leave_out", names_of(round.persons.leave_out)},
                   {"persons", options.persons                          ? "yes"
                               : allows_person_scores(round.assessment) ? "no"
                                                                        : "refused"}};
    if (!round.persons.compare_items_by.empty())
        out.options.emplace_back("compare_items_by", names_of(round.persons.compare_items_by, round.persons.codebook));
    if (!summary.scales.empty()) {
        out.options.emplace_back("measurement", "item_response");
        out.options.emplace_back("plausible_values", std::to_string(PlausibleValueOptions{}.sets));
        out.options.emplace_back("seed", std::to_string(PlausibleValueOptions{}.seed));
    }
    out.counts = {{"rows_read", summary.rows_read},
                  {"rows_set_aside", summary.rows_set_aside},
                  {"empty", summary.empty_rows},
                  {"respondents", summary.respondents}};
    out.notice_sha256 = notice.sha256;
    out.opening = opening_of(round);
    return out;
}

ReportInput report_input(const Round& round, const Disclosed<ShownTables>& tables, const std::vector<Recommendation>& advice,
                         const AssessSummary& summary) {
    const LoadedInstrument& persons = round.persons;
    ReportInput input{tables,
                      persons.framework,
                      persons.survey,
                      persons.profiles,
                      round.assessment,
                      round.tree,
                      persons.codebook,
                      persons.breakdowns,
                      {},
                      std::nullopt,
                      {summary.rows_read, summary.rows_set_aside, summary.empty_rows, summary.respondents}};
    for (const LoadedInstrument& environment : round.environments)
        input.environments.push_back({environment.framework, environment.survey, environment.profiles});
    if (round.population) input.headcount = summary.headcount;
    if (!round.catalogues.empty()) {
        input.catalogues = &round.catalogues;
        input.advice = &advice;
    }
    return input;
}

/// The page and the workbook: what people read. Gives back the page's documents, one per language.
std::vector<ReportDocument> write_for_readers(ResultFolder& folder, const ReportInput& input, const ResultSource& source,
                                              const std::vector<Texts>& texts) {
    std::vector<ReportDocument> documents;
    documents.reserve(texts.size());
    for (const Texts& language : texts) documents.push_back(make_report(input, language));
    folder.write("report.html", render_report_page(documents));
    write_xlsx(folder.reserve("results.xlsx"), make_workbook({input, source, documents, texts}), folder.staging());
    return documents;
}

void take_out_unasked(Round& round, const ResponseSource& persons) {
    std::vector<std::size_t> asked;
    std::optional<LanguageBreakdown> languages;
    for (std::size_t b = 0; b < round.persons.breakdowns.size(); ++b) {
        const std::size_t question = round.persons.breakdowns[b];
        if (!persons.has_background(question)) continue;
        if (round.working_languages && round.working_languages->dimension == static_cast<int>(b)) {
            languages = LanguageBreakdown{static_cast<int>(asked.size()), round.working_languages->categories};
        }
        asked.push_back(question);
    }
    std::erase_if(round.persons.compare_items_by, [&](std::size_t question) { return !persons.has_background(question); });
    round.persons.breakdowns = std::move(asked);
    round.working_languages = std::move(languages);
}

/// What was found, in up to three sentences; the fourth says what it does not mean and stands on the page.
std::vector<std::string> opening_sentences(const ReportDocument& document) {
    std::vector<std::string> out;
    for (const OpeningSentence& sentence : document.opening) {
        if (sentence.kind != OpeningSentence::Kind::limits) out.push_back(sentence.text);
    }
    return out;
}

}  // namespace

Result<OpenedResponses> open_all_responses(Round& round, bool keep_respondents, const Progress& progress) {
    OpenedResponses out;
    Diagnostics found;
    take(open_responses(round.persons, keep_respondents || round.persons.tests, progress), out.persons, found);
    for (const LoadedInstrument& environment : round.environments) {
        std::unique_ptr<ResponseSource> source;
        if (take(open_responses(environment, false), source, found)) out.environments.push_back(std::move(source));
    }
    if (has_errors(found)) return found;
    take_out_unasked(round, *out.persons);
    return out;
}

std::vector<EnvironmentInput> environment_inputs(const Round& round, const OpenedResponses& responses) {
    std::vector<EnvironmentInput> out;
    for (std::size_t i = 0; i < round.environments.size(); ++i) {
        const LoadedInstrument& one = round.environments[i];
        out.push_back({{one.framework, one.survey, one.profiles, one.codebook}, *responses.environments[i]});
    }
    return out;
}

AssessInput assess_input(const Round& round, ResponseSource& persons, std::vector<EnvironmentInput> environments, unsigned threads) {
    const LoadedInstrument& of_persons = round.persons;
    return {{of_persons.framework, of_persons.survey, of_persons.profiles, of_persons.codebook},
            persons,
            round.tree,
            round.population ? &*round.population : nullptr,
            round.population_at,
            round.weighting,
            of_persons.breakdowns,
            std::move(environments),
            of_persons.duplicates,
            of_persons.leave_out,
            of_persons.compare_items_by,
            asked_items(of_persons),
            Policy{round.assessment.min_cell, true},
            round.named_pools,
            round.scales,
            std::max(1U, threads),
            {},
            {},
            of_persons.tests ? &*of_persons.tests : nullptr};
}

Result<Checked<RunOutcome>> run_round(Round& round, const Places& places, const RunOptions& options) {
    // What could be refused is looked up before the work is done.
    std::vector<Texts> texts;
    for (const std::string& language : options.report ? round.assessment.head.languages : std::vector<std::string>{}) {
        auto loaded = texts_of_round(round, language, places);
        if (loaded.has_error()) return std::move(loaded).error();
        texts.push_back(std::move(*loaded));
    }
    if (options.persons && !allows_person_scores(round.assessment)) {
        return error(codes::person_scores_refused, round.assessment.person_scores_at,
                     "--persons would list persons with their scores, which this round does not allow",
                     "run without --persons: that is what people were told");
    }
    const NoticeStatement notice = notice_statement(round, places);
    auto folder = ResultFolder::begin(options.out);
    if (folder.has_error()) return folder.error();
    // One thread is idle while the first pass reads who answered.
    auto inputs = std::async(options.threads > 1 ? std::launch::async : std::launch::deferred,
                             [&files = std::as_const(round.inputs)] { return hashed(files); });
    auto responses = open_all_responses(round, options.persons, options.progress);
    if (responses.has_error()) return responses.error();
    AssessInput input = assess_input(round, *responses->persons, environment_inputs(round, *responses), options.threads);
    input.progress = options.progress;
    std::optional<PersonsWriter> persons;
    if (options.persons) {
        const auto& language = round.working_languages;
        const auto question =
            language ? std::optional(round.persons.breakdowns[static_cast<std::size_t>(language->dimension)]) : std::optional<std::size_t>();
        persons.emplace(folder->open("restricted/scores.csv"), round.persons.codebook, question);
        input.persons = [&persons](const Batch& batch, const ScoredBatch& scored) { persons->add(batch, scored); };
    }
    auto assessed = assess(input);
    if (assessed.has_error()) return assessed.error();
    folder->close();
    tell(options.progress, Stage::writing);
    if (options.persons) folder->write("restricted/basis.json", render_person_basis(person_basis_of(round, assessed->value.summary)));

    const Disclosed<ShownTables>& tables = assessed->value.tables;
    const ResultNames names = names_of(round);
    const std::vector<Recommendation> advice = advice_of(round, tables);
    ResultSource source{tables, names};
    if (!round.catalogues.empty()) {
        source.advice = &advice;
        source.catalogues = &round.catalogues;
    }
    RunOutcome outcome{std::move(assessed->value.summary), {}};
    ReportInput report = report_input(round, tables, advice, outcome.summary);
    report.notice = notice;
    report.changed = &round.changed;
    const ResultsContent content{report, source, std::string(version()), make_summary(report, texts)};
    const std::vector<HashedFile> written = write_tables(*folder, content, options.threads);
    if (options.report) {
        outcome.sentences = opening_sentences(write_for_readers(*folder, report, source, texts).front());
    }
    Manifest manifest = manifest_of(round, options, outcome.summary, notice);
    manifest.inputs = inputs.get();
    manifest.outputs = outputs_of(*folder, written, options.threads);
    folder->write("manifest.json", render_manifest(manifest));
    folder->commit();
    return Checked<RunOutcome>{std::move(outcome), std::move(assessed->remarks)};
}

}  // namespace capgap
