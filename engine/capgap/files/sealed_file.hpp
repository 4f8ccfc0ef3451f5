#pragma once

#include <capgap/base/result.hpp>
#include <capgap/files/references.hpp>

#include <filesystem>
#include <string>
#include <string_view>

namespace capgap {

/// A file whose first line says what it is, and the SHA-256 of all that follows: "capgap site-counts/1 sha256:f00d...".
struct SealedFile {
    std::string body;
    std::string sha256;  ///< of the body
};

[[nodiscard]] std::string sealed(std::string_view kind, const std::string& body);
/// At most 16 MiB. Errors: not of this kind and version, or a checksum that is not that of the rest.
[[nodiscard]] Result<SealedFile> read_sealed(const std::filesystem::path& path, std::string_view kind);

}  // namespace capgap
