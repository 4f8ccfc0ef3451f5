#pragma once

#include <capgap/assessment/assessment.hpp>
#include <capgap/base/result.hpp>
#include <capgap/files/spool.hpp>

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace capgap {

/// Where references lead: the folder of the data that come with the program, and the variables that `${NAME}/` may name.
struct Places {
    std::filesystem::path data_root;  ///< holds frameworks/, surveys/, reports/
    std::function<std::optional<std::string>(const std::string&)> variable;
    /// Keeps what can be read only once (standard input, pipes), and sheets of workbooks as tables.
    std::shared_ptr<Spool> spool = std::make_shared<Spool>();
};

/// What a reference is for: a folder means this file in it.
enum class ReferenceKind { framework, survey, profiles, catalogue, other };

/// The path that `reference` means in a file of `folder`. Not checked to exist, except for builtin ones, whose names are listed if there is no such.
Result<std::filesystem::path> resolve(const FileReference& reference, ReferenceKind kind, const std::filesystem::path& folder, const Places& places);

/// The whole of a file of at most 64 MiB. `named_at`: where the file is named, for the message.
Result<std::string> read_file(const std::filesystem::path& path, const Location& named_at);

/// Checks that a file that will be streamed is there. `named_at` as above.
Result<bool> expect_file(const std::filesystem::path& path, const Location& named_at);

/// What was named there.
inline const Location command_line{"command line", 0, 0};
[[nodiscard]] FileReference on_command_line(const std::string& text);

}  // namespace capgap
