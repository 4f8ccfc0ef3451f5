#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace capgap {

/// SHA-256 of a file's bytes in lower-case hexadecimal. Throws std::system_error where the file cannot be read: it was there a moment ago.
std::string sha256_of_file(const std::filesystem::path& path);

/// Likewise of bytes in memory.
std::string sha256_of(std::string_view bytes);

}  // namespace capgap
