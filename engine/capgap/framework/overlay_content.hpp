#pragma once

#include <capgap/framework/parts.hpp>

#include <optional>
#include <string>
#include <vector>

namespace capgap {

/// The words for one level, by the level's id: an overlay is read before the levels of its base are known.
struct LevelWords {
    LevelId level;
    Location at;
    Text text;
};

/// The words of a statement or a learning outcome in further languages.
struct StatementWords {
    StatementId id;
    Location at;
    Text text;
};

/// Another title for what the base has.
struct Renaming {
    std::string id;
    Location at;
    Text title;
};

/// What the base has and the overlay does without.
struct LeavingOut {
    std::string id;
    Location at;
    Text reason;
};

/// Words in languages that the base does not have.
struct Translation {
    std::string id;
    Location at;
    Text title;
    Text description;
    std::vector<LevelWords> descriptors;          ///< of a competency
    std::vector<StatementWords> statements = {};  ///< likewise
    std::vector<StatementWords> outcomes = {};    ///< likewise
};

/// What an overlay says of one kind of thing that the base has.
struct OverlayOfKind {
    std::vector<Renaming> renamed;
    std::vector<LeavingOut> unused;
    std::vector<Translation> translated;
};

/// A competency that the base does not have.
struct AddedCompetency {
    DomainId domain;  ///< of the base, or an added one
    Location domain_at;
    Competency competency;
    std::vector<LevelWords> descriptors;
};

/// An id of the list `core`, with its place.
struct CoreCompetency {
    CompetencyId id;
    Location at;
};

/// What a framework file with `extends` says of the framework it extends.
struct OverlayContent {
    std::string extends;  ///< a reference to a file
    Location extends_at;
    std::optional<std::vector<CoreCompetency>> core;  ///< without it: whatever the overlay keeps
    OverlayOfKind levels;                             ///< translated only: levels are part of the version
    OverlayOfKind domains;                            ///< a domain is not used when none of its competencies is
    OverlayOfKind competencies;
    OverlayOfKind attitudes;
    std::vector<Domain> added_domains;
    std::vector<AddedCompetency> added_competencies;  ///< those of added domains too
    std::vector<Attitude> added_attitudes;
};

}  // namespace capgap
