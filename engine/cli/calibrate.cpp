#include "commands.hpp"
#include "progress_bar.hpp"

#include <capgap/base/format_number.hpp>
#include <capgap/files/calibrate_file.hpp>
#include <capgap/pipeline/scale_calibration.hpp>

#include <algorithm>
#include <iostream>
#include <thread>

namespace capgap::cli {

std::string line_of(const CompetencyCalibration& one) {
    const std::string people = std::to_string(one.people) + " people, ";
    if (one.undefined == "no_items") return one.id + ": no items";
    if (one.undefined == "one_item") return one.id + ": " + people + "one item that tells people apart, which cannot have a model";
    if (one.undefined == "few_people")
        return one.id + ": " + people + "fewer than " + std::to_string(least_people_of_a_calibration) +
               ": no model, from which one could tell their answers";
    if (!one.undefined.empty()) return one.id + ": " + people + "who all answer alike: no model";
    const std::string how = one.link && one.link->fixed ? ", fixed to " : ", linked by ";
    const std::string link = one.link ? how + std::to_string(one.link->items) + " items" : "";
    if (one.loading) return one.id + ": " + people + std::to_string(one.items.size()) + " items, loading " + format_number(one.loading->value) + link;
    if (one.e_steps == 0) return one.id + ": " + people + std::to_string(one.items.size()) + " items" + link;
    return one.id + ": " + people + std::to_string(one.items.size()) + " items, " + one.end + " after " + std::to_string(one.e_steps) +
           " steps, log-likelihood " + format_number(one.log_likelihood) + link;
}

Exit calibrate(const CalibrateOptions& options, const Common& common) {
    if (options.assessment.empty() == options.mstep.empty()) {
        std::cerr << "capgap: calibrate needs an assessment, or with --mstep the counts of all sites\n";
        return Exit::usage_wrong;
    }
    if (options.link_by == "concurrent") {
        std::cerr << "capgap: a concurrent calibration is one of all answers together, and not a link: put both rounds into one file of answers,\n"
                     "with a background question that says which round it was, and calibrate that with --groups QUESTION\n";
        return Exit::usage_wrong;
    }
    if (!options.link_by.empty() && options.link.empty()) {
        std::cerr << "capgap: --link-by says how, --link FILE says to which calibration\n";
        return Exit::usage_wrong;
    }
    if (!options.mstep.empty()) return join_sites(options, common);
    if (!options.estep.empty()) return count_site(options, common);
    ProgressBar bar(std::cerr, shows_progress(common.diagnostics));
    CalibrateRequest request{options.assessment,
                             options.out,
                             options.link,
                             item_model_of(options.model).value_or(ItemModel::graded),
                             structure_of(options.structure),
                             options.threads == 0 ? std::max(1U, std::thread::hardware_concurrency()) : options.threads,
                             {},
                             options.link_by == "fixed" ? LinkBy::fixed : LinkBy::stocking_lord,
                             options.groups,
                             options.log};
    request.progress = [&bar](Stage stage, double part) { bar.show(stage, part); };
    auto done = calibrate_file(request, common.places());
    bar.clear();
    if (done.has_error()) {
        print(std::move(done).error().all, common.diagnostics);
        return Exit::data_wrong;
    }
    Diagnostics said = std::move(done->remarks);
    take_out_remarks(said);
    const SourceSummary& read = done->value.read;
    append(said, read.row_errors);
    print(std::move(said), common.diagnostics, read.row_errors_total - read.row_errors.size());
    for (const CompetencyCalibration& one : done->value.found.competencies) std::cout << line_of(one) << '\n';
    if (const auto& together = done->value.found.together) {
        std::cout << "together (" << to_string(done->value.found.structure) << "): " << together->people << " people, " << together->end << " after "
                  << together->e_steps << " steps, log-likelihood " << format_number(together->log_likelihood) << '\n';
    }
    std::cout << read.rows_read << " rows read, " << read.rows_set_aside << " set aside, " << done->value.respondents << " respondents\n"
              << "calibration: " << options.out << '\n';
    return Exit::done;
}

}  // namespace capgap::cli
