#include "commands.hpp"

#include <capgap/files/person_file.hpp>

#include <iostream>

namespace capgap::cli {

Exit person_page(const ReportOptions& options, const Common& common) {
    PersonToShow what;
    what.folder = options.folder;
    what.respondent = *options.person;
    what.out = options.out;
    what.language = options.language;
    what.texts = options.texts;
    auto written = write_person_page(what, common.places());
    if (written.has_error()) {
        print(std::move(written).error().all, common.diagnostics);
        return Exit::data_wrong;
    }
    std::cout << "for this person alone: " << options.out << '\n';
    return Exit::done;
}

}  // namespace capgap::cli
