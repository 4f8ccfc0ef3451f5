#pragma once

#include <capgap/training/catalogue.hpp>

namespace capgap {

/// Everything a schema cannot say about a catalogue, by place. `mended` as for Catalogue::make().
[[nodiscard]] Diagnostics check_catalogue(const CatalogueContent& content, const Framework& framework, const Framework* mended);

}  // namespace capgap
