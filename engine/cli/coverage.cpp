#include "commands.hpp"

#include <capgap/files/cover_file.hpp>

#include <filesystem>
#include <iostream>

namespace capgap::cli {

Exit coverage(const CoverageOptions& options, const Common& common) {
    auto covered = cover_file({options.framework, options.catalogue, options.ratings, options.language, options.docx, options.out}, common.places());
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
