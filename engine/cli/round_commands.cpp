#include "program.hpp"

#include <CLI/CLI.hpp>

#include <map>
#include <string>

namespace capgap::cli {

void add_common(CLI::App& command, Common& common) {
    command.add_option("--data", common.data, "Folder that holds frameworks/ and surveys/ (default: beside the program)")->type_name("DIR");
    command.add_option("--diagnostics", common.diagnostics, "How problems are written to standard error: text, or json (one object a line)")
        ->type_name("FORM")
        ->transform(CLI::CheckedTransformer(std::map<std::string, DiagnosticsAs>{{"text", DiagnosticsAs::text}, {"json", DiagnosticsAs::json}})
                        .description(""));
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

void add_notice(CLI::App& app, Program& program) {
    CLI::App& command = *app.add_subcommand("notice", "Write the notice to those who are asked: who sees what, made from the settings of the round");
    command.add_option("ASSESSMENT", program.notice.assessment, "The assessment file; the answers need not be there yet")->required();
    command.add_option("-o,--out", program.notice.out, "The page to write")->required()->type_name("FILE");
    add_common(command, program.common);
    command.footer("Example:\n  capgap notice examples/ministry/assessment.yaml -o notice.html");
    command.callback([&program] { program.result = notice(program.notice, program.common); });
}

void add_calibrate(CLI::App& app, Program& program) {
    CLI::App& command = *app.add_subcommand("calibrate", "Estimate an item response model of each competency from the answers of a round");
    CalibrateOptions& options = program.calibrate;
    auto* assessment = command.add_option("ASSESSMENT", options.assessment, "The assessment file, with its answers");
    command.add_option("-o,--out", options.out, "The file to write: a calibration, or what goes between sites")->required()->type_name("FILE");
    auto* model =
        command
            .add_option("--model", options.model,
                        "grm: graded response (default); gpcm: generalised partial credit; pcm: partial credit; rsm: rating scale; rasch, 2pl: of "
                        "items with two categories")
            ->type_name("MODEL")
            ->check(CLI::IsMember({"grm", "gpcm", "pcm", "rsm", "rasch", "2pl"}).description(""));
    auto* structure =
        command
            .add_option("--structure", options.structure,
                        "second-order: all competencies together, under one general factor (default for more than three); correlated: together, with "
                        "a correlation of every two (default for two or three); apart: each by itself (default for models without slopes, and for "
                        "answers with weights)")
            ->type_name("STRUCTURE")
            ->check(CLI::IsMember({"second-order", "correlated", "apart"}).description(""));
    auto* estep = command
                      .add_option("--estep", options.estep,
                                  "Several sites calibrate together without sharing answers: write this site's sums for the parameters of the "
                                  "centre; the word start to begin")
                      ->type_name("PARAMETERS")
                      ->excludes(structure);
    auto* mstep = command
                      .add_option("--mstep", options.mstep,
                                  "At the centre: from the sums of all sites, write the next parameters, or in the end the calibration")
                      ->type_name("COUNTS")
                      ->excludes(assessment)
                      ->excludes(estep)
                      ->excludes(structure)
                      ->excludes(model);
    command
        .add_option("--link", options.link,
                    "Bring the scales onto those of this calibration, of an earlier round or another country, and keep its cuts")
        ->type_name("FILE")
        ->excludes(estep)
        ->excludes(mstep);
    command
        .add_option("--link-by", options.link_by,
                    "stocking-lord: by the curves of items that both have (default); fixed: these items keep the parameters of FILE; concurrent: see "
                    "--groups")
        ->type_name("WAY")
        ->check(CLI::IsMember({"stocking-lord", "fixed", "concurrent"}).description(""));
    command
        .add_option("--groups", options.groups,
                    "The categories of this background question are groups with means and spreads of their own: rounds or countries in one file of "
                    "answers (concurrent calibration)")
        ->type_name("QUESTION")
        ->excludes(estep)
        ->excludes(mstep);
    command.add_option("--log", options.log, "Write each step of each model as CSV: its log-likelihood, and how far the farthest parameter moved")
        ->type_name("FILE")
        ->excludes(estep)
        ->excludes(mstep);
    command.add_option("--threads", options.threads, "Threads to compute with; 0 takes all. The result is the same")->type_name("N");
    add_common(command, program.common);
    command.footer(
        "Examples:\n"
        "  capgap calibrate examples/ministry/assessment.yaml -o calibration.yaml --model grm\n"
        "  capgap calibrate 2028/assessment.yaml -o 2028/calibration.yaml --link 2026/calibration.yaml\n"
        "  capgap calibrate 2028/assessment.yaml -o 2028/calibration.yaml --link 2026/calibration.yaml --link-by fixed\n"
        "  capgap calibrate both/assessment.yaml -o both/calibration.yaml --groups round\n\n"
        "Several sites (engine/docs/methods.md, section 12): some 20 to 60 exchanges, until --mstep writes the calibration\n"
        "  each site:   capgap calibrate assessment.yaml --estep start -o a.counts --model grm\n"
        "  the centre:  capgap calibrate --mstep a.counts b.counts -o parameters\n"
        "  each site:   capgap calibrate assessment.yaml --estep parameters -o a.counts\n"
        "  the centre:  as before; and so on");
    command.callback([&program] { program.result = calibrate(program.calibrate, program.common); });
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

}  // namespace capgap::cli
