#include "commands.hpp"
#include "progress_bar.hpp"

#include <capgap/files/joint_calibration_files.hpp>

#include <algorithm>
#include <iostream>
#include <thread>

namespace capgap::cli {

namespace {

void say(Diagnostics said, const Common& common, std::size_t more = 0) {
    take_out_remarks(said);
    print(std::move(said), common.diagnostics, more);
}

std::size_t wanted(const JointParameters& parameters) {
    return static_cast<std::size_t>(std::count_if(parameters.scales.begin(), parameters.scales.end(),
                                                  [](const ScaleProgress& one) { return one.em && one.em->phase != EmPhase::finished; }));
}

}  // namespace

Exit count_site(const CalibrateOptions& options, const Common& common) {
    if (options.estep != "start" && !options.model.empty()) {
        std::cerr << "capgap: --model is named at the start; later the model stands in the parameters\n";
        return Exit::usage_wrong;
    }
    ProgressBar bar(std::cerr, shows_progress(common.diagnostics));
    CountSiteRequest request{options.assessment,
                             options.estep,
                             options.out,
                             item_model_of(options.model).value_or(ItemModel::graded),
                             options.threads == 0 ? std::max(1U, std::thread::hardware_concurrency()) : options.threads,
                             {}};
    request.progress = [&bar](Stage stage, double part) { bar.show(stage, part); };
    auto done = count_site_file(request, common.places());
    bar.clear();
    if (done.has_error()) {
        print(std::move(done).error().all, common.diagnostics);
        return Exit::data_wrong;
    }
    const CountedSite& site = done->value;
    Diagnostics said = std::move(done->remarks);
    append(said, site.read.row_errors);
    say(std::move(said), common, site.read.row_errors_total - site.read.row_errors.size());
    std::cout << site.read.rows_read << " rows read, " << site.read.rows_set_aside << " set aside, " << site.respondents << " respondents\n"
              << "counts of exchange " << site.counts.exchange() << ": " << options.out << '\n';
    return Exit::done;
}

Exit join_sites(const CalibrateOptions& options, const Common& common) {
    auto done = join_site_files({options.mstep.begin(), options.mstep.end()}, options.out);
    if (done.has_error()) {
        print(std::move(done).error().all, common.diagnostics);
        return Exit::data_wrong;
    }
    const JointStep& step = done->value;
    say(std::move(done->remarks), common);
    if (step.found) {
        for (const CompetencyCalibration& one : step.found->competencies) std::cout << line_of(one) << '\n';
        std::cout << "finished; calibration: " << options.out << '\n';
        return Exit::done;
    }
    std::cout << wanted(*step.next) << " of " << step.next->scales.size() << " competencies are not at their end\n"
              << "parameters for exchange " << step.next->exchange << ": " << options.out << '\n';
    return Exit::done;
}

}  // namespace capgap::cli
