#pragma once

#include <filesystem>
#include <fstream>
#include <string>

namespace capgap {

/// A file that is written as a whole or not at all: beside its place under another name, which only the owner may read, then renamed. What is not
/// committed is removed. Failures throw std::system_error.
class WholeFile {
public:
    explicit WholeFile(std::filesystem::path path);
    WholeFile(const WholeFile&) = delete;
    WholeFile& operator=(const WholeFile&) = delete;
    WholeFile(WholeFile&&) = delete;
    WholeFile& operator=(WholeFile&&) = delete;
    ~WholeFile();

    std::ostream& stream() { return out_; }
    /// The other name, for writers that want one instead of a stream.
    const std::filesystem::path& part() const noexcept { return part_; }
    void commit();

private:
    void check() const;

    std::filesystem::path path_;
    std::filesystem::path part_;
    std::ofstream out_;
    bool committed_ = false;
};

void write_whole_file(const std::filesystem::path& path, const std::string& bytes);

}  // namespace capgap
