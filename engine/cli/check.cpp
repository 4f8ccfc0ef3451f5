#include "commands.hpp"
#include "progress_bar.hpp"

#include <capgap/files/check_translations.hpp>
#include <capgap/files/round.hpp>

#include <algorithm>
#include <iomanip>
#include <iostream>

namespace capgap::cli {

namespace {

int percent(std::size_t part, std::size_t whole) {
    return static_cast<int>(100 * part / whole);
}

void print_counts(const std::vector<TranslationCount>& counts) {
    std::size_t width = 4;
    for (const TranslationCount& one : counts) width = std::max(width, one.file.size());
    const auto name = [width](const std::string& text) { return text + std::string(width - text.size() + 2, ' '); };
    std::cout << name("file") << "language  strings  reviewed  draft  stale  missing  reviewed, of 100\n" << std::setfill(' ');
    for (const TranslationCount& one : counts) {
        std::cout << name(one.file) << std::left << std::setw(8) << one.language << std::right << std::setw(9) << one.strings << std::setw(10)
                  << one.reviewed << std::setw(7) << one.draft << std::setw(7) << one.stale << std::setw(9) << one.missing << std::setw(18)
                  << percent(one.reviewed, one.strings) << '\n';
    }
}

/// How far files are translated, instead of whether they are right.
Exit check_texts(const CheckOptions& options, const Common& common) {
    Diagnostics found;
    std::vector<TranslationCount> counts;
    for (const std::string& file : options.files) {
        auto status = check_translations(file, options.to, common.places());
        if (status.has_error()) {
            append(found, std::move(status).error().all);
            continue;
        }
        append(found, std::move(status->said));
        counts.insert(counts.end(), status->counts.begin(), status->counts.end());
    }
    const bool open = std::any_of(found.begin(), found.end(), [](const Diagnostic& one) { return one.severity != Severity::remark; });
    const bool wrong = has_errors(found) || (options.strict && open);
    print(std::move(found), common.diagnostics);
    print_counts(counts);
    return wrong ? Exit::data_wrong : Exit::done;
}

}  // namespace

Exit check(const CheckOptions& options, const Common& common) {
    if (options.translations) return check_texts(options, common);
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
