#pragma once

#include <capgap/report/workbook.hpp>

#include <cstdint>

struct lxw_format;
struct lxw_workbook;

namespace capgap {

/// The page's ink, of headings and charts.
inline constexpr std::uint32_t ink = 0x1F3A5F;

/// How cells look, made once for a workbook. For this folder only.
class CellFormats {
public:
    explicit CellFormats(lxw_workbook* workbook);

    lxw_format* of(ColumnKind kind) const;
    lxw_format* of(WorkbookLine::Kind kind) const;
    lxw_format* heading() const { return heading_; }
    lxw_format* label() const { return label_; }
    lxw_format* wrapped() const { return wrapped_; }
    lxw_format* bound() const { return bound_; }

private:
    lxw_format* text_;
    lxw_format* whole_;
    lxw_format* share_;
    lxw_format* score_;
    lxw_format* levels_;
    lxw_format* number_;
    lxw_format* heading_;
    lxw_format* label_;
    lxw_format* wrapped_;
    lxw_format* bound_;
    lxw_format* title_;
    lxw_format* section_;
    lxw_format* warning_;
    lxw_format* plain_;
};

}  // namespace capgap
