#include <capgap/files/loader.hpp>

#include <capgap/formats/yaml/codes.hpp>

namespace capgap {

std::filesystem::path Loader::expect(const FileReference& reference, const std::string& role) {
    std::filesystem::path path;
    if (!take(resolve(reference, ReferenceKind::other, folder_, places_), path, found)) return path;
    bool there = false;
    if (take(expect_file(path, reference.at), there, found)) inputs.push_back({role, reference.text, path});
    return path;
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
