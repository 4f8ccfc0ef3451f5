#pragma once

#include <capgap/base/id.hpp>
#include <capgap/base/location.hpp>
#include <capgap/base/text.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace capgap {

/// The head that every file of texts has.
struct Head {
    std::string id;
    std::string version;
    Location at;
    std::vector<std::string> languages;  ///< the default language first
    std::vector<Source> sources;
};

/// A framework as another file refers to it.
struct FrameworkRef {
    FrameworkId id;
    std::string version;
    Location at;

    /// "unesco-dcf 2022"
    std::string text() const { return id.text() + ' ' + version; }
    /// The same framework in the same version, wherever it is named.
    bool same_as(const FrameworkRef& other) const { return id == other.id && version == other.version; }
};

struct Level {
    LevelId id;
    Location at;
    Text title;
    Text description;
};

struct Domain {
    DomainId id;
    Location at;
    Text title;
    Text description;
    Text original_title = {};  ///< where an overlay has renamed it
};

/// What `blocks` names, with its place.
struct BlockedCompetency {
    CompetencyId id;
    Location at;
};

struct Competency {
    CompetencyId id;
    Location at;
    std::size_t domain = 0;  ///< index into domains
    Text title;
    Text description;
    std::vector<Text> descriptors;  ///< one per level, lowest first
    std::vector<BlockedCompetency> blocks;
    Text original_title = {};    ///< where an overlay has renamed it
    FrameworkRef added_by = {};  ///< the overlay that has added it; its id is empty for what stands in the first framework
};

struct Attitude {
    AttitudeId id;
    Location at;
    Text title;
    Text description;
    Text original_title = {};    ///< where an overlay has renamed it
    FrameworkRef added_by = {};  ///< as of a competency
};

}  // namespace capgap
