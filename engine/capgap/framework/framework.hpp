#pragma once

#include <capgap/base/id.hpp>
#include <capgap/base/location.hpp>
#include <capgap/base/result.hpp>
#include <capgap/base/string_index.hpp>
#include <capgap/base/text.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
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
};

struct Attitude {
    AttitudeId id;
    Location at;
    Text title;
    Text description;
};

/// What a framework file says, before it is known to make sense. `Framework::make` is the only way on.
struct FrameworkContent {
    Head head;
    Text title;
    Text description;
    Text attribution;
    std::string endorsement;
    std::string licence_name;
    std::string licence_url;
    Text licence_scope;
    std::vector<Level> levels;
    std::vector<Domain> domains;
    std::vector<Competency> competencies;  ///< in file order, over all domains
    std::vector<Attitude> attitudes;
    std::optional<FrameworkRef> blocks_in;
};

/// A competency framework that makes sense: ids well-formed and unique within their kind, 2 to 10 levels, every competency described at every level,
/// every text in the default language.
class Framework {
public:
    static constexpr std::size_t min_levels = 2;
    static constexpr std::size_t max_levels = 10;
    /// Competencies are coded in 16 bits, and one code says "none".
    static constexpr std::size_t max_competencies = 65'535;

    static Result<Checked<Framework>> make(FrameworkContent content);

    const FrameworkContent& content() const noexcept { return content_; }
    FrameworkRef ref() const { return {FrameworkId(content_.head.id), content_.head.version, content_.head.at}; }
    const std::vector<Level>& levels() const noexcept { return content_.levels; }
    const std::vector<Competency>& competencies() const noexcept { return content_.competencies; }
    const std::vector<Attitude>& attitudes() const noexcept { return content_.attitudes; }

    std::optional<std::size_t> competency_index(std::string_view id) const;
    std::optional<std::size_t> attitude_index(std::string_view id) const;
    /// In file order.
    const std::vector<std::string>& competency_ids() const noexcept;
    const std::vector<std::string>& attitude_ids() const noexcept;

private:
    explicit Framework(FrameworkContent content);

    FrameworkContent content_;
    StringIndex competency_index_;
    StringIndex attitude_index_;
};

/// Whether every competency that `elements` blocks exists: `blocked` is the framework that its `blocks_in` should name. What blocks a competency of
/// another framework is a warning: it will be no barrier here.
[[nodiscard]] Diagnostics check_blocks(const Framework& elements, const Framework& blocked);

}  // namespace capgap
