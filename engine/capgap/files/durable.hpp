#pragma once

#include <filesystem>
#include <string>

namespace capgap {

/// What stands in a file or folder has reached the disk when these return: without it a power cut after a rename may leave an empty file under the
/// new name. Failures throw std::system_error; file systems that cannot sync a folder are let be.
void sync_file(const std::filesystem::path& file);
void sync_folder(const std::filesystem::path& folder);

/// Renames a file that is written, and its folder remembers it.
void rename_for_good(const std::filesystem::path& from, const std::filesystem::path& to);

/// The folder of a path, "." where it names none.
[[nodiscard]] std::filesystem::path parent_folder(const std::filesystem::path& path);

/// Throws std::system_error with errno.
[[noreturn]] void throw_errno(const std::string& what);

/// `beginning` with a tail that mkdtemp() and mkostemp() make a name of that nobody has.
[[nodiscard]] std::string temporary_name(const std::filesystem::path& beginning);

}  // namespace capgap
