#pragma once

#include <capgap/formats/yaml/scan.hpp>

namespace capgap::yaml {

/// Over a value in quotes, from its first quote. Its further lines must be indented more than `parent_column`. Where its end is missing, the scan is
/// stopped.
void scan_quoted(Scan& scan, int parent_column);

/// Over a text after | or >, from that character to the line after its last. `parent_column` is the column of the mapping or list that it belongs to.
void scan_block_scalar(Scan& scan, int parent_column);

enum class PlainStop { line_end, colon, comment, indicator };

/// Over a value without quotes as far as it goes on this line, less the blanks behind it; what ended it. Inside brackets (`in_flow`) it ends at
/// a comma or bracket too.
PlainStop scan_plain_line(Cursor& cursor, bool in_flow);

}  // namespace capgap::yaml
