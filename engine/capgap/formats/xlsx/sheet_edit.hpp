#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace capgap::xlsx {

/// Texts for cells, by row and column, both from 1.
using CellTexts = std::map<std::uint32_t, std::map<std::uint32_t, std::string>>;

/// The XML of a worksheet with these texts in its cells, whatever stood there; formats of cells and everything else stay as they are. Nothing where
/// the XML is not written as spreadsheet programs write it.
[[nodiscard]] std::optional<std::string> with_texts(std::string_view xml, const CellTexts& texts);

}  // namespace capgap::xlsx
