#pragma once

#include <filesystem>
#include <string>

namespace capgap {

/// SHA-256 of a file's bytes in lower-case hexadecimal. Throws std::system_error where the file cannot be read: it was there a moment ago.
std::string sha256_of_file(const std::filesystem::path& path);

}  // namespace capgap
