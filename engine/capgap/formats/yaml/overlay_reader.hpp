#pragma once

#include <capgap/formats/yaml/reader.hpp>
#include <capgap/framework/overlay_content.hpp>

namespace capgap::yaml {

/// What a framework file with `extends` says of its base. Problems: parts that only a framework without `extends` has.
[[nodiscard]] OverlayContent overlay_of(Reader& reader);

}  // namespace capgap::yaml
