#include "commands.hpp"

#include <capgap/files/diff_files.hpp>
#include <capgap/formats/json/differences.hpp>

#include <iostream>

namespace capgap::cli {

Exit diff(const DiffOptions& options, const Common& common) {
    auto differences = diff_files(options.was, options.is, common.places());
    if (differences.has_error()) {
        print(std::move(differences).error().all, common.diagnostics);
        return Exit::data_wrong;
    }
    print(std::move(differences->remarks), common.diagnostics);
    std::cout << (options.json ? render_differences(differences->value) : to_text(differences->value));
    return Exit::done;
}

}  // namespace capgap::cli
