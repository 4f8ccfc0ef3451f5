#pragma once

#include <capgap/files/whole_file.hpp>

#include <filesystem>

namespace capgap {

/// A folder for the owner alone, which is gone with its object. Failures throw std::system_error.
class ScratchFolder {
public:
    /// Among those for temporary files.
    ScratchFolder();
    /// Beside a file that will be moved to its place from there: for what is large.
    explicit ScratchFolder(const std::filesystem::path& wanted);
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;
    ScratchFolder(ScratchFolder&&) = delete;
    ScratchFolder& operator=(ScratchFolder&&) = delete;
    ~ScratchFolder();

    const std::filesystem::path& path() const noexcept { return path_; }

private:
    std::filesystem::path path_;
};

/// Moves a finished file to where it belongs, as a whole.
void put_in_place(const std::filesystem::path& made, const std::filesystem::path& wanted, ReadableBy readers = ReadableBy::everyone);

}  // namespace capgap
