#include <capgap/files/observed_file.hpp>

#include <algorithm>
#include <system_error>

namespace capgap {

ObservedFile::ObservedFile(const std::filesystem::path& path, const Progress& progress, Stage stage)
    : std::istream(nullptr), buffer_(progress, stage) {
    buffer_.open_file(path);
    rdbuf(&buffer_);
    if (!buffer_.is_open()) setstate(std::ios::failbit);
}

void ObservedFile::Buffer::open_file(const std::filesystem::path& path) {
    if (open(path, std::ios::in | std::ios::binary) == nullptr) return;
    std::error_code unknown;
    const auto size = std::filesystem::file_size(path, unknown);
    size_ = unknown ? 0 : static_cast<double>(size);
    tell(progress_, stage_);
}

std::streamsize ObservedFile::Buffer::xsgetn(char* to, std::streamsize count) {
    const std::streamsize got = std::filebuf::xsgetn(to, count);
    read_ += static_cast<double>(got);
    tell(progress_, stage_, size_ > 0 ? std::min(1.0, read_ / size_) : 0);
    return got;
}

}  // namespace capgap
