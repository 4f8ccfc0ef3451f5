#include <capgap/files/references.hpp>

#include <capgap/base/did_you_mean.hpp>
#include <capgap/base/message.hpp>
#include <capgap/files/codes.hpp>

#include <algorithm>
#include <array>
#include <fstream>
#include <vector>

namespace capgap {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view builtin = "builtin:";
constexpr std::uintmax_t largest_file = 64U << 20U;

const char* file_in_folder(ReferenceKind kind) {
    switch (kind) {
        case ReferenceKind::framework: return "framework.yaml";
        case ReferenceKind::survey: return "survey.yaml";
        case ReferenceKind::profiles: return "profiles.yaml";
        case ReferenceKind::catalogue: return "catalogue.yaml";
        case ReferenceKind::other: break;
    }
    return "";
}

/// A reference never climbs out of the folder it starts in by a name that hides it.
bool has_parent_step(const fs::path& path) {
    return std::any_of(path.begin(), path.end(), [](const fs::path& step) { return step == ".."; });
}

/// Where the data of a kind lie.
fs::path folder_of(ReferenceKind kind, const Places& places) {
    if (kind == ReferenceKind::survey) return places.data_root / "surveys";
    return kind == ReferenceKind::catalogue ? places.data_root / "frameworks" / "catalogues" : places.data_root / "frameworks";
}

/// "builtin:NAME/VERSION" of everything in a folder of the data that has such a file.
std::vector<std::string> names_of(const fs::path& folder, const std::string& file) {
    std::vector<std::string> names;
    std::error_code ignored;
    for (const auto& id : fs::directory_iterator(folder, ignored)) {
        if (!id.is_directory(ignored)) continue;
        for (const auto& version : fs::directory_iterator(id.path(), ignored)) {
            if (!version.is_directory(ignored) || !fs::exists(version.path() / file, ignored)) continue;
            names.push_back(std::string(builtin) + id.path().filename().string() + '/' + version.path().filename().string());
        }
    }
    std::sort(names.begin(), names.end());
    return names;
}

Result<fs::path> resolve_builtin(const FileReference& reference, ReferenceKind kind, const Places& places) {
    const fs::path name(reference.text.substr(builtin.size()));
    if (name.empty() || name.is_absolute() || has_parent_step(name)) {
        return error(codes::reference_malformed, reference.at, "'" + reference.text + "' is not of the form builtin:NAME/VERSION");
    }
    const fs::path folder = folder_of(kind, places);
    fs::path path = folder / name;
    std::error_code ignored;
    if (fs::is_directory(path, ignored)) path /= file_in_folder(kind);
    if (fs::is_regular_file(path, ignored)) return path;
    const std::vector<std::string> known = names_of(folder, file_in_folder(kind));
    return error(codes::builtin_not_found, reference.at, "nothing comes with the program under " + in_quotes(reference.text),
                 known.empty() ? "no data were found in " + folder.string() + "; name their folder with --data" : DidYouMean(known)(reference.text));
}

Result<fs::path> resolve_variable(const FileReference& reference, const Places& places) {
    const std::size_t end = reference.text.find('}');
    if (end == std::string::npos || reference.text.compare(end, 2, "}/") != 0) {
        return error(codes::reference_malformed, reference.at, "'" + reference.text + "' is not of the form ${NAME}/path");
    }
    const std::string name = reference.text.substr(2, end - 2);
    const auto value = places.variable ? places.variable(name) : std::nullopt;
    if (!value || value->empty()) {
        return error(codes::variable_not_set, reference.at, "'" + reference.text + "' needs the environment variable " + name + ", which is not set",
                     "set " + name + " to the folder that holds the file");
    }
    return fs::path(*value) / reference.text.substr(end + 2);
}

}  // namespace

Result<fs::path> resolve(const FileReference& reference, ReferenceKind kind, const fs::path& folder, const Places& places) {
    if (reference.text.starts_with(builtin)) return resolve_builtin(reference, kind, places);
    if (reference.text.starts_with("${")) return resolve_variable(reference, places);
    fs::path path = folder / reference.text;
    std::error_code ignored;
    if (kind != ReferenceKind::other && fs::is_directory(path, ignored)) path /= file_in_folder(kind);
    return path;
}

Result<bool> expect_file(const fs::path& path, const Location& named_at) {
    std::error_code ignored;
    if (fs::is_regular_file(path, ignored) || fs::is_fifo(path, ignored) || fs::is_character_file(path, ignored)) return true;
    const bool folder = fs::is_directory(path, ignored);
    std::string hint = named_at.line == 0 ? "check the path" : "check the path; a relative one starts at the folder of the file that names it";
    if (path.generic_string().find('\\') != std::string::npos) hint = "folders are separated by '/'";
    return error(codes::file_not_found, named_at, "there is no file " + in_quotes(path.generic_string()) + (folder ? ": it is a folder" : ""),
                 std::move(hint));
}

Result<std::string> read_file(const fs::path& path, const Location& named_at) {
    if (auto there = expect_file(path, named_at); there.has_error()) return there.error();
    std::ifstream in(path, std::ios::binary);
    if (!in) return error(codes::file_not_readable, named_at, "the file '" + path.generic_string() + "' cannot be read", "check its permissions");
    std::string bytes;
    std::array<char, 1U << 16U> block{};
    while (in.read(block.data(), block.size()) || in.gcount() > 0) {
        bytes.append(block.data(), static_cast<std::size_t>(in.gcount()));
        if (bytes.size() > largest_file) {
            return error(codes::input_too_large, named_at, "the file '" + path.generic_string() + "' is larger than 64 MiB",
                         "only answers may be larger: is it the right file?");
        }
    }
    return bytes;
}

FileReference on_command_line(const std::string& text) {
    return {text, command_line};
}

}  // namespace capgap
