#include <capgap/files/loader.hpp>

#include <capgap/formats/yaml/codes.hpp>

namespace capgap {

namespace {

constexpr std::string_view standard_input = "-";

}  // namespace

Loader::Expected Loader::expect(const FileReference& reference, const std::string& role) {
    if (places_.kept && reference.text == standard_input) return keep(reference, reference.text, role);
    std::filesystem::path path;
    if (!take(resolve(reference, ReferenceKind::other, folder_, places_), path, found)) return {};
    std::error_code ignored;
    if (places_.kept && std::filesystem::is_fifo(path, ignored)) return keep(reference, path.string(), role);
    bool there = false;
    if (take(expect_file(path, reference.at), there, found)) inputs.push_back({role, reference.text, path});
    return {path, path.generic_string()};
}

Loader::Expected Loader::keep(const FileReference& reference, const std::string& source, const std::string& role) {
    inputs.push_back({role, reference.text, places_.kept(source)});
    return {inputs.back().path, source == standard_input ? "standard input" : source};
}

void Loader::add_from_file(Diagnostics of_file, const Location& named_at, const std::string& role) {
    for (Diagnostic& one : of_file) {
        if (one.code == codes::kind_other || one.code == codes::kind_missing) {
            one.hint += (one.hint.empty() ? "" : "; ") + named_at.file + ':' + std::to_string(named_at.line) + " names it as '" +
                        role.substr(0, role.find(' ')) + '\'';
        }
    }
    append(found, std::move(of_file));
}

}  // namespace capgap
