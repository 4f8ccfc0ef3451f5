#include <capgap/files/whole_file.hpp>

#include <capgap/files/durable.hpp>

#include <cerrno>
#include <system_error>
#include <utility>

namespace capgap {

namespace fs = std::filesystem;

WholeFile::WholeFile(fs::path path, ReadableBy readers) : path_(std::move(path)), part_(path_) {
    part_ += ".part";
    out_.open(part_, std::ios::binary | std::ios::trunc);
    check();
    // Before the first byte.
    if (readers == ReadableBy::owner) fs::permissions(part_, fs::perms::owner_read | fs::perms::owner_write);
}

WholeFile::~WholeFile() {
    if (committed_) return;
    out_.close();
    std::error_code ignored;
    fs::remove(part_, ignored);
}

void WholeFile::check() const {
    if (!out_) throw std::system_error(errno == 0 ? EIO : errno, std::generic_category(), "cannot write " + path_.generic_string());
}

void WholeFile::commit() {
    out_.close();
    check();
    rename_for_good(part_, path_);
    committed_ = true;
}

void write_whole_file(const fs::path& path, const std::string& bytes, ReadableBy readers) {
    WholeFile file(path, readers);
    file.stream() << bytes;
    file.commit();
}

}  // namespace capgap
