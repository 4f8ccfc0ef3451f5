#include <capgap/files/existing_file.hpp>

#include <capgap/base/message.hpp>
#include <capgap/files/codes.hpp>

namespace capgap {

void refuse_if_there(const std::filesystem::path& path, Diagnostics& found) {
    std::error_code ignored;
    if (!std::filesystem::exists(path, ignored)) return;
    found.push_back(error(codes::import_would_overwrite, {path.generic_string(), 0, 0},
                          "there is such a file already, which somebody may have worked on", "choose another place, or take it away"));
}

Diagnostics refuse_input(const Round& round, const std::filesystem::path& out) {
    Diagnostics found;
    std::error_code ignored;
    for (const InputFile& input : round.inputs) {
        if (!std::filesystem::equivalent(input.path, out, ignored)) continue;
        found.push_back(error(codes::output_is_input, {out.generic_string(), 0, 0}, "this is a file of the round, named as " + in_quotes(input.role),
                              "name another file with -o"));
    }
    return found;
}

}  // namespace capgap
