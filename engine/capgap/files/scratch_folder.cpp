#include <capgap/files/scratch_folder.hpp>

#include <cerrno>
#include <cstdlib>
#include <string>
#include <system_error>

namespace capgap {

namespace fs = std::filesystem;

ScratchFolder::ScratchFolder() {
    std::string pattern = (fs::temp_directory_path() / "capgap-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr)
        throw std::system_error(errno, std::generic_category(), "cannot make a temporary folder like " + pattern);
    path_ = pattern;
}

ScratchFolder::~ScratchFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
}

void put_in_place(const fs::path& made, const fs::path& wanted) {
    const fs::path part = wanted.string() + ".part";
    fs::copy_file(made, part, fs::copy_options::overwrite_existing);
    fs::permissions(part, fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read | fs::perms::others_read);
    fs::rename(part, wanted);
}

}  // namespace capgap
