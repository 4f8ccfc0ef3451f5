#include "commands.hpp"

#include <capgap/files/brief_file.hpp>
#include <capgap/files/charts_folder.hpp>
#include <capgap/files/finished_folder.hpp>
#include <capgap/files/print_page.hpp>

#include <iostream>

namespace capgap::cli {

namespace {

/// What can be wrong before anything is written.
Diagnostics problems_of(const ReportOptions& options) {
    Diagnostics found;
    if (!options.brief.empty()) {
        if (auto form = expect_brief_form(options.brief); form.has_error()) append(found, std::move(form).error().all);
    }
    if (options.pdf.empty()) return found;
    auto manifest = read_manifest_of(options.folder);
    append(found, manifest.has_error() ? std::move(manifest).error().all : check_finished_files(options.folder, *manifest, {"report.html"}));
    return found;
}

/// Writes the papers that were asked for, one after the other: what cannot be written does not keep the others back.
class Papers {
public:
    Papers(const ReportOptions& options, const FinishedRound& round, const PaperWords& words) : options_(options), round_(round), words_(words) {}

    Exit write() {
        if (!options_.brief.empty()) {
            say("brief", options_.brief, write_brief(round_, words_, options_.brief), "LibreOffice (with Writer)",
                "install it, or name a file that ends in .docx, which word processors open too");
        }
        if (!options_.charts.empty()) write_chart_files();
        if (!options_.pdf.empty()) {
            say("pdf", options_.pdf, print_report(options_.folder, words_.head->language, options_.pdf), "Chromium",
                "install it, or open report.html in any browser and print it there");
        }
        return exit_;
    }

private:
    void write_chart_files() {
        const ChartFiles files = write_charts(round_, words_, options_.charts, options_.png);
        for (const std::string& name : files.names) std::cout << "chart: " << options_.charts << '/' << name << '\n';
        if (options_.png) {
            say("charts as .png", options_.charts, files.pictures, "rsvg-convert or Chromium",
                "install one of them; the charts as .svg were written");
        }
    }

    void say(const std::string& what, const std::string& file, PaperWritten written, const std::string& program, const char* instead) {
        if (written == PaperWritten::done) {
            std::cout << what << ": " << file << '\n';
            return;
        }
        exit_ = Exit::environment_failed;
        std::cerr << "capgap: " << what << ' ' << file << " was not written: " << program
                  << (written == PaperWritten::no_program ? " is not installed" : " could not do it") << "; " << instead << '\n';
    }

    const ReportOptions& options_;
    const FinishedRound& round_;
    const PaperWords& words_;
    Exit exit_ = Exit::done;
};

Exit refuse(Diagnostics why, const Common& common) {
    print(std::move(why), common.diagnostics);
    return Exit::data_wrong;
}

}  // namespace

Exit report(const ReportOptions& options, const Common& common) {
    if (options.person) return person_page(options, common);
    if (options.brief.empty() && options.pdf.empty() && options.charts.empty()) {
        std::cerr << "capgap: nothing to write: name it with --brief, --charts or --pdf, or somebody with --person\n";
        return Exit::usage_wrong;
    }
    if (auto problems = problems_of(options); !problems.empty()) return refuse(std::move(problems), common);
    auto round = read_finished_round(options.folder);
    if (round.has_error()) return refuse(std::move(round).error().all, common);
    auto words = words_of_paper(*round, {options.language, options.texts}, common.places());
    if (words.has_error()) return refuse(std::move(words).error().all, common);
    return Papers(options, *round, *words).write();
}

}  // namespace capgap::cli
