#include <capgap/files/output_file.hpp>

#include <capgap/files/durable.hpp>

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace capgap {

namespace {}  // namespace

OutputFile::OutputFile(std::filesystem::path path)
    : path_(std::move(path)), file_(::open(path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666)) {
    if (file_ < 0) throw_errno("cannot write " + path_.string());
}

OutputFile::OutputFile(OutputFile&& other) noexcept
    : path_(std::move(other.path_)), file_(std::exchange(other.file_, -1)), hash_(std::move(other.hash_)), bytes_(other.bytes_) {}

OutputFile::~OutputFile() {
    if (file_ >= 0) ::close(file_);
}

void OutputFile::write(std::string_view bytes) {
    hash_.add(bytes);
    bytes_ += bytes.size();
    while (!bytes.empty()) {
        const ::ssize_t written = ::write(file_, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) throw_errno("cannot write all of " + path_.filename().string());
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

std::string OutputFile::close() {
    if (::close(std::exchange(file_, -1)) != 0) throw_errno("cannot write all of " + path_.filename().string());
    return hash_.finish();
}

}  // namespace capgap
