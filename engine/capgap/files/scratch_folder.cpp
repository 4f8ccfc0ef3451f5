#include <capgap/files/scratch_folder.hpp>

#include <capgap/files/durable.hpp>

#include <cerrno>
#include <cstdlib>
#include <string>
#include <system_error>

namespace capgap {

namespace fs = std::filesystem;

namespace {

fs::path make_folder(const fs::path& parent, const char* name) {
    std::string pattern = temporary_name(parent / name);
    if (::mkdtemp(pattern.data()) == nullptr)
        throw std::system_error(errno, std::generic_category(), "cannot make a folder in " + parent.generic_string());
    return pattern;
}

}  // namespace

ScratchFolder::ScratchFolder() : path_(make_folder(fs::temp_directory_path(), "capgap-")) {}

ScratchFolder::ScratchFolder(const fs::path& wanted) : path_(make_folder(parent_folder(wanted), ".capgap-")) {}

ScratchFolder::~ScratchFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
}

void put_in_place(const fs::path& made, const fs::path& wanted, ReadableBy readers) {
    // Before there is anything under the name that is looked for.
    fs::permissions(made, readers == ReadableBy::owner
                              ? fs::perms::owner_read | fs::perms::owner_write
                              : fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read | fs::perms::others_read);
    sync_file(made);
    std::error_code failure;
    fs::rename(made, wanted, failure);
    if (!failure) return sync_folder(parent_folder(wanted));
    // On another file system.
    const fs::path part = wanted.string() + ".part";
    failure.clear();
    fs::copy_file(made, part, fs::copy_options::overwrite_existing, failure);
    if (!failure) {
        sync_file(part);
        fs::rename(part, wanted, failure);
    }
    if (!failure) return sync_folder(parent_folder(wanted));
    std::error_code ignored;
    fs::remove(part, ignored);
    throw std::system_error(failure, "cannot write " + wanted.generic_string());
}

}  // namespace capgap
