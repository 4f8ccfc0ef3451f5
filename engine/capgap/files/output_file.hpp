#pragma once

#include <capgap/files/sha256.hpp>

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace capgap {

/// A file that is written once, from the first byte to the last, and hashed on the way. Failures of the file system throw std::system_error.
class OutputFile {
public:
    explicit OutputFile(std::filesystem::path path);
    OutputFile(OutputFile&& other) noexcept;
    OutputFile(const OutputFile&) = delete;
    OutputFile& operator=(const OutputFile&) = delete;
    OutputFile& operator=(OutputFile&&) = delete;
    ~OutputFile();

    void write(std::string_view bytes);
    /// Closes it. Gives back the hash of all that was written.
    std::string close();
    std::uintmax_t bytes() const noexcept { return bytes_; }

private:
    std::filesystem::path path_;
    int file_ = -1;
    Sha256 hash_;
    std::uintmax_t bytes_ = 0;
};

}  // namespace capgap
