#include <capgap/files/framework_of.hpp>

#include <capgap/files/codes.hpp>
#include <capgap/formats/yaml/load.hpp>

namespace capgap {

namespace fs = std::filesystem;

std::optional<Framework> sound_framework(const fs::path& path, const Location& named_at) {
    Diagnostics of_framework;
    std::string bytes;
    std::optional<FrameworkContent> content;
    std::optional<Framework> framework;
    if (take(read_file(path, named_at), bytes, of_framework) && take(read_framework(bytes, path.generic_string()), content, of_framework)) {
        take(Framework::make(std::move(*content)), framework, of_framework);
    }
    return framework;
}

std::optional<Framework> framework_for(const FrameworkRef& wanted, fs::path path, const Places& places, Diagnostics& found) {
    const FileReference builtin{"builtin:" + wanted.id.text() + '/' + wanted.version, wanted.at};
    std::error_code ignored;
    if (!fs::is_regular_file(path, ignored)) {
        auto resolved = resolve(builtin, ReferenceKind::framework, {}, places);
        if (resolved.has_error()) {
            found.push_back(remark(codes::framework_not_at_hand, wanted.at,
                                   "the framework " + wanted.text() + " is neither beside this file nor among the built-in ones",
                                   "only what the file itself tells was checked; check an assessment that names both"));
            return std::nullopt;
        }
        path = std::move(*resolved);
    }
    std::optional<Framework> framework = sound_framework(path, wanted.at);
    if (!framework) {
        found.push_back(error(codes::framework_not_at_hand, wanted.at, "the framework in '" + path.generic_string() + "' has errors of its own",
                              "check it first"));
    }
    return framework;
}

}  // namespace capgap
