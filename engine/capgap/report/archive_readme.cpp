#include <capgap/report/archive_readme.hpp>

#include <capgap/report/phrases.hpp>

namespace capgap {

namespace {

std::string underlined(const std::string& title, char line) {
    std::size_t letters = 0;
    for (const char c : title) letters += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1 : 0;  // of UTF-8 the first byte of each
    return title + '\n' + std::string(letters, line) + "\n\n";
}

std::string what_of(const ArchivedFile& file, const Texts& texts) {
    const std::string table = "workbook.sheets." + file.what;
    if (texts.has(table)) return texts.say(table);
    return texts.say("archive.what." + file.what, file.what == "input" ? Texts::Values{{"role", file.role}} : Texts::Values{});
}

std::string list_of(const std::vector<ArchivedFile>& files, const Texts& texts) {
    std::string out;
    for (const ArchivedFile& file : files) out += file.name + "\n    " + what_of(file, texts) + '\n';
    return out + '\n';
}

std::string left_out(const std::vector<ArchivedFile>& files, const Texts& texts) {
    if (files.empty()) return {};
    std::string out = underlined(texts.say("archive.left_out.title"), '-') + texts.say("archive.left_out.lead") + "\n\n";
    for (const ArchivedFile& file : files) {
        out += file.name + "\n    " + what_of(file, texts) + '\n';
        out += "    " + (file.sha256.empty()
                             ? texts.say("archive.left_out.without_hash")
                             : texts.say("archive.left_out.hash",
                                         {{"hash", file.sha256}, {"bytes", phrase::number(static_cast<std::int64_t>(file.bytes), texts)}}));
        out += '\n';
    }
    return out + '\n';
}

}  // namespace

std::string archive_readme(const ArchiveReadme& readme, const Texts& texts) {
    std::string out = underlined(texts.say("archive.title", {{"title", phrase::quoted(readme.title, texts)}}), '=');
    out += texts.say("archive.lead", {{"version", readme.program}}) + "\n\n";
    out += texts.say("archive.check") + "\n\n    sha256sum -c SHA256SUMS\n\n";
    out += texts.say("archive.ask") + "\n\n    capgap explain results gaps.csv:2\n\n";
    if (!readme.assessment.empty()) {
        out += texts.say("archive.again") + "\n\n    capgap run " + readme.assessment + (readme.with_data ? " --data inputs/data" : "") +
               " --no-report --out again\n\n";
    }
    out += underlined(texts.say("archive.files"), '-') + list_of(readme.files, texts);
    return out + left_out(readme.left_out, texts);
}

std::string restricted_readme(const ArchiveReadme& readme, const Texts& texts) {
    std::string out = underlined(texts.say("archive.restricted.title", {{"title", phrase::quoted(readme.title, texts)}}), '=');
    out += texts.say("archive.restricted.lead") + "\n\n" + texts.say("archive.check") + "\n\n    sha256sum -c SHA256SUMS\n\n";
    return out + underlined(texts.say("archive.files"), '-') + list_of(readme.files, texts);
}

}  // namespace capgap
