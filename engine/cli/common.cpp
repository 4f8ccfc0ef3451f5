#include "commands.hpp"

#include <cstdlib>
#include <filesystem>
#include <optional>
#include <system_error>

namespace capgap::cli {

namespace {

namespace fs = std::filesystem;

bool holds_data(const fs::path& folder) {
    std::error_code ignored;
    return fs::is_directory(folder / "frameworks", ignored) && fs::is_directory(folder / "surveys", ignored);
}

/// Beside the installed program (../share/capgap), else the source tree it was built in.
fs::path beside_the_program() {
    std::error_code failure;
    const fs::path program = fs::read_symlink("/proc/self/exe", failure);
    if (!failure) {
        const fs::path installed = program.parent_path().parent_path() / "share" / "capgap";
        if (holds_data(installed)) return installed;
    }
    return CAPGAP_SOURCE_DATA;
}

}  // namespace

Places Common::places() const {
    Places out;
    out.data_root = data.empty() ? beside_the_program() : fs::path(data);
    out.variable = [](const std::string& name) -> std::optional<std::string> {
        const char* value = std::getenv(name.c_str());
        if (value == nullptr) return std::nullopt;
        return value;
    };
    return out;
}

}  // namespace capgap::cli
