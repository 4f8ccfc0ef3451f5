#include <capgap/files/result_folder.hpp>

#include <capgap/files/codes.hpp>
#include <capgap/files/durable.hpp>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>  // renameat2
#include <cstdlib>
#include <system_error>

namespace capgap {

namespace fs = std::filesystem;

namespace {

fs::path without_trailing_slash(const fs::path& folder) {
    return folder.has_filename() ? folder : folder.parent_path();
}

bool may_be_replaced(const fs::path& folder) {
    return fs::is_directory(folder) && (fs::is_empty(folder) || fs::is_regular_file(folder / "manifest.json"));
}

bool rename_without_replacing(const fs::path& from, const fs::path& to) {
    if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return true;
    if (errno != EINVAL && errno != ENOSYS) return false;
    // A file system without the flag (some network ones): check, then rename.
    if (fs::exists(fs::symlink_status(to))) {
        errno = EEXIST;
        return false;
    }
    return ::rename(from.c_str(), to.c_str()) == 0;
}

/// Afterwards `staging` is gone: an older result has been exchanged for it and removed.
void exchange_folders(const fs::path& staging, const fs::path& folder) {
    if (rename_without_replacing(staging, folder)) return;
    if (errno != EEXIST) throw_errno("cannot rename the results to " + folder.string());
    if (!may_be_replaced(folder)) {
        errno = EEXIST;
        throw_errno("something else was written to " + folder.string() + " meanwhile");
    }
    if (::renameat2(AT_FDCWD, staging.c_str(), AT_FDCWD, folder.c_str(), RENAME_EXCHANGE) == 0) {
        fs::remove_all(staging);
        return;
    }
    if (errno != EINVAL && errno != ENOSYS) throw_errno("cannot exchange " + folder.string());
    const fs::path aside = staging.string() + ".old";
    if (::rename(folder.c_str(), aside.c_str()) != 0 || ::rename(staging.c_str(), folder.c_str()) != 0)
        throw_errno("cannot replace " + folder.string());
    fs::remove_all(aside);
}

}  // namespace

Result<ResultFolder> ResultFolder::begin(const fs::path& wanted) {
    const fs::path folder = without_trailing_slash(wanted);
    const Location at{folder.generic_string(), 0, 0};
    std::error_code failure;
    if (fs::exists(fs::symlink_status(folder, failure)) && !may_be_replaced(folder)) {
        return error(codes::out_folder_in_use, at, "exists and holds something else than results of capgap",
                     "name another folder with --out; nothing was changed");
    }
    const fs::path parent = parent_folder(folder);
    fs::create_directories(parent, failure);
    std::string pattern = temporary_name(parent / ('.' + folder.filename().string() + '.'));
    if (failure || ::mkdtemp(pattern.data()) == nullptr) {
        return error(codes::out_folder_not_writable, at, "the folder " + parent.generic_string() + " cannot be written",
                     "check its permissions and the space left");
    }
    ::chmod(pattern.c_str(), 0755);
    return ResultFolder(folder, pattern);
}

ResultFolder::~ResultFolder() {
    if (staging_.empty()) return;
    out_.reset();
    std::error_code ignored;
    fs::remove_all(staging_, ignored);
}

std::ostream& ResultFolder::open(const std::string& name) {
    close();
    const fs::path path = staging_ / name;
    if (path.parent_path() != staging_) {
        fs::create_directories(path.parent_path());
        fs::permissions(path.parent_path(), fs::perms::owner_all, fs::perm_options::replace);
    }
    out_ = std::make_unique<std::ofstream>(path, std::ios::binary);
    if (!*out_) throw_errno("cannot write " + path.string());
    names_.push_back(name);
    return *out_;
}

void ResultFolder::close() {
    if (!out_) return;
    out_->close();
    if (!*out_) throw_errno("cannot write all of " + names_.back());
    out_.reset();
}

void ResultFolder::write(const std::string& name, const std::string& bytes) {
    open(name).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    close();
}

fs::path ResultFolder::reserve(const std::string& name) {
    close();
    names_.push_back(name);
    return path_of(name);
}

void ResultFolder::commit() {
    close();
    for (const std::string& name : names_) sync_file(staging_ / name);
    sync_folder(staging_);
    exchange_folders(staging_, folder_);
    staging_.clear();
    sync_folder(parent_folder(folder_));
}

}  // namespace capgap
