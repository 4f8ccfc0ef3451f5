#include "commands.hpp"
#include "progress_bar.hpp"

#include <capgap/files/round.hpp>
#include <capgap/files/run.hpp>
#include <capgap/formats/json/report_page.hpp>

#include <algorithm>
#include <iostream>
#include <thread>

namespace capgap::cli {

Exit run(const RunCommandOptions& options, const Common& common) {
    if (!options.no_report && !has_report_page()) {
        std::cerr << "this capgap was built without the report page (CAPGAP_WEB=OFF): add --no-report, or build it with the page\n";
        return Exit::usage_wrong;
    }
    ProgressBar bar(std::cerr, shows_progress(common.diagnostics));
    const Places places = common.places();
    auto round = load_round(options.assessment, places);
    if (round.has_error()) {
        print(std::move(round).error().all, common.diagnostics);
        return Exit::data_wrong;
    }
    RunOptions how;
    how.out = options.out;
    how.persons = options.persons;
    how.report = !options.no_report;
    how.threads = options.threads == 0 ? std::max(1U, std::thread::hardware_concurrency()) : options.threads;
    how.progress = [&bar](Stage stage, double part) { bar.show(stage, part); };
    auto outcome = run_round(round->value, places, how);
    bar.clear();
    if (outcome.has_error()) {
        print(std::move(outcome).error().all, common.diagnostics);
        return Exit::data_wrong;
    }
    const AssessSummary& summary = outcome->value.summary;
    Diagnostics said = std::move(round->remarks);
    append(said, std::move(outcome->remarks));
    const std::size_t remarks = take_out_remarks(said);
    append(said, summary.row_errors);  // with remarks: how the answers were read must not be missed
    print(std::move(said), common.diagnostics, summary.row_errors_total - summary.row_errors.size());
    if (remarks > 0 && common.diagnostics == DiagnosticsAs::text) {
        std::cerr << remarks << (remarks == 1 ? " remark" : " remarks") << " that `capgap check " << options.assessment << "` lists\n";
    }

    for (const std::string& sentence : outcome->value.sentences) std::cout << sentence << '\n';
    std::cout << summary.rows_read << " rows read, " << summary.rows_set_aside << " set aside, ";
    if (summary.rows_left_out > 0) std::cout << summary.rows_left_out << " left out, ";
    std::cout << summary.empty_rows << " empty, " << summary.respondents << " respondents\n";
    std::cout << (how.report ? "report: " + (how.out / "report.html").generic_string() : "results: " + how.out.generic_string()) << '\n';
    return options.strict && summary.rows_set_aside + summary.institution_rows_set_aside > 0 ? Exit::data_wrong : Exit::done;
}

}  // namespace capgap::cli
