#pragma once

#include <capgap/formats/yaml/scan.hpp>

namespace capgap::yaml {

/// Over a list or mapping in brackets, from its opening bracket, with all that is inside. Its further lines must be indented more than
/// `parent_column`. Where the closing bracket is missing or another one, the scan is stopped.
void scan_flow(Scan& scan, int parent_column);

}  // namespace capgap::yaml
