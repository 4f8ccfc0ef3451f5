#pragma once

#include "commands.hpp"

namespace CLI {
class App;
}

namespace capgap::cli {

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
    CalibrateOptions calibrate;
    OpenOptions open;
    CoverageOptions coverage;
    Exit result = Exit::usage_wrong;
};

void add_common(CLI::App& command, Common& common);

// What people write
void add_check(CLI::App& app, Program& program);
void add_diff(CLI::App& app, Program& program);
void add_import(CLI::App& app, Program& program);
void add_export(CLI::App& app, Program& program);
void add_new(CLI::App& app, Program& program);
void add_convert(CLI::App& app, Program& program);

// A round
void add_run(CLI::App& app, Program& program);
void add_explain(CLI::App& app, Program& program);
void add_report(CLI::App& app, Program& program);
void add_archive(CLI::App& app, Program& program);
void add_notice(CLI::App& app, Program& program);
void add_calibrate(CLI::App& app, Program& program);
void add_open(CLI::App& app, Program& program);
void add_coverage(CLI::App& app, Program& program);

}  // namespace capgap::cli
