#include "commands.hpp"

#include <capgap/base/message.hpp>
#include <capgap/files/export_translations.hpp>

#include <iostream>

namespace capgap::cli {

Exit export_texts(const ExportOptions& options, const Common& common) {
    auto outcome = export_translations({options.translations, options.to, options.out, options.only_open}, common.places());
    if (outcome.has_error()) {
        print(std::move(outcome).error().all, common.diagnostics);
        return Exit::data_wrong;
    }
    print(std::move(outcome->remarks), common.diagnostics);
    std::cout << counted(outcome->value.rows, "text") << " of " << counted(outcome->value.files, "file") << " written to " << options.out << '\n';
    return Exit::done;
}

}  // namespace capgap::cli
