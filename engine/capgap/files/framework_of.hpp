#pragma once

#include <capgap/base/diagnostic.hpp>
#include <capgap/files/references.hpp>
#include <capgap/framework/framework.hpp>

#include <filesystem>
#include <optional>

namespace capgap {

// The framework that a file was written for, where no assessment says which file it is.

/// A framework file that has no errors: what errors it has is said when it is checked itself.
std::optional<Framework> sound_framework(const std::filesystem::path& path, const Location& named_at);

/// The framework in `path`, if there is such a file, else among those that come with the program.
std::optional<Framework> framework_for(const FrameworkRef& wanted, std::filesystem::path path, const Places& places, Diagnostics& found);

}  // namespace capgap
