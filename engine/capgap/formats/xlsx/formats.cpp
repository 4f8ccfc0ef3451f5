#include <capgap/formats/xlsx/formats.hpp>

#include <xlsxwriter.h>

namespace capgap {

namespace {

// The two tints of the page's ink; a warning is set apart by more than its colour.
constexpr lxw_color_t tint = 0xE6ECF3;
constexpr lxw_color_t warning_tint = 0xFFF4D6;

lxw_format* with_number(lxw_workbook* workbook, const char* layout) {
    lxw_format* const out = workbook_add_format(workbook);
    format_set_num_format(out, layout);
    return out;
}

lxw_format* bold(lxw_workbook* workbook, double size) {
    lxw_format* const out = workbook_add_format(workbook);
    format_set_bold(out);
    format_set_font_size(out, size);
    format_set_font_color(out, ink);
    return out;
}

lxw_format* wrapping(lxw_format* format) {
    format_set_text_wrap(format);
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    return format;
}

}  // namespace

CellFormats::CellFormats(lxw_workbook* workbook)
    : text_(with_number(workbook, "@")),  // an id that is typed again stays text
      whole_(with_number(workbook, "#,##0")),
      share_(with_number(workbook, "0.0%")),
      score_(with_number(workbook, "#,##0.0")),
      levels_(with_number(workbook, "#,##0.00")),
      number_(workbook_add_format(workbook)),
      heading_(wrapping(bold(workbook, 10))),
      label_(wrapping(bold(workbook, 11))),
      wrapped_(wrapping(workbook_add_format(workbook))),
      bound_(with_number(workbook, "@")),
      title_(bold(workbook, 16)),
      section_(bold(workbook, 12)),
      warning_(wrapping(workbook_add_format(workbook))),
      plain_(workbook_add_format(workbook)) {
    format_set_indent(text_, 1);  // away from a number that ends beside it
    format_set_bg_color(heading_, tint);
    format_set_bottom(heading_, LXW_BORDER_THIN);
    format_set_align(bound_, LXW_ALIGN_RIGHT);
    format_set_align(plain_, LXW_ALIGN_LEFT);  // of its own, or the look of the column would show through
    format_set_bold(warning_);
    format_set_bg_color(warning_, warning_tint);
}

lxw_format* CellFormats::of(ColumnKind kind) const {
    switch (kind) {
        case ColumnKind::people:
        case ColumnKind::count: return whole_;
        case ColumnKind::share_0_1: return share_;
        case ColumnKind::score_0_100:
        case ColumnKind::people_estimated: return score_;
        case ColumnKind::levels: return levels_;
        case ColumnKind::level:
        case ColumnKind::number: return number_;
        default: return text_;
    }
}

lxw_format* CellFormats::of(WorkbookLine::Kind kind) const {
    switch (kind) {
        case WorkbookLine::Kind::title: return title_;
        case WorkbookLine::Kind::heading: return section_;
        case WorkbookLine::Kind::warning: return warning_;
        case WorkbookLine::Kind::text: return plain_;
    }
    return plain_;
}

}  // namespace capgap
