#pragma once

#include <capgap/base/result.hpp>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace capgap::xlsx {

/// What a part of a workbook may cost. A part is unpacked in blocks, and whoever reads it decides what to keep.
struct PackageLimits {
    std::uint64_t part_bytes = std::uint64_t{4} << 30U;  ///< unpacked
    /// Unpacked bytes for each packed one; workbooks reach 10 to 40. Not asked of parts under `small_bytes`.
    std::uint64_t ratio = 200;
    std::uint64_t small_bytes = std::uint64_t{16} << 20U;
};

/// A zip archive with named parts. What sizes it claims for them is not believed: what comes out is counted.
class Package {
public:
    /// `name` is said in messages. A file that is no zip archive is told by what it is instead, where that can be seen.
    static Result<Package> open(const std::filesystem::path& path, std::string name, const PackageLimits& limits = {});
    /// `bytes` must outlive the package.
    static Result<Package> of_bytes(std::string_view bytes, std::string name, const PackageLimits& limits = {});

    Package(Package&&) noexcept;
    Package& operator=(Package&&) noexcept;
    Package(const Package&) = delete;
    Package& operator=(const Package&) = delete;
    ~Package();

    [[nodiscard]] const std::string& name() const noexcept;
    /// Its exact name is looked for first, then the same in any case.
    [[nodiscard]] bool has(const std::string& part) const;
    /// Tells `sink` block by block, until it returns false; the last call has no bytes and `true`. Nothing where all went well.
    [[nodiscard]] std::optional<Diagnostic> read(const std::string& part, const std::function<bool(std::string_view block, bool last)>& sink) const;

private:
    class Impl;
    explicit Package(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace capgap::xlsx
