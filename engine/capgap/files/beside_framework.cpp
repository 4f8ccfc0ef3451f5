#include <capgap/files/beside_framework.hpp>

#include <capgap/formats/yaml/load.hpp>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <vector>

namespace capgap {

namespace fs = std::filesystem;

std::string builtin_survey_for(const Head& framework, const Places& places) {
    std::vector<std::string> fitting;
    std::error_code ignored;
    for (const auto& file : fs::recursive_directory_iterator(places.data_root / "surveys", ignored)) {
        if (file.path().filename() != "survey.yaml") continue;
        std::string bytes;
        std::optional<SurveyContent> survey;
        Diagnostics unsaid;
        if (!take(read_file(file.path(), {}), bytes, unsaid) || !take(read_survey(bytes, "survey.yaml"), survey, unsaid)) continue;
        const bool fits =
            survey->framework.id.text() == framework.id && survey->framework.version == framework.version && survey->unit == Unit::person;
        const fs::path folder = file.path().parent_path();
        if (fits) fitting.push_back("builtin:" + folder.parent_path().filename().string() + '/' + folder.filename().string());
    }
    std::sort(fitting.begin(), fitting.end());
    return fitting.empty() ? std::string() : fitting.back();
}

std::string profiles_beside(const std::string& framework) {
    if (framework.starts_with("builtin:")) return framework;
    const fs::path path(framework);
    std::error_code ignored;
    const fs::path beside = (fs::is_directory(path, ignored) ? path : path.parent_path()) / "profiles.yaml";
    return fs::exists(beside, ignored) ? beside.generic_string() : std::string();
}

}  // namespace capgap
