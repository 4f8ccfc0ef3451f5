#pragma once

#include <capgap/framework/differences.hpp>
#include <capgap/framework/framework.hpp>
#include <capgap/framework/profiles.hpp>

namespace capgap {

/// What two versions of a framework, or a framework and its overlay, have differently: levels, domains, competencies with their descriptors,
/// attitudes, texts in the languages that both have. The verdict on a competency is the worst of
/// - not comparable: only one has it; the levels are others; one of its descriptors stands at another level;
/// - with care: its words or those of a level differ; an overlay that does not count it among `core`; frameworks of which neither extends the other;
/// - comparable: none of these. An overlay that counts it among `core` declares that a renamed competency has kept its meaning.
/// Of a framework and itself: no change, everything comparable.
[[nodiscard]] Differences diff(const Framework& was, const Framework& is);

/// Targets raised and lowered, profiles added and removed, who approved. The verdicts are on shares below target: scores do not depend on targets.
[[nodiscard]] Differences diff(const ProfilesContent& was, const ProfilesContent& is);

}  // namespace capgap
