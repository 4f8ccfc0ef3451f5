#include <capgap/files/finished_folder.hpp>

#include <capgap/base/message.hpp>
#include <capgap/files/codes.hpp>
#include <capgap/files/references.hpp>
#include <capgap/files/sha256.hpp>
#include <capgap/formats/json/read_results.hpp>

#include <algorithm>
#include <fstream>

namespace capgap {

namespace fs = std::filesystem;

namespace {

constexpr const char* results_json = "results.json";

const HashedFile* output_named(const Manifest& manifest, const std::string& name) {
    const auto found = std::find_if(manifest.outputs.begin(), manifest.outputs.end(), [&name](const HashedFile& one) { return one.name == name; });
    return found == manifest.outputs.end() ? nullptr : &*found;
}

/// A run names files beside the manifest, and none of persons: what else is named there was put into it by somebody.
bool is_name_of_a_result(const std::string& name) {
    return !name.empty() && name.find('/') == std::string::npos && name.find('\\') == std::string::npos && name != "." && name != "..";
}

}  // namespace

Result<Manifest> read_manifest_of(const fs::path& folder) {
    const fs::path path = folder / "manifest.json";
    auto bytes = read_file(path, {folder.generic_string(), 0, 0});
    if (bytes.has_error()) {
        return error(codes::not_a_result_folder, {folder.generic_string(), 0, 0}, "is not a folder of results: it has no manifest.json",
                     "name the folder that was given to --out");
    }
    return parse_manifest(*bytes, path.generic_string());
}

Diagnostics check_finished_files(const fs::path& folder, const Manifest& manifest, const std::vector<std::string>& names) {
    Diagnostics found;
    for (const std::string& name : names) {
        const fs::path path = folder / name;
        const Location at{path.generic_string(), 0, 0};
        if (!is_name_of_a_result(name)) {
            found.push_back(error(codes::result_changed, {(folder / "manifest.json").generic_string(), 0, 0},
                                  "names " + in_quotes(name) + " as a result, which no run does", "run the round again into this folder"));
            continue;
        }
        const HashedFile* const expected = output_named(manifest, name);
        if (expected == nullptr) {
            found.push_back(error(codes::result_without_report, at, "is not among the results that manifest.json names",
                                  "run the round again, with its report and into this folder"));
            continue;
        }
        std::error_code unreadable;
        const bool there = fs::is_regular_file(path, unreadable);
        if (!there || sha256_of_file(path) != expected->sha256) {
            found.push_back(
                error(codes::result_changed, at,
                      there ? "was changed since the run: its hash is not the one in manifest.json" : "is named in manifest.json and is not there",
                      "run the round again into this folder; nothing was written"));
        }
    }
    return found;
}

Result<FinishedRound> read_finished_round(const fs::path& folder) {
    auto manifest = read_manifest_of(folder);
    if (manifest.has_error()) return std::move(manifest).error();
    if (auto changed = check_finished_files(folder, *manifest, {results_json}); !changed.empty()) return changed;
    const fs::path path = folder / results_json;
    std::ifstream in(path, std::ios::binary);
    auto round = read_results_json(in, path.generic_string());
    if (round.has_error()) return round;
    round->sha256 = output_named(*manifest, results_json)->sha256;
    if (round->heads.empty()) {
        return error(codes::result_without_report, {path.generic_string(), 0, 0}, "holds no report: the round was run with --no-report",
                     "run it again without that option");
    }
    return round;
}

}  // namespace capgap
