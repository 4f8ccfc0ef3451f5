#include "commands.hpp"

#include <capgap/files/cover_file.hpp>

#include <filesystem>
#include <iostream>

namespace capgap::cli {

Exit coverage(const CoverageOptions& options, const Common& common) {
    const bool with_round = !options.assessment.empty();
    if (with_round != options.framework.empty() || (!with_round && options.catalogue.empty())) {
        std::cerr << "capgap: coverage needs --framework and --catalogue, or an assessment, which has a framework of its own\n";
        return Exit::usage_wrong;
    }
    auto covered = cover_file(
        {options.assessment, options.framework, options.catalogue, options.ratings, options.language, options.docx, options.out}, common.places());
    if (covered.has_error()) {
        print(std::move(covered).error().all, common.diagnostics);
        return Exit::data_wrong;
    }
    const bool is_decided = covered->value.undecided.empty();
    Diagnostics said = std::move(covered->remarks);
    append(said, std::move(covered->value.undecided));
    print(std::move(said), common.diagnostics);
    for (const std::string& sentence : covered->value.sentences) std::cout << sentence << '\n';
    std::cout << "coverage: " << (std::filesystem::path(options.out) / "coverage.html").generic_string() << '\n';
    return is_decided ? Exit::done : Exit::data_wrong;
}

}  // namespace capgap::cli
