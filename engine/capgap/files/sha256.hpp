#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace capgap {

/// SHA-256 of bytes that come piece by piece.
class Sha256 {
public:
    Sha256();

    void add(std::string_view bytes);
    /// In lower-case hexadecimal. Once.
    std::string finish();

private:
    struct Free {
        void operator()(void* context) const;
    };
    std::unique_ptr<void, Free> context_;
};

/// Of a file's bytes. Throws std::system_error where the file cannot be read: it was there a moment ago.
std::string sha256_of_file(const std::filesystem::path& path);

/// Likewise of bytes in memory.
std::string sha256_of(std::string_view bytes);

}  // namespace capgap
