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

/// What a person at a level knows, can do or is ready to do. Finer than the descriptor of the level.
struct Statement {
    StatementId id;
    Location at;
    LevelId level;
    Location level_at;
    Text text;
    std::vector<std::string> labels = {};  ///< ids that the framework's makers have given it, as "ai-explicit"
};

/// What a learning outcome is of: Bloom's three, as the European frameworks write them.
enum class OutcomeKind { knowledge, skill, attitude };

/// What a learner knows, can do or is ready to do after a course. An attitude here is of a competency, and has a level: it is not one of those that
/// people describe (Attitude).
struct LearningOutcome : Statement {
    OutcomeKind kind = OutcomeKind::knowledge;
};

struct Competency {
    CompetencyId id;
    Location at;
    std::size_t domain = 0;  ///< index into domains
    Text title;
    Text description;
    std::vector<Text> descriptors;  ///< one per level, lowest first
    std::vector<BlockedCompetency> blocks;
    std::vector<Statement> statements = {};
    std::vector<LearningOutcome> outcomes = {};
    bool described_by_statements = false;  ///< has no descriptors of its own: Framework::make() puts the statements of each level in their place
    Text original_title = {};              ///< where an overlay has renamed it
    FrameworkRef added_by = {};            ///< the overlay that has added it; its id is empty for what stands in the first framework
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
