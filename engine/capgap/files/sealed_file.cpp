#include <capgap/files/sealed_file.hpp>

#include <capgap/base/message.hpp>
#include <capgap/files/codes.hpp>
#include <capgap/files/sha256.hpp>

namespace capgap {

namespace {

/// Ten times what a large questionnaire takes: a number in memory takes several times its text.
constexpr std::size_t most_sealed_bytes = std::size_t{16} << 20U;

std::string first_line(std::string_view kind, const std::string& sha256) {
    return "capgap " + std::string(kind) + " sha256:" + sha256;
}

}  // namespace

std::string sealed(std::string_view kind, const std::string& body) {
    return first_line(kind, sha256_of(body)) + '\n' + body;
}

Result<SealedFile> read_sealed(const std::filesystem::path& path, std::string_view kind) {
    const Location at{path.generic_string(), 0, 0};
    auto bytes = read_file(path, command_line);
    if (bytes.has_error()) return bytes.error();
    const std::string beginning = "capgap " + std::string(kind) + " sha256:";
    if (!bytes->starts_with(beginning))
        return error(codes::joint_file_damaged, at, "does not begin with " + in_quotes(beginning),
                     "name a file that capgap calibrate wrote for this");
    if (bytes->size() > most_sealed_bytes) return error(codes::joint_file_damaged, at, "is larger than 16 MiB");
    const std::size_t end = bytes->find('\n');
    SealedFile out;
    if (end != std::string::npos) out.body = bytes->substr(end + 1);
    out.sha256 = sha256_of(out.body);
    if (end == std::string::npos || bytes->substr(0, end) != first_line(kind, out.sha256))
        return error(codes::joint_file_damaged, at, "its checksum is not that of what stands in it: it was changed, or cut off on its way",
                     "send it again as it was written");
    return out;
}

}  // namespace capgap
