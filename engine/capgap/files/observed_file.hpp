#pragma once

#include <capgap/base/progress.hpp>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <istream>

namespace capgap {

/// A file that is read in blocks (read(), not character by character), and tells how far that is.
class ObservedFile : public std::istream {
public:
    /// Where it cannot be opened, the stream is false. `progress` must outlive it.
    ObservedFile(const std::filesystem::path& path, const Progress& progress, Stage stage);

private:
    class Buffer : public std::filebuf {
    public:
        Buffer(const Progress& progress, Stage stage) : progress_(progress), stage_(stage) {}
        void open_file(const std::filesystem::path& path);

    protected:
        std::streamsize xsgetn(char* to, std::streamsize count) override;

    private:
        const Progress& progress_;
        Stage stage_;
        double size_ = 0;
        double read_ = 0;
    };

    Buffer buffer_;
};

}  // namespace capgap
