#include "commands.hpp"

#include <capgap/files/notice_file.hpp>

#include <algorithm>
#include <iostream>

namespace capgap::cli {

Exit notice(const NoticeOptions& options, const Common& common) {
    auto page = write_notice(options.assessment, options.out, common.places());
    if (page.has_error()) {
        print(std::move(page).error().all, common.diagnostics);
        return Exit::data_wrong;
    }
    Diagnostics said = std::move(page->remarks);
    take_out_remarks(said);
    print(std::move(said), common.diagnostics);
    std::cout << "notice: " << options.out << "\nsha256: " << page->value.sha256 << '\n';
    return Exit::done;
}

}  // namespace capgap::cli
