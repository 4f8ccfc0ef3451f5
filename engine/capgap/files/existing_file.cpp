#include <capgap/files/existing_file.hpp>

#include <capgap/files/codes.hpp>

namespace capgap {

void refuse_if_there(const std::filesystem::path& path, Diagnostics& found) {
    std::error_code ignored;
    if (!std::filesystem::exists(path, ignored)) return;
    found.push_back(error(codes::import_would_overwrite, {path.generic_string(), 0, 0},
                          "there is such a file already, which somebody may have worked on", "choose another place, or take it away"));
}

}  // namespace capgap
