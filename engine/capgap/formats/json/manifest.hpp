#pragma once

#include <capgap/assessment/opening.hpp>
#include <capgap/base/result.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace capgap {

/// A file by what its bytes are.
struct HashedFile {
    std::string role;  ///< inputs: "assessment", "survey", ...; outputs: empty
    std::string name;  ///< as it was referred to
    std::string sha256;
    std::uint64_t bytes = 0;

    friend bool operator==(const HashedFile&, const HashedFile&) = default;
};

/// The title that a competency had before an overlay renamed it.
struct OriginalTitle {
    std::string competency;
    std::string framework;                                   ///< in which it has this title
    std::vector<std::pair<std::string, std::string>> words;  ///< by language, the default language first

    friend bool operator==(const OriginalTitle&, const OriginalTitle&) = default;
};

/// What was fixed before people answered, and what of it was changed.
struct ManifestOpening {
    std::string on;
    std::string sha256;         ///< of all that was fixed
    std::string notice_sha256;  ///< of the notice that was fixed
    std::string reanalysis;     ///< its name; empty: there is none
    std::string reason;
    std::string date;
    std::vector<ChangedSetting> changed;

    friend bool operator==(const ManifestOpening&, const ManifestOpening&) = default;
};

/// manifest.json: what a result was made from, so that anybody can make it again. Holds no time, no path and no thread count: they do not change a
/// result.
struct Manifest {
    std::string capgap_version;
    std::string assessment;
    std::string framework;             ///< "unesco-dcf 2022"
    std::vector<std::string> extends;  ///< what the framework extends, the nearest first; none where it is no overlay
    std::vector<OriginalTitle> original_titles;
    std::string survey;
    std::string targets;
    std::vector<std::pair<std::string, std::string>> options;  ///< that change a number, in order
    std::vector<std::pair<std::string, std::uint64_t>> counts;
    std::string notice_sha256;  ///< of the notice that the settings make; empty: they make none
    std::optional<ManifestOpening> opening;
    std::vector<HashedFile> inputs;
    std::vector<HashedFile> outputs;

    friend bool operator==(const Manifest&, const Manifest&) = default;
};

[[nodiscard]] std::string render_manifest(const Manifest& manifest);
Result<Manifest> parse_manifest(std::string_view bytes, const std::string& file);

}  // namespace capgap
