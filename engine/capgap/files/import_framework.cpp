#include <capgap/files/import_framework.hpp>

#include <capgap/files/existing_file.hpp>
#include <capgap/files/open_workbook.hpp>
#include <capgap/files/whole_file.hpp>
#include <capgap/formats/digcomp/digcomp.hpp>
#include <capgap/formats/yaml/write.hpp>

#include <utility>

namespace capgap {

namespace fs = std::filesystem;

namespace {

FileNotes notes_on(const std::string& source) {
    FileNotes notes;
    notes.top = {
        "Made by capgap import from " + fs::path(source).filename().string() + ".",
        "The workbook does not state its licence. The Joint Research Centre publishes DigComp under CC BY-SA 4.0: name it, and give on what you make",
        "of it under the same licence. The European Commission has neither seen nor endorsed this file.",
        "A competence is described at each level by its statements. Targets (capgap: profiles/1) are yours to set."};
    return notes;
}

}  // namespace

Result<FrameworkImportOutcome> import_digcomp(const std::string& source, const fs::path& out) {
    FrameworkImportOutcome outcome;
    refuse_if_there(out, outcome.said);
    auto book = open_workbook(source);
    if (book.has_error()) {
        append(outcome.said, std::move(book).error().all);
        return Errors(std::move(outcome.said));
    }
    auto read = read_digcomp(*book);
    if (read.has_error()) {
        append(outcome.said, std::move(read).error().all);
        return Errors(std::move(outcome.said));
    }
    append(outcome.said, std::move(read->remarks));
    const Text::Entry text_default = read->value.text_default;
    auto made = Framework::make(std::move(read->value.content));
    append(outcome.said, made.has_error() ? std::move(made).error().all : std::move(made->remarks));
    if (has_errors(outcome.said)) return Errors(std::move(outcome.said));
    const FrameworkContent& content = made->value.content();
    write_whole_file(out, write_framework(content, text_default, notes_on(source)));
    outcome.framework = made->value.ref().text();
    outcome.competencies = content.competencies.size();
    for (const Competency& one : content.competencies) {
        outcome.statements += one.statements.size();
        outcome.outcomes += one.outcomes.size();
    }
    return outcome;
}

}  // namespace capgap
