#include <capgap/files/builtin_files.hpp>

namespace capgap {

namespace fs = std::filesystem;

std::vector<fs::path> files_of_builtin(const std::string& name, const Places& places, Diagnostics& found) {
    std::vector<fs::path> out;
    std::error_code ignored;
    for (const char* candidate : {"frameworks", "surveys", "frameworks/catalogues"}) {
        const fs::path folder = places.data_root / candidate / name.substr(std::string("builtin:").size());
        for (const char* file : {"framework.yaml", "profiles.yaml", "survey.yaml", "catalogue.yaml"}) {
            if (fs::is_regular_file(folder / file, ignored)) out.push_back(folder / file);
        }
    }
    // The error that lists what there is.
    if (out.empty()) append(found, resolve({name, {}}, ReferenceKind::framework, {}, places).error().all);
    return out;
}

}  // namespace capgap
