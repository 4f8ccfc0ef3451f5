#include "commands.hpp"

#include <capgap/files/brief_file.hpp>
#include <capgap/files/finished_folder.hpp>

#include <filesystem>
#include <iostream>

namespace capgap::cli {

namespace {

Exit refuse(Errors why, const Common& common) {
    print(std::move(why.all), common.diagnostics);
    return Exit::data_wrong;
}

Exit missing(const std::string& file, PaperWritten written, const char* program, const char* instead) {
    std::cerr << "capgap: " << file << " was not written: "
              << (written == PaperWritten::no_program ? std::string(program) + " is not installed" : std::string(program) + " could not write it")
              << "; " << instead << '\n';
    return Exit::environment_failed;
}

}  // namespace

Exit report(const ReportOptions& options, const Common& common) {
    if (options.brief.empty()) {
        std::cerr << "capgap: nothing to write: name a file with --brief\n";
        return Exit::usage_wrong;
    }
    if (auto form = expect_brief_form(options.brief); form.has_error()) return refuse(std::move(form).error(), common);
    auto round = read_finished_round(options.folder);
    if (round.has_error()) return refuse(std::move(round).error(), common);
    auto words = words_of_paper(*round, {options.language, options.texts}, common.places());
    if (words.has_error()) return refuse(std::move(words).error(), common);
    const PaperWritten written = write_brief(*round, *words, options.brief);
    if (written != PaperWritten::done)
        return missing(options.brief, written, "LibreOffice (with Writer)",
                       "install it, or name a file that ends in .docx, which word processors open too");
    std::cout << "brief: " << options.brief << '\n';
    return Exit::done;
}

}  // namespace capgap::cli
