#pragma once

#include <capgap/base/id.hpp>
#include <capgap/base/location.hpp>
#include <capgap/base/result.hpp>
#include <capgap/base/string_index.hpp>
#include <capgap/base/text.hpp>
#include <capgap/framework/overlay_content.hpp>
#include <capgap/framework/parts.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace capgap {

/// A framework that an overlay extends, as far as a report must still name it.
struct BaseFramework {
    FrameworkRef ref;
    Text title;
    Text attribution;
    std::string endorsement;
    std::string licence_name;
    std::string licence_url;
    Text licence_scope;
    std::vector<Source> sources;
    std::vector<CompetencyId> core;  ///< what the overlay declares to have kept its meaning
};

/// What stands in a base and is not used.
struct UnusedPart {
    enum class Kind { competency, attitude };

    Kind kind = Kind::competency;
    std::string id;
    Text title;
    Text reason;
    FrameworkRef by;
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
    std::optional<OverlayContent> overlay;  ///< of a file with `extends`, until extend() has put it over its base
    std::vector<BaseFramework> bases;       ///< of a framework made by extend(): what it extends, the nearest first
    std::vector<UnusedPart> unused;         ///< likewise: what it does without
};

/// A competency framework that makes sense: ids well-formed and unique within their kind, 2 to 10 levels, every competency described at every level,
/// every text in the default language.
class Framework {
public:
    static constexpr std::size_t min_levels = 2;
    static constexpr std::size_t max_levels = 10;
    /// Competencies are coded in 16 bits, and one code says "none".
    static constexpr std::size_t max_competencies = 65'535;

    /// Of a file without `extends`; an overlay becomes a framework through extend().
    static Result<Checked<Framework>> make(FrameworkContent content);

    const FrameworkContent& content() const noexcept { return content_; }
    FrameworkRef ref() const { return {FrameworkId(content_.head.id), content_.head.version, content_.head.at}; }
    /// Whether a file that was written for `ref` may be used with this framework: it is this one, or one that it extends, whose ids it has kept.
    bool serves(const FrameworkRef& ref) const;
    /// What an overlay of this chain does without; null for anything else.
    const UnusedPart* unused(UnusedPart::Kind kind, std::string_view id) const;
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
