#include <capgap/formats/xlsx/sheet.hpp>

#include <xlsxwriter.h>

#include <array>

namespace capgap {

namespace {

// One hue, light to dark: more is not better or worse.
constexpr lxw_color_t lightest = 0xD6E3F0;
constexpr lxw_color_t darkest = 0x1F3A5F;
/// To the lower end, on to the share, on to the upper end.
constexpr std::array<lxw_color_t, 3> parts_of_interval = {0x7FA3C7, 0x1F3A5F, 0xD6E3F0};
constexpr double default_width = 480;
constexpr double default_height = 288;
constexpr double chart_width = 1100;
constexpr double chart_height = 480;
constexpr std::uint32_t rows_of_a_chart = 26;

lxw_color_t shade(std::size_t index, std::size_t count) {
    const double place = count < 2 ? 1 : static_cast<double>(index) / static_cast<double>(count - 1);
    lxw_color_t out = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
        const double from = (lightest >> shift) & 0xFFU;
        const double to = (darkest >> shift) & 0xFFU;
        out |= static_cast<lxw_color_t>(from + (to - from) * place) << shift;
    }
    return out;
}

class SheetCharts {
public:
    SheetCharts(lxw_workbook* workbook, const NamedSheet& sheet) : workbook_(workbook), sheet_(sheet) {}

    void add(const WorkbookChart& chart, std::uint32_t row) const {
        lxw_chart* const made = chart.kind == WorkbookChart::Kind::parts_of_whole ? parts_of_whole(chart) : with_interval(chart);
        // A note follows the title: what the marks are must not be lost where the chart is pasted elsewhere.
        const std::string title = chart.note.empty() ? chart.title : chart.title + "\n" + chart.note;
        chart_title_set_name(made, title.c_str());
        lxw_chart_font font{};
        font.size = 11;
        font.color = ink;
        chart_title_set_name_font(made, &font);
        // Of bars, which lie, the library calls the axis of values x.
        chart_axis_set_num_format(made->x_axis, "0%");
        chart_axis_set_reverse(made->y_axis);  // bars are drawn from below: the first row comes on top
        chart_legend_set_position(made, LXW_CHART_LEGEND_BOTTOM);
        chart_set_series_gap(made, 40);
        lxw_chart_options size{};
        size.x_scale = chart_width / default_width;
        size.y_scale = chart_height / default_height;
        check_xlsx(worksheet_insert_chart_opt(sheet_.sheet, row, 0, made, &size), "a chart");
    }

private:
    lxw_chart_series* series(lxw_chart* chart, const WorkbookChart& what, std::size_t column) const {
        const char* const name = sheet_.name.c_str();
        const auto categories = static_cast<lxw_col_t>(what.categories);
        const auto values = static_cast<lxw_col_t>(column);
        lxw_chart_series* const out = chart_add_series(chart, nullptr, nullptr);
        chart_series_set_categories(out, name, sheet_.first_row(), categories, sheet_.last_row(), categories);
        chart_series_set_values(out, name, sheet_.first_row(), values, sheet_.last_row(), values);
        chart_series_set_name_range(out, name, sheet_.heading_row(), values);
        return out;
    }

    static void fill(lxw_chart_series* series, lxw_color_t colour) {
        lxw_chart_fill fill{};
        fill.color = colour;
        chart_series_set_fill(series, &fill);
    }

    lxw_chart* parts_of_whole(const WorkbookChart& what) const {
        lxw_chart* const chart = workbook_add_chart(workbook_, LXW_CHART_BAR_STACKED);
        chart_axis_set_max(chart->x_axis, 1);  // what is hidden stays empty, and the rest is not stretched
        for (std::size_t i = 0; i < what.columns.size(); ++i) fill(series(chart, what, what.columns[i]), shade(i, what.columns.size()));
        return chart;
    }

    /// The library knows no error bars with ends of their own: parts of one bar show them, in every program.
    lxw_chart* with_interval(const WorkbookChart& what) const {
        lxw_chart* const chart = workbook_add_chart(workbook_, LXW_CHART_BAR_STACKED);
        for (std::size_t i = 0; i < what.columns.size(); ++i) fill(series(chart, what, what.columns[i]), parts_of_interval.at(i));
        return chart;
    }

    lxw_workbook* workbook_;
    const NamedSheet& sheet_;
};

}  // namespace

void add_charts(lxw_workbook* workbook, const NamedSheet& sheet) {
    const SheetCharts charts(workbook, sheet);
    std::uint32_t row = sheet.last_row() + 2;
    for (const WorkbookChart& chart : sheet.content.charts) {
        charts.add(chart, row);
        row += rows_of_a_chart;
    }
}

}  // namespace capgap
