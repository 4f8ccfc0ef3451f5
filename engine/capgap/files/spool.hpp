#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <ostream>
#include <string>

namespace capgap {

/// Bytes that come once and are read several times: standard input, a named pipe. Kept in a file of the folder for temporary files (TMPDIR) that only
/// the owner could read, and that has no name any more before anything is written to it: it vanishes with the process, however that ends. Bounded by
/// the disk, not by memory. Throws std::system_error where it cannot be written.
class Spool {
public:
    Spool() = default;
    Spool(const Spool&) = delete;
    Spool& operator=(const Spool&) = delete;
    Spool(Spool&&) = delete;
    Spool& operator=(Spool&&) = delete;
    ~Spool();

    /// Where the bytes of `source` lie: a path of an open pipe, or "-" for standard input. It is read to its end when it is asked for first.
    std::filesystem::path path_of(const std::string& source);

    /// Where what `write` writes lies, under a name that nothing else has.
    std::filesystem::path keep(const std::string& name, const std::function<void(std::ostream&)>& write);

private:
    std::map<std::string, int> kept_;  ///< file descriptors, by source
};

}  // namespace capgap
