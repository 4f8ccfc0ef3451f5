#include <capgap/files/durable.hpp>

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>

namespace capgap {

namespace fs = std::filesystem;

namespace {

/// errno is that of the sync.
bool synced(const fs::path& path, int flags) {
    const int file = ::open(path.c_str(), flags | O_CLOEXEC);
    if (file < 0) throw_errno("cannot open " + path.string());
    const bool done = ::fsync(file) == 0;
    const int reason = errno;
    ::close(file);
    errno = reason;
    return done;
}

}  // namespace

void sync_file(const fs::path& file) {
    if (!synced(file, O_RDONLY)) throw_errno("cannot sync " + file.string());
}

void sync_folder(const fs::path& folder) {
    if (!synced(folder, O_RDONLY | O_DIRECTORY) && errno != EINVAL && errno != ENOTSUP) throw_errno("cannot sync " + folder.string());
}

void rename_for_good(const fs::path& from, const fs::path& to) {
    sync_file(from);
    fs::rename(from, to);
    sync_folder(parent_folder(to));
}

fs::path parent_folder(const fs::path& path) {
    return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

void throw_errno(const std::string& what) {
    throw std::system_error(errno, std::generic_category(), what);
}

std::string temporary_name(const std::filesystem::path& beginning) {
    constexpr std::size_t places_to_fill = 6;
    return beginning.string() + std::string(places_to_fill, 'X');
}

}  // namespace capgap
