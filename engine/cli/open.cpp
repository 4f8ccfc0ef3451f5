#include "commands.hpp"

#include <capgap/files/opened_round.hpp>

#include <algorithm>
#include <array>
#include <ctime>
#include <iostream>

namespace capgap::cli {

namespace {

/// Where the person sits who opens the round: the only place in the program that asks for the day.
std::string today() {
    const std::time_t now = std::time(nullptr);
    std::tm day{};
    localtime_r(&now, &day);
    std::array<char, 16> text{};
    return {text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%d", &day)};
}

}  // namespace

Exit open(const OpenOptions& options, const Common& common) {
    const OpenRequest request{options.assessment, options.out, options.on.empty() ? today() : options.on, options.accept_drafts};
    auto opening = open_round(request, common.places());
    if (opening.has_error()) {
        print(std::move(opening).error().all, common.diagnostics);
        return Exit::data_wrong;
    }
    Diagnostics said = std::move(opening->remarks);
    take_out_remarks(said);
    print(std::move(said), common.diagnostics);
    std::cout << "opened on " << opening->value.on << ": " << options.out << '\n';
    if (!opening->value.drafts.empty()) std::cout << opening->value.drafts.size() << " texts that nobody has reviewed were accepted\n";
    std::cout << "sha256 of what is fixed: " << opening->value.sha256 << "\nsha256 of the notice: " << opening->value.notice_sha256 << '\n';
    return Exit::done;
}

}  // namespace capgap::cli
