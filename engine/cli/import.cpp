#include "commands.hpp"
#include "progress_bar.hpp"

#include <capgap/base/message.hpp>
#include <capgap/files/import_forms.hpp>
#include <capgap/files/import_framework.hpp>
#include <capgap/files/import_responses.hpp>
#include <capgap/files/import_survey.hpp>
#include <capgap/files/import_translations.hpp>

#include <algorithm>
#include <iostream>
#include <string>

namespace capgap::cli {

namespace {

std::string words(std::size_t columns, const char* what) {
    return counted(columns, "column") + ' ' + what;
}

/// What was found of each column that is like something in the survey; the others are in the mapping.
void print_proposal(const MappingProposal& proposal, const std::string& mapping) {
    std::size_t sure = 0;
    std::size_t likely = 0;
    for (const ColumnProposal& column : proposal.columns) {
        sure += column.sureness == Sureness::sure ? 1U : 0U;
        likely += column.sureness == Sureness::likely ? 1U : 0U;
        if (column.field.empty()) continue;
        std::cout << to_string(column.sureness) << ": column " << column.column << ' ' << in_quotes(column.header)
                  << (column.sureness == Sureness::unsure ? ", perhaps " : " is ") << column.field << ": " << column.reason << '\n';
    }
    if (proposal.mapping.respondent && proposal.mapping.respondent->kind == FieldRule::Kind::row) {
        std::cout << "likely: each row is a person, as no column tells people apart; whoever answered twice counts twice\n";
    }
    std::cout << words(sure, "sure") << ", " << likely << " likely, " << proposal.columns.size() - sure - likely << " not taken: see " << mapping
              << '\n';
}

Exit import_answers(const ImportOptions& options, const Common& common) {
    if (options.survey.empty()) {
        std::cerr << "capgap: --survey says which survey was answered; it is required, unless --from is lss or digcomp\n";
        return Exit::usage_wrong;
    }
    ProgressBar bar(std::cerr, shows_progress(common.diagnostics));
    ImportRequest request{options.sources.front(),
                          options.survey,
                          options.framework,
                          options.targets,
                          options.institutions,
                          options.mapping,
                          options.out,
                          options.mapping_out,
                          [&bar](Stage stage, double part) { bar.show(stage, part); }};
    auto outcome = import_responses(request, common.places());
    bar.clear();
    if (outcome.has_error()) {
        print(std::move(outcome).error().all, common.diagnostics);
        return Exit::data_wrong;
    }
    const SourceSummary& summary = outcome->summary;
    Diagnostics said = std::move(outcome->said);
    append(said, summary.row_errors);
    print(std::move(said), common.diagnostics, summary.row_errors_total - summary.row_errors.size());
    if (outcome->proposal) print_proposal(*outcome->proposal, outcome->mapping_written.generic_string());
    if (!outcome->responses_written) return Exit::data_wrong;
    std::cout << summary.rows_read << " rows read, " << summary.rows_set_aside << " set aside, " << outcome->rows_written << " written to "
              << options.out << '\n';
    return options.strict && summary.rows_set_aside > 0 ? Exit::data_wrong : Exit::done;
}

Exit import_questionnaire(const ImportOptions& options, const Common& common) {
    if (options.framework.empty() || !options.survey.empty() || !options.mapping.empty() || !options.targets.empty() ||
        !options.institutions.empty()) {
        std::cerr << "capgap: --from lss needs --framework, and knows beside it only -o and --write-mapping\n";
        return Exit::usage_wrong;
    }
    auto outcome = import_survey({options.sources.front(), options.framework, options.out, options.mapping_out}, common.places());
    if (outcome.has_error()) {
        print(std::move(outcome).error().all, common.diagnostics);
        return Exit::data_wrong;
    }
    print(std::move(outcome->said), common.diagnostics);
    std::cout << counted(outcome->items, "item") << " and " << counted(outcome->background, "background question") << " written to " << options.out
              << "; `capgap check " << options.out << "` lists what is to be filled in\n"
              << "mapping for exports of the answers: " << outcome->mapping_written.generic_string() << '\n';
    return Exit::done;
}

Exit import_framework(const ImportOptions& options, const Common& common) {
    for (const std::string& other :
         {options.survey, options.framework, options.targets, options.institutions, options.mapping, options.mapping_out}) {
        if (other.empty()) continue;
        std::cerr << "capgap: --from digcomp knows beside it only -o\n";
        return Exit::usage_wrong;
    }
    auto outcome = import_digcomp(options.sources.front(), options.out);
    if (outcome.has_error()) {
        print(std::move(outcome).error().all, common.diagnostics);
        return Exit::data_wrong;
    }
    print(std::move(outcome->said), common.diagnostics);
    std::cout << outcome->framework << ": " << counted(outcome->competencies, "competence") << ", " << counted(outcome->statements, "statement")
              << " and " << counted(outcome->outcomes, "learning outcome") << " written to " << options.out << '\n';
    return Exit::done;
}

Exit import_filled_forms(const ImportOptions& options, const Common& common) {
    if (options.survey.empty() || !options.mapping.empty() || !options.mapping_out.empty()) {
        std::cerr << "capgap: --from form needs --survey, and knows no mapping\n";
        return Exit::usage_wrong;
    }
    auto outcome =
        import_forms({options.sources, options.survey, options.framework, options.targets, options.institutions, options.out}, common.places());
    if (outcome.has_error()) {
        print(std::move(outcome).error().all, common.diagnostics);
        return Exit::data_wrong;
    }
    print(std::move(outcome->said), common.diagnostics);
    std::cout << counted(outcome->forms, "form") << " read, " << outcome->set_aside << " set aside, " << outcome->empty << " empty, "
              << outcome->written << " written to " << options.out << '\n';
    if (outcome->unreadable > 0) std::cout << counted(outcome->unreadable, "workbook") << " could not be read\n";
    return options.strict && outcome->set_aside + outcome->unreadable > 0 ? Exit::data_wrong : Exit::done;
}

/// Options of answers and questionnaires mean nothing here.
bool names_other_files(const ImportOptions& options) {
    return !options.survey.empty() || !options.framework.empty() || !options.mapping.empty() || !options.targets.empty() ||
           !options.institutions.empty() || !options.mapping_out.empty();
}

Exit take_translations(const ImportOptions& options, const Common& common) {
    if (names_other_files(options)) {
        std::cerr << "capgap: --from translations knows beside it only -o, --accept-stale and --strict\n";
        return Exit::usage_wrong;
    }
    auto outcome = import_translations({options.sources.front(), options.out, options.accept_stale}, common.places());
    if (outcome.has_error()) {
        print(std::move(outcome).error().all, common.diagnostics);
        return Exit::data_wrong;
    }
    print(std::move(outcome->remarks), common.diagnostics);
    const ImportedTranslations& done = outcome->value;
    for (const std::string& file : done.written) std::cout << "written: " << file << '\n';
    std::cout << counted(done.taken, "translation") << " taken, " << done.unchanged << " unchanged, " << done.stale << " stale and left out\n";
    return options.strict && done.stale > 0 ? Exit::data_wrong : Exit::done;
}

}  // namespace

Exit import(const ImportOptions& options, const Common& common) {
    if (options.sources.size() > 1 && options.from != ImportFrom::form) {
        std::cerr << "capgap: one SOURCE at a time; only forms (--from form) are read together\n";
        return Exit::usage_wrong;
    }
    switch (options.from) {
        case ImportFrom::lss: return import_questionnaire(options, common);
        case ImportFrom::digcomp: return import_framework(options, common);
        case ImportFrom::form: return import_filled_forms(options, common);
        case ImportFrom::translations: return take_translations(options, common);
        case ImportFrom::automatic: break;
    }
    return import_answers(options, common);
}

}  // namespace capgap::cli
