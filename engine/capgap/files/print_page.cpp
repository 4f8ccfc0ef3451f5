#include <capgap/files/print_page.hpp>

#include <capgap/files/browser.hpp>
#include <capgap/files/scratch_folder.hpp>

namespace capgap {

namespace fs = std::filesystem;

PaperWritten print_report(const fs::path& folder, const std::string& language, const fs::path& pdf) {
    const ScratchFolder scratch;
    const fs::path made = scratch.path() / "report.pdf";
    const std::string address = address_of_file(folder / "report.html") + "#/" + language;
    const PaperWritten written = run_browser({"--no-pdf-header-footer", "--print-to-pdf=" + made.string(), address}, made, scratch.path());
    if (written == PaperWritten::done) put_in_place(made, pdf);
    return written;
}

}  // namespace capgap
