#pragma once

#include <filesystem>
#include <memory>
#include <string>

namespace capgap {

/// Writes a zip archive: files in the order in which they are added, without times and owners, so that the same files give the same bytes. Nothing
/// is there before finish(). Failures throw std::system_error.
class ZipWriter {
public:
    explicit ZipWriter(const std::filesystem::path& path);
    ZipWriter(const ZipWriter&) = delete;
    ZipWriter& operator=(const ZipWriter&) = delete;
    ZipWriter(ZipWriter&&) = delete;
    ZipWriter& operator=(ZipWriter&&) = delete;
    ~ZipWriter();

    /// `name` within the archive, with slashes.
    void add_bytes(const std::string& name, std::string bytes);
    /// The file is read at finish(), a block at a time.
    void add_file(const std::string& name, const std::filesystem::path& file);
    void finish();

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace capgap
