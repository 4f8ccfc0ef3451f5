#pragma once

#include <filesystem>

namespace capgap {

/// A folder among those for temporary files, for the owner alone, which is gone with its object. Failures throw std::system_error.
class ScratchFolder {
public:
    ScratchFolder();
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;
    ScratchFolder(ScratchFolder&&) = delete;
    ScratchFolder& operator=(ScratchFolder&&) = delete;
    ~ScratchFolder();

    const std::filesystem::path& path() const noexcept { return path_; }

private:
    std::filesystem::path path_;
};

/// Copies a finished file to where it belongs, as a whole, readable by everyone.
void put_in_place(const std::filesystem::path& made, const std::filesystem::path& wanted);

}  // namespace capgap
