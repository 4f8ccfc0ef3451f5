#include <capgap/files/brief_file.hpp>

#include <capgap/files/codes.hpp>
#include <capgap/files/other_program.hpp>
#include <capgap/files/scratch_folder.hpp>
#include <capgap/files/whole_file.hpp>
#include <capgap/formats/docx/brief_docx.hpp>
#include <capgap/formats/html/brief_page.hpp>
#include <capgap/report/brief.hpp>

namespace capgap {

namespace fs = std::filesystem;

Result<bool> expect_brief_form(const fs::path& file) {
    const std::string ending = file.extension().string();
    if (ending == ".html" || ending == ".docx" || ending == ".odt") return true;
    return error(codes::paper_kind_unknown, {file.generic_string(), 0, 0}, "a brief is written as .docx, .odt or .html, by the ending of its name",
                 "choose one of them; .odt needs LibreOffice");
}

PaperWritten write_brief(const FinishedRound& round, const PaperWords& words, const fs::path& file) {
    const Brief brief = make_brief(round, *words.head, words.texts);
    if (file.extension() == ".html") {
        write_whole_file(file, render_html(brief), ReadableBy::everyone);
        return PaperWritten::done;
    }
    const ScratchFolder scratch;
    const fs::path docx = scratch.path() / "brief.docx";
    write_docx(brief, docx);
    if (file.extension() == ".docx") {
        put_in_place(docx, file);
        return PaperWritten::done;
    }
    const auto ended_well = run_office({"--convert-to", "odt:writer8"}, docx, scratch.path());
    const fs::path odt = scratch.path() / "brief.odt";
    if (!ended_well || !*ended_well || !fs::is_regular_file(odt)) return ended_well ? PaperWritten::failed : PaperWritten::no_program;
    put_in_place(odt, file);
    return PaperWritten::done;
}

}  // namespace capgap
