#include "commands.hpp"

#include <capgap/base/version.hpp>

#include <CLI/CLI.hpp>

#include <malloc.h>

#include <exception>
#include <iostream>
#include <new>
#include <system_error>

namespace {

using namespace capgap::cli;

/// The command line, and the command that was chosen.
struct Program {
    Common common;
    CheckOptions check;
    RunCommandOptions run;
    ExplainOptions explain;
    ReportOptions report;
    ArchiveOptions archive;
    DiffOptions diff;
    ImportOptions import;
    ExportOptions export_;
    NewOptions make;
    ConvertOptions convert;
    NoticeOptions notice;
    OpenOptions open;
    CoverageOptions coverage;
    Exit result = Exit::usage_wrong;
};

void add_common(CLI::App& command, Common& common) {
    command.add_option("--data", common.data, "Folder that holds frameworks/ and surveys/ (default: beside the program)")->type_name("DIR");
    command.add_option("--diagnostics", common.diagnostics, "How problems are written to standard error: text, or json (one object a line)")
        ->type_name("FORM")
        ->transform(CLI::CheckedTransformer(std::map<std::string, DiagnosticsAs>{{"text", DiagnosticsAs::text}, {"json", DiagnosticsAs::json}})
                        .description(""));
}

void add_check(CLI::App& app, Program& program) {
    CLI::App& command = *app.add_subcommand("check", "Check files: frameworks, profiles, surveys, mappings, assessments with all they name");
    command.add_option("FILE", program.check.files, "YAML files, or builtin:NAME/VERSION")->required();
    auto* translations =
        command.add_flag("--translations", program.check.translations, "Count the translations instead, and list what is missing or stale");
    command.add_option("--to", program.check.to, "Only into these languages, with commas between them (default: those that each file declares)")
        ->type_name("LANGUAGES")
        ->delimiter(',')
        ->needs(translations);
    command.add_flag("--strict", program.check.strict, "Exit with 1 if a translation is stale or a draft, too")->needs(translations);
    add_common(command, program.common);
    command.footer(
        "Examples:\n  capgap check examples/ministry/assessment.yaml\n  capgap check --translations examples/ministry/assessment.yaml --to fr");
    command.callback([&program] { program.result = check(program.check, program.common); });
}

void add_run(CLI::App& app, Program& program) {
    CLI::App& command = *app.add_subcommand("run", "Score a round, find its gaps, write a folder of results");
    command.add_option("ASSESSMENT", program.run.assessment, "The assessment file")->required();
    command.add_option("--out", program.run.out, "Folder for the results; an earlier result there is replaced")->required()->type_name("DIR");
    command.add_flag("--persons", program.run.persons, "Also write restricted/scores.csv, one person's scores a row; for the owner's eyes only");
    command.add_flag("--no-report", program.run.no_report, "Write no report.html");
    command.add_flag("--strict", program.run.strict, "Exit with 1 if a row was set aside");
    command.add_option("--threads", program.run.threads, "How many threads; the results do not depend on it (default: all)")
        ->type_name("N")
        ->check(CLI::Range(1, 256));
    add_common(command, program.common);
    command.footer("Example:\n  capgap run examples/ministry/assessment.yaml --out out");
    command.callback([&program] { program.result = run(program.run, program.common); });
}

void add_explain(CLI::App& app, Program& program) {
    CLI::App& command = *app.add_subcommand("explain", "Say what a number is: its definition, what enters it, and what it was made from");
    command.add_option("DIR", program.explain.folder, "A folder of results")->required();
    command.add_option("FILE:LINE", program.explain.place, "A line of one of its CSV files, as gaps.csv:17")->required();
    command.add_option("COLUMN", program.explain.column, "Only this column");
    auto* language = command.add_option("--language", program.explain.language, "Language of the words")->type_name("L");
    command.add_option("--texts", program.explain.texts, "A file of sentences in a language that does not come with the program")
        ->type_name("FILE")
        ->excludes(language);
    add_common(command, program.common);
    command.footer("Example:\n  capgap explain out gaps.csv:2 below_target_share");
    command.callback([&program] { program.result = explain(program.explain, program.common); });
}

void add_report(CLI::App& app, Program& program) {
    CLI::App& command = *app.add_subcommand("report", "Make papers of a finished round, or the page of one person's own result");
    ReportOptions& options = program.report;
    command.add_option("DIR", options.folder, "A folder of results")->required();
    auto* brief =
        command.add_option("--brief", options.brief, "Two pages for somebody who decides: .docx, .html, or .odt (by LibreOffice)")->type_name("FILE");
    auto* charts = command.add_option("--charts", options.charts, "Folder for the charts of the report as pictures (.svg)")->type_name("FOLDER");
    command.add_flag("--png", options.png, "Write the charts as .png too (by rsvg-convert or Chromium)")->needs(charts);
    auto* pdf = command.add_option("--pdf", options.pdf, "The page report.html, printed (by Chromium)")->type_name("FILE");
    auto* person = command
                       .add_option("--person", options.person,
                                   "The page of one person's own result, for that person alone: exactly one id; DIR is of run --persons")
                       ->type_name("ID");
    person->excludes(brief)->excludes(charts)->excludes(pdf);
    auto* out = command.add_option("-o,--out", options.out, "The person's page to write; only its owner can read the file")->type_name("FILE");
    person->needs(out);
    out->needs(person);
    command
        .add_option("--language", options.language,
                    "Language of the paper (default: the first of the round; of a person's page, the one they work in)")
        ->type_name("L");
    command.add_option("--texts", options.texts, "A file of sentences in a language that does not come with the program")->type_name("FILE");
    add_common(command, program.common);
    command.footer(
        "Examples:\n"
        "  capgap report out --brief brief.docx --language fr\n"
        "  capgap report out --charts charts --png\n"
        "  capgap report out --pdf report.pdf\n"
        "  capgap report out --person p000002 -o p000002.html");
    command.callback([&program] { program.result = report(program.report, program.common); });
}

void add_archive(CLI::App& app, Program& program) {
    CLI::App& command = *app.add_subcommand("archive", "Put a finished round with its inputs into one zip, without rows of single persons");
    ArchiveOptions& options = program.archive;
    command.add_option("DIR", options.folder, "A folder of results")->required();
    command.add_option("-o,--out", options.out, "The archive to write")->required()->type_name("ZIP");
    command
        .add_option("--restricted", options.restricted, "A second archive for the owner alone: people's answers, and scores.csv where there is one")
        ->type_name("ZIP");
    command.add_option("--assessment", options.assessment, "The assessment file (default: the one beside DIR, or in the current folder)")
        ->type_name("FILE");
    command.add_option("--language", options.language, "Language of its README.txt (default: the first of the round)")->type_name("L");
    add_common(command, program.common);
    command.footer("Example:\n  capgap archive out -o round.zip --assessment examples/ministry/assessment.yaml");
    command.callback([&program] { program.result = archive(program.archive, program.common); });
}

void add_diff(CLI::App& app, Program& program) {
    CLI::App& command = *app.add_subcommand("diff", "Compare two frameworks, surveys or profiles files, and say whether scores stay comparable");
    command.add_option("OLD", program.diff.was, "A file, or builtin:NAME/VERSION")->required();
    command.add_option("NEW", program.diff.is, "A file of the same kind")->required();
    command.add_option("--format", program.diff.json, "How it is written: text, or json (one object)")
        ->type_name("FORM")
        ->transform(CLI::CheckedTransformer(std::map<std::string, bool>{{"text", false}, {"json", true}}).description(""));
    add_common(command, program.common);
    command.footer(
        "Examples:\n"
        "  capgap diff builtin:unesco-dcf/2022 examples/national-overlay/framework.yaml\n"
        "  capgap diff builtin:unesco-dcf/2022/profiles.yaml profiles.yaml");
    command.callback([&program] { program.result = diff(program.diff, program.common); });
}

void add_import(CLI::App& app, Program& program) {
    CLI::App& command =
        *app.add_subcommand("import", "Turn answers or a questionnaire of another program into files of this one, or take translations back");
    ImportOptions& options = program.import;
    command
        .add_option("SOURCE", options.sources,
                    "Answers as CSV (- for standard input), a structure file of LimeSurvey (.lss), the workbook of DigComp, or a table of capgap "
                    "export; of forms several, or "
                    "folders of them")
        ->required();
    command
        .add_option("--from", options.from,
                    "What SOURCE is: auto (answers, of which it is found out how they are written), lss, digcomp, form (as capgap new "
                    "--answer-form writes them, filled in), or translations")
        ->type_name("F")
        ->transform(CLI::CheckedTransformer(std::map<std::string, ImportFrom>{{"auto", ImportFrom::automatic},
                                                                              {"lss", ImportFrom::lss},
                                                                              {"digcomp", ImportFrom::digcomp},
                                                                              {"form", ImportFrom::form},
                                                                              {"translations", ImportFrom::translations}})
                        .description(""));
    command
        .add_option("-o,--out", options.out,
                    "The file to write: responses; with --from lss a survey, with --from digcomp a framework; with --from translations the folder of "
                    "the files "
                    "to be changed")
        ->required()
        ->type_name("FILE");
    command.add_option("--survey", options.survey, "The survey that was answered: a file, or builtin:NAME/VERSION")->type_name("SURVEY");
    command.add_option("--framework", options.framework, "Its framework (default: beside the survey, or built in); required with --from lss")
        ->type_name("FRAMEWORK");
    command.add_option("--targets", options.targets, "A profiles file: then profiles are known by their ids and titles")->type_name("PROFILES");
    command.add_option("--institutions", options.institutions, "The institutions file: then institutions are known by their ids and names")
        ->type_name("CSV");
    command.add_option("--mapping", options.mapping, "Which column is which; without it a mapping is proposed and written")->type_name("MAPPING");
    command
        .add_option("--write-mapping", options.mapping_out, "Where to write the proposed mapping (default: beside -o, with the ending .mapping.yaml)")
        ->type_name("FILE");
    command.add_flag("--accept-stale", options.accept_stale, "Take translations whose original has changed since they were exported");
    command.add_flag("--strict", options.strict, "Exit with 1 if a row was set aside");
    add_common(command, program.common);
    command.footer(
        "Examples:\n"
        "  capgap import export.csv --survey builtin:dcf-self/1.0 -o responses.csv\n"
        "  capgap import export.csv --survey builtin:dcf-self/1.0 --mapping responses.mapping.yaml -o responses.csv\n"
        "  capgap import questionnaire.lss --from lss --framework builtin:unesco-dcf/2022 -o survey.yaml\n"
        "  capgap import DigComp_3_0_Data_Supplement.xlsx --from digcomp -o framework.yaml\n"
        "  capgap import returned/ --from form --survey builtin:dcf-self/1.0 -o responses.csv\n"

        "  capgap import texts.xlsx --from translations -o round");
    command.callback([&program] { program.result = import(program.import, program.common); });
}

void add_export(CLI::App& app, Program& program) {
    CLI::App& command = *app.add_subcommand("export", "Write the texts of a round for whoever translates them");
    ExportOptions& options = program.export_;
    command
        .add_option(
            "--translations", options.translations,
            "The file whose texts are translated: an assessment with all that lies beside it, a framework, profiles, survey, catalogue, sentences of "
            "the report, or builtin:NAME/VERSION")
        ->required()
        ->type_name("FILE");
    command.add_option("--to", options.to, "The languages, with commas between them")->required()->type_name("LANGUAGES")->delimiter(',');
    command.add_option("-o,--out", options.out, "The table to write: .xlsx, or .csv")->required()->type_name("FILE");
    command.add_flag("--only-open", options.only_open, "Without the texts that are translated and reviewed");
    add_common(command, program.common);
    command.footer(
        "Examples:\n"
        "  capgap export --translations examples/national-overlay/assessment.yaml --to pt -o texts.xlsx\n"
        "  capgap export --translations reports/texts/en.yaml --to es -o es.xlsx");
    command.callback([&program] { program.result = export_texts(program.export_, program.common); });
}

void add_new(CLI::App& app, Program& program) {
    CLI::App& command = *app.add_subcommand("new", "Write a workbook for a round, or for a list of courses, to be filled in");
    NewOptions& options = program.make;
    command.add_option("--framework", options.framework, "The framework: a file, or builtin:NAME/VERSION")->required()->type_name("FRAMEWORK");
    command.add_option("-o,--out", options.out, "The workbook to write")->required()->type_name("FILE.xlsx");
    command.add_option("--survey", options.survey, "The questionnaire (default: the built-in one for the framework)")->type_name("SURVEY");
    command.add_option("--targets", options.targets, "The profiles to begin with (default: those beside the framework)")->type_name("PROFILES");
    auto* form = command.add_flag("--answer-form", options.answer_form, "No round: the questionnaire as a workbook that one person fills in");
    command.add_option("--institutions", options.institutions, "Of an answer form: the institutions to choose from")->type_name("CSV")->needs(form);
    command.add_option("--language", options.language, "Of an answer form: its language (default: the first of the questionnaire)")
        ->type_name("L")
        ->needs(form);
    auto* own = command.add_flag("--own-questions", options.own_questions, "Write the questionnaire into the workbook, to be changed");
    auto* courses = command.add_flag("--catalogue", options.courses_only, "No round: a list of courses, for capgap coverage");
    form->excludes(own)->excludes(courses);
    add_common(command, program.common);
    command.footer(
        "Examples:\n"
        "  capgap new --framework builtin:unesco-dcf/2022 -o round.xlsx\n"
        "  capgap new --framework builtin:unesco-dcf/2022 --catalogue -o courses.xlsx\n"
        "  capgap new --framework builtin:unesco-dcf/2022 --answer-form --language fr -o formulaire.xlsx");
    command.callback([&program] { program.result = make_new(program.make, program.common); });
}

void add_convert(CLI::App& app, Program& program) {
    CLI::App& command = *app.add_subcommand("convert", "Write a round as a workbook or a workbook as files; a sheet, or CSV, as CSV");
    ConvertOptions& options = program.convert;
    command
        .add_option("SOURCE", options.source,
                    "A YAML file, a workbook (.xlsx), one of its sheets as in book.xlsx!Sheet, or CSV (- for standard input)")
        ->required();
    command
        .add_option("-o,--out", options.out,
                    "The file to write: .xlsx for a YAML file, .csv for a table; a folder for the files that a workbook holds")
        ->required()
        ->type_name("OUT");
    command.add_option("--delimiter", options.delimiter, "What stands between cells: comma, semicolon or tab")
        ->type_name("D")
        ->transform(CLI::CheckedTransformer(std::map<std::string, char>{{"comma", ','}, {"semicolon", ';'}, {"tab", '\t'}}).description(""));
    command.add_flag("--decimal-comma", options.decimal_comma, "Write numbers as 0,75");
    command.add_flag("--for-spreadsheet", options.for_spreadsheet,
                     "Write a byte-order mark, by which spreadsheets know UTF-8, and an apostrophe in front of what they would take for a formula");
    add_common(command, program.common);
    command.footer(
        "Examples:\n"
        "  capgap convert assessment.yaml -o round.xlsx\n"
        "  capgap convert round.xlsx -o round\n"
        "  capgap convert 'answers.xlsx!Form Responses 1' -o answers.csv\n"
        "  capgap convert out/gaps.csv -o gaps-for-excel.csv --for-spreadsheet --delimiter semicolon --decimal-comma");
    command.callback([&program] { program.result = convert(program.convert, program.common); });
}

void add_notice(CLI::App& app, Program& program) {
    CLI::App& command = *app.add_subcommand("notice", "Write the notice to those who are asked: who sees what, made from the settings of the round");
    command.add_option("ASSESSMENT", program.notice.assessment, "The assessment file; the answers need not be there yet")->required();
    command.add_option("-o,--out", program.notice.out, "The page to write")->required()->type_name("FILE");
    add_common(command, program.common);
    command.footer("Example:\n  capgap notice examples/ministry/assessment.yaml -o notice.html");
    command.callback([&program] { program.result = notice(program.notice, program.common); });
}

void add_open(CLI::App& app, Program& program) {
    CLI::App& command = *app.add_subcommand("open", "Open a round: fix targets, cut scores, breakdowns, protection and notice as they are now");
    OpenOptions& options = program.open;
    command.add_option("ASSESSMENT", options.assessment, "The assessment file; the answers need not be there yet")->required();
    command.add_option("-o,--out", options.out, "The opened assessment, which is run from now on; beside ASSESSMENT")->required()->type_name("FILE");
    command.add_option("--on", options.on, "The day (default: today)")->type_name("YYYY-MM-DD");
    command.add_flag("--accept-drafts", options.accept_drafts, "Ask people texts that nobody has reviewed (status: draft); the report will say so");
    add_common(command, program.common);
    command.footer("Example:\n  capgap open examples/ministry/assessment.yaml -o examples/ministry/opened.yaml --on 2026-02-27");
    command.callback([&program] { program.result = open(program.open, program.common); });
}

void add_coverage(CLI::App& app, Program& program) {
    CLI::App& command =
        *app.add_subcommand("coverage", "Lay a list of courses beside a framework: which steps they cover, and, with a survey, who needs them");
    CoverageOptions& options = program.coverage;
    command.add_option("ASSESSMENT", options.assessment,
                       "A round (YAML, or a workbook), to see who has which step before them; without it, --framework");
    command.add_option("--framework", options.framework, "Without a survey: the framework, a file or builtin:NAME/VERSION")->type_name("FRAMEWORK");
    command
        .add_option("--catalogue", options.catalogue,
                    "The courses: a workbook, a YAML file, or builtin:NAME/VERSION (default: the catalogue of the assessment)")
        ->type_name("CATALOGUE");
    command
        .add_option("--ratings", options.ratings, "What two people say of the modules: CSV or a sheet (default: the sheet Ratings of the workbook)")
        ->type_name("TABLE");
    command.add_option("--out", options.out, "Folder for the results; an earlier result there is replaced")->required()->type_name("DIR");
    command.add_option("--language", options.language, "Language of the page and the syllabus (default: the first of the round or the catalogue)")
        ->type_name("L");
    command.add_flag("--docx", options.docx, "Also write syllabus.docx, by pandoc or LibreOffice where one is installed");
    add_common(command, program.common);
    command.footer(
        "Examples:\n"
        "  capgap coverage --framework builtin:unesco-dcf/2022 --catalogue examples/school/catalogue.yaml --out coverage\n"
        "  capgap coverage examples/ministry/assessment.yaml --catalogue examples/school/catalogue.yaml --out coverage");
    command.callback([&program] { program.result = coverage(program.coverage, program.common); });
}

int fail(Exit code, const std::string& what) {
    std::cerr << "capgap: " << what << '\n';
    return static_cast<int>(code);
}

int parse_and_run(int argc, char** argv) {
    Program program;
    CLI::App app{
        "capgap measures digital capacity in the public sector: from a competency framework and self-assessments to the gaps of every institution.",
        "capgap"};
    app.set_version_flag("--version", "capgap " + std::string(capgap::version()));
    app.require_subcommand(1);
    app.footer("Exit codes: 0 done, 1 the data are wrong, 2 wrong usage, 3 internal error, 4 the environment failed.");
    add_check(app, program);
    add_notice(app, program);
    add_open(app, program);
    add_run(app, program);
    add_import(app, program);
    add_export(app, program);
    add_new(app, program);
    add_convert(app, program);
    add_coverage(app, program);
    add_report(app, program);
    add_archive(app, program);
    add_explain(app, program);
    add_diff(app, program);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& problem) {
        return app.exit(problem) == 0 ? static_cast<int>(Exit::done) : static_cast<int>(Exit::usage_wrong);
    }
    // What was said must have arrived: a full disk under a redirected output is a failure.
    std::cout.flush();
    return std::cout ? static_cast<int>(program.result) : fail(Exit::environment_failed, "standard output cannot be written");
}

/// Tables of one competency follow those of another in the same room: given back to the system in between, all of it would be zeroed anew. Where the
/// allocator is another one, it does as it likes.
void keep_memory() {
#ifdef __GLIBC__
    constexpr int largest_block = 32 << 20;
    constexpr int most_kept = 256 << 20;
    mallopt(M_MMAP_THRESHOLD, largest_block);
    mallopt(M_TRIM_THRESHOLD, most_kept);
#endif
}

}  // namespace

int main(int argc, char** argv) {
    keep_memory();
    try {
        return parse_and_run(argc, argv);
    } catch (const std::bad_alloc&) {
        return fail(Exit::environment_failed, "there is not enough memory");
    } catch (const std::system_error& problem) {
        return fail(Exit::environment_failed, problem.what());
    } catch (const std::exception& problem) {
        return fail(Exit::internal_error, std::string("internal error: ") + problem.what() +
                                              "\nThis is a fault of the program; please report it with the command that led here.");
    }
}
