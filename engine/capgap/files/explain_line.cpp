#include <capgap/files/explain_line.hpp>

#include <capgap/files/codes.hpp>
#include <capgap/files/finished_folder.hpp>
#include <capgap/files/load_texts.hpp>
#include <capgap/formats/csv/reader.hpp>
#include <capgap/formats/json/manifest.hpp>
#include <capgap/report/explain.hpp>

#include <algorithm>
#include <fstream>

namespace capgap {

namespace fs = std::filesystem;

namespace {

/// The header, and the row that begins on the line.
Result<bool> read_line(const fs::path& path, std::uint32_t line, ExplainInput& into) {
    std::ifstream in(path, std::ios::binary);
    auto reader = CsvReader::open(in, path.generic_string());
    if (reader.has_error()) return std::move(reader).error();
    into.header = reader->header();
    for (;;) {
        auto step = reader->next();
        if (step.has_error()) return std::move(step).error();
        if (*step == CsvReader::Step::end) break;
        if (*step != CsvReader::Step::row || reader->row().line != line) continue;
        for (const std::string_view field : reader->row().fields) into.cells.emplace_back(field);
        return true;
    }
    return error(codes::no_such_line, {path.generic_string(), line, 0}, "no row begins on this line", "the first row is on line 2");
}

/// The title that the row's competency had before an overlay renamed it, in the language or in the first there is.
void add_original_title(const Manifest& manifest, const std::string& language, ExplainInput& into) {
    const auto column = std::find(into.header.begin(), into.header.end(), "competency");
    const auto index = static_cast<std::size_t>(column - into.header.begin());
    if (index >= into.cells.size()) return;
    const std::string& competency = into.cells[index];
    const auto title = std::find_if(manifest.original_titles.begin(), manifest.original_titles.end(),
                                    [&competency](const OriginalTitle& one) { return one.competency == competency; });
    if (title == manifest.original_titles.end() || title->words.empty()) return;
    const auto words = std::find_if(title->words.begin(), title->words.end(), [&language](const auto& one) { return one.first == language; });
    into.original_title = (words == title->words.end() ? title->words.front() : *words).second;
    into.original_framework = title->framework;
}

}  // namespace

Result<std::string> explain_line(const LineToExplain& what, const Places& places) {
    auto manifest = read_manifest_of(what.folder);
    if (manifest.has_error()) return std::move(manifest).error();
    const fs::path path = what.folder / what.file;
    if (auto there = expect_file(path, {what.folder.generic_string(), 0, 0}); there.has_error()) return std::move(there).error();
    auto texts = what.texts.empty() ? load_texts(what.language, places) : load_texts_file(what.texts, places);
    if (texts.has_error()) return std::move(texts).error();

    ExplainInput input;
    input.table = fs::path(what.file).stem().string();
    input.at = {path.generic_string(), what.line, 0};
    input.column = what.column;
    for (const HashedFile& file : manifest->inputs) input.inputs.push_back({file.role, file.name, file.sha256});
    if (auto read = read_line(path, what.line, input); read.has_error()) return std::move(read).error();
    add_original_title(*manifest, texts->language(), input);
    return explain(input, *texts);
}

}  // namespace capgap
