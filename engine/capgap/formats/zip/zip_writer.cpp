#include <capgap/formats/zip/zip_writer.hpp>

#include <zip.h>

#include <cerrno>
#include <deque>
#include <string_view>
#include <system_error>

namespace capgap {

namespace {

/// The first day that a zip archive can hold, 1 January 1980: a time that says nothing.
constexpr zip_uint16_t first_day = 0x21;
constexpr zip_uint32_t compression = 6;
constexpr zip_uint32_t plain_file_for_all_to_read = 0100644U << 16U;

[[noreturn]] void fail(const std::string& path, zip_error_t* problem) {
    const int reason = zip_error_system_type(problem) == ZIP_ET_SYS ? zip_error_code_system(problem) : EIO;
    throw std::system_error(reason, std::generic_category(), "cannot write " + path);
}

}  // namespace

struct ZipWriter::State {
    std::string path;
    zip_t* archive = nullptr;
    std::deque<std::string> held;  ///< until the archive is written

    void add(const std::string& name, zip_source_t* source) {
        if (source == nullptr) fail(path, zip_get_error(archive));
        const zip_int64_t index = zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8);
        if (index < 0) {
            zip_source_free(source);
            fail(path, zip_get_error(archive));
        }
        const auto entry = static_cast<zip_uint64_t>(index);
        const bool set = zip_set_file_compression(archive, entry, ZIP_CM_DEFLATE, compression) == 0 &&
                         zip_file_set_dostime(archive, entry, 0, first_day, 0) == 0 &&
                         zip_file_set_external_attributes(archive, entry, 0, ZIP_OPSYS_UNIX, plain_file_for_all_to_read) == 0;
        if (!set) fail(path, zip_get_error(archive));
    }
};

ZipWriter::ZipWriter(const std::filesystem::path& path) : state_(std::make_unique<State>()) {
    state_->path = path.string();
    int problem = 0;
    state_->archive = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &problem);
    if (state_->archive != nullptr) return;
    zip_error_t said;
    zip_error_init_with_code(&said, problem);
    fail(state_->path, &said);
}

ZipWriter::~ZipWriter() {
    if (state_->archive != nullptr) zip_discard(state_->archive);
}

void ZipWriter::add_bytes(const std::string& name, std::string bytes) {
    const std::string& kept = state_->held.emplace_back(std::move(bytes));
    state_->add(name, zip_source_buffer(state_->archive, kept.data(), kept.size(), 0));
}

void ZipWriter::add_file(const std::string& name, const std::filesystem::path& file) {
    state_->add(name, zip_source_file(state_->archive, file.c_str(), 0, -1));
}

void ZipWriter::finish() {
    if (zip_close(state_->archive) != 0) fail(state_->path, zip_get_error(state_->archive));
    state_->archive = nullptr;
}

}  // namespace capgap
