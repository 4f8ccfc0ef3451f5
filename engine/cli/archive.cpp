#include "commands.hpp"

#include <capgap/files/archive.hpp>

#include <iostream>

namespace capgap::cli {

Exit archive(const ArchiveOptions& options, const Common& common) {
    auto made = write_archive({options.folder, options.out, options.restricted, options.assessment, options.language}, common.places());
    if (made.has_error()) {
        print(std::move(made).error().all, common.diagnostics);
        return Exit::data_wrong;
    }
    std::cout << "archive: " << options.out << " (" << made->files << " files)\n";
    if (!options.restricted.empty()) std::cout << "restricted: " << options.restricted << " (" << made->restricted_files << " files)\n";
    return Exit::done;
}

}  // namespace capgap::cli
