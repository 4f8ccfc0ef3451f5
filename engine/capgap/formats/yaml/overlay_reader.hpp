#pragma once

#include <capgap/formats/yaml/reader.hpp>
#include <capgap/framework/overlay_content.hpp>

namespace capgap::yaml {

/// `statements` and `outcomes` of a competency, and whether it has nothing else to describe it.
void read_statements(Competency& competency, const Node& node, Reader& reader);

/// What a framework file with `extends` says of its base. Problems: parts that only a framework without `extends` has.
[[nodiscard]] OverlayContent overlay_of(Reader& reader);

}  // namespace capgap::yaml
