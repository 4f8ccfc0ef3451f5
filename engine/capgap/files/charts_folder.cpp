#include <capgap/files/charts_folder.hpp>

#include <capgap/files/browser.hpp>
#include <capgap/files/other_program.hpp>
#include <capgap/files/scratch_folder.hpp>
#include <capgap/files/whole_file.hpp>
#include <capgap/formats/svg/chart_svg.hpp>
#include <capgap/report/charts.hpp>

namespace capgap {

namespace fs = std::filesystem;

namespace {

/// Twice as many points as the picture has units: sharp on paper.
constexpr const char* zoom = "2";

std::string attribute(const std::string& svg, const std::string& name) {
    const std::string before = ' ' + name + "=\"";
    const std::size_t begin = svg.find(before) + before.size();
    return svg.substr(begin, svg.find_first_of(".\"", begin) - begin);
}

PaperWritten write_png(const std::string& svg, const fs::path& source, const fs::path& png) {
    const ScratchFolder scratch;
    const fs::path made = scratch.path() / "chart.png";
    const auto by_rsvg =
        run_other_program({"rsvg-convert", std::string("--zoom=") + zoom, "--output=" + made.string(), fs::absolute(source).string()});
    PaperWritten written = by_rsvg ? PaperWritten::failed : PaperWritten::no_program;
    if (by_rsvg.value_or(false) && fs::is_regular_file(made)) written = PaperWritten::done;
    if (written != PaperWritten::done) {
        const PaperWritten by_browser =
            run_browser({"--hide-scrollbars", std::string("--force-device-scale-factor=") + zoom, "--screenshot=" + made.string(),
                         "--window-size=" + attribute(svg, "width") + ',' + attribute(svg, "height"), address_of_file(source)},
                        made, scratch.path());
        if (by_browser != PaperWritten::no_program) written = by_browser;
    }
    if (written == PaperWritten::done) put_in_place(made, png);
    return written;
}

}  // namespace

ChartFiles write_charts(const FinishedRound& round, const PaperWords& words, const fs::path& folder, bool png) {
    ChartFiles out;
    fs::create_directories(folder);
    for (const Chart& chart : make_charts(round, *words.head, words.texts)) {
        const fs::path file = folder / (chart.id + ".svg");
        const std::string svg = render_svg(chart);
        write_whole_file(file, svg, ReadableBy::everyone);
        out.names.push_back(file.filename().string());
        if (png && out.pictures == PaperWritten::done) out.pictures = write_png(svg, file, folder / (chart.id + ".png"));
    }
    return out;
}

}  // namespace capgap
