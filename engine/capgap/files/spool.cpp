#include <capgap/files/spool.hpp>

#include <capgap/files/durable.hpp>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <fstream>
#include <system_error>
#include <utility>
#include <vector>

namespace capgap {

namespace {

constexpr std::size_t block = std::size_t{64} << 10U;

/// Closes what it holds.
class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    Descriptor(Descriptor&&) = delete;
    Descriptor& operator=(Descriptor&&) = delete;

    int number() const { return number_; }
    int release() { return std::exchange(number_, -1); }

private:
    int number_;
};

std::filesystem::path path_of_descriptor(int file) {
    return std::filesystem::path("/proc/self/fd") / std::to_string(file);
}

int open_nameless_file() {
    std::error_code failure;
    const std::filesystem::path folder = std::filesystem::temp_directory_path(failure);
    if (failure) throw std::system_error(failure, "no folder for temporary files (TMPDIR) to keep the responses in");
    std::string name = temporary_name(folder / "capgap-");
    Descriptor file(::mkostemp(name.data(), O_CLOEXEC));  // with mode 0600
    if (file.number() < 0) throw_errno("cannot make a temporary file like " + name);
    if (::unlink(name.c_str()) != 0) throw_errno("cannot remove " + name);
    return file.release();
}

void write_all(int to, const char* bytes, std::size_t size) {
    while (size > 0) {
        const ssize_t written = ::write(to, bytes, size);
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) throw_errno("cannot keep the responses in a temporary file");
        bytes += written;
        size -= static_cast<std::size_t>(written);
    }
}

void copy_to_end(int from, int to, const std::string& source) {
    std::vector<char> bytes(block);
    for (;;) {
        const ssize_t count = ::read(from, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) throw_errno("cannot read " + source);
        if (count == 0) return;
        write_all(to, bytes.data(), static_cast<std::size_t>(count));
    }
}

}  // namespace

Spool::~Spool() {
    for (const auto& [source, file] : kept_) ::close(file);
}

std::filesystem::path Spool::keep(const std::string& name, const std::function<void(std::ostream&)>& write) {
    Descriptor file(open_nameless_file());
    const std::filesystem::path path = path_of_descriptor(file.number());
    std::ofstream out(path, std::ios::binary);
    write(out);
    out.close();
    if (!out) throw_errno("cannot keep " + name + " in a temporary file");
    if (const auto known = kept_.find(name); known != kept_.end()) ::close(known->second);
    kept_.insert_or_assign(name, file.release());
    return path;
}

std::filesystem::path Spool::path_of(const std::string& source) {
    const auto known = kept_.find(source);
    if (known != kept_.end()) return path_of_descriptor(known->second);
    Descriptor file(open_nameless_file());
    if (source == "-") {
        copy_to_end(STDIN_FILENO, file.number(), "standard input");
    } else {
        const Descriptor from(::open(source.c_str(), O_RDONLY | O_CLOEXEC));
        if (from.number() < 0) throw_errno("cannot read " + source);
        copy_to_end(from.number(), file.number(), source);
    }
    kept_.emplace(source, file.number());
    return path_of_descriptor(file.release());
}

}  // namespace capgap
