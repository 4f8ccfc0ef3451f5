#include "commands.hpp"
#include "progress_bar.hpp"

#include <capgap/files/round.hpp>

#include <iostream>

namespace capgap::cli {

Exit check(const CheckOptions& options, const Common& common) {
    const Places places = common.places();
    Diagnostics found;
    ProgressBar bar(std::cerr, shows_progress(common.diagnostics));
    const Progress progress = [&bar](Stage stage, double part) { bar.show(stage, part); };
    for (const std::string& file : options.files) append(found, check_file(file, places, progress));
    bar.clear();
    const bool wrong = has_errors(found);
    const std::size_t said = found.size();
    print(std::move(found), common.diagnostics);
    if (wrong) return Exit::data_wrong;
    std::cout << options.files.size() << (options.files.size() == 1 ? " file" : " files") << " checked, no errors";
    if (said > 0) std::cout << ", " << said << (said == 1 ? " remark" : " remarks");
    std::cout << '\n';
    for (const std::string& file : options.files) {
        for (const std::string& sentence : forecast_file(file, places)) std::cout << sentence << '\n';
    }
    return Exit::done;
}

}  // namespace capgap::cli
