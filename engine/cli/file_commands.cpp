#include "program.hpp"

#include <CLI/CLI.hpp>

#include <map>
#include <string>

namespace capgap::cli {

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

}  // namespace capgap::cli
