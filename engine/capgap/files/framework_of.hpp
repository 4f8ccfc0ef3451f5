#pragma once

#include <capgap/base/diagnostic.hpp>
#include <capgap/files/loader.hpp>
#include <capgap/files/references.hpp>
#include <capgap/framework/framework.hpp>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace capgap {

// Frameworks from their files: an overlay with what it extends; the framework that a file was written for, where no assessment says which file it is.

/// Overlays that may lie one over the other.
inline constexpr std::size_t most_overlays = 8;

/// The framework that the content of `file` makes; of an overlay, with the chain of frameworks below it, whose files are put into `bases`. What a
/// base has to remark is said when it is checked itself.
std::optional<Framework> made_framework(FrameworkContent content, const std::filesystem::path& file, const Places& places, Diagnostics& found,
                                        std::vector<InputFile>* bases = nullptr);

/// The framework that a reference means, for a round.
std::optional<Framework> load_framework(Loader& loader, const FileReference& reference, const std::string& role);

/// A framework file that has no errors: what errors it has is said when it is checked itself.
std::optional<Framework> sound_framework(const std::filesystem::path& path, const Location& named_at, const Places& places);

/// The framework in `path`, if there is such a file, else among those that come with the program.
std::optional<Framework> framework_for(const FrameworkRef& wanted, std::filesystem::path path, const Places& places, Diagnostics& found);

}  // namespace capgap
