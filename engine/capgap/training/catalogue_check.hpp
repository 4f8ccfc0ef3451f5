#pragma once

#include <capgap/training/catalogue.hpp>

namespace capgap {

/// Everything a schema cannot say about a catalogue, by place. `mended` and `use` as for Catalogue::make().
[[nodiscard]] Diagnostics check_catalogue(const CatalogueContent& content, const Framework& framework, const Framework* mended,
                                          CatalogueUse use = CatalogueUse::advice);

}  // namespace capgap
