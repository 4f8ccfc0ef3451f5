#pragma once

#include <filesystem>
#include <fstream>
#include <string>

namespace capgap {

/// Answers of people are for the owner to show; what is made to be handed out is not.
enum class ReadableBy { owner, everyone };

/// A file that is written as a whole or not at all: beside its place under another name, synced, then renamed. What is not committed is removed.
/// Failures throw std::system_error.
class WholeFile {
public:
    explicit WholeFile(std::filesystem::path path, ReadableBy readers = ReadableBy::owner);
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

void write_whole_file(const std::filesystem::path& path, const std::string& bytes, ReadableBy readers = ReadableBy::owner);

}  // namespace capgap
