#include <capgap/formats/html/table.hpp>

#include <capgap/formats/html/escape.hpp>

#include <algorithm>
#include <array>
#include <charconv>

namespace capgap::html {

namespace {

constexpr int deepest_indent = 5;

std::string numbered(const char* name, int number, int least, int most) {
    std::string out = name;
    out += std::to_string(std::clamp(number, least, most));
    return out;
}

std::string shade_class(int shade) {
    return numbered("s", shade, 1, ReportCell::max_shade);
}

const char* class_of(ReportCell::Kind kind) {
    switch (kind) {
        case ReportCell::Kind::blank: return "blank";
        case ReportCell::Kind::text: return "text";
        case ReportCell::Kind::number: return "number";
        case ReportCell::Kind::share: return "share";
        case ReportCell::Kind::bound: return "bound";
        case ReportCell::Kind::mark: return "mark";
    }
    return "blank";
}

class TableWriter {
public:
    TableWriter(const ReportTable& table, std::string& out) : table_(table), out_(out) {
        grouped_ = std::any_of(table.columns.begin(), table.columns.end(), [](const ReportColumn& column) { return !column.group.empty(); });
        heat_ = std::any_of(table.columns.begin(), table.columns.end(), [](const ReportColumn& column) { return column.upright; });
        tree_ = std::any_of(table.rows.begin(), table.rows.end(), [](const ReportRow& row) { return row.depth > 0; });
    }

    void write(const std::string& prefix, const std::string& legend_title) {
        const std::string caption = prefix + "-" + escaped(table_.id) + "-caption";
        out_ += std::string("<div class=\"scroll") + (heat_ ? " heat" : " fit") + (tree_ ? "" : " plain") +
                "\" role=\"region\" tabindex=\"0\" aria-labelledby=\"" + caption + "\">\n";
        out_ += "<table id=\"" + prefix + "-" + escaped(table_.id) + "\"" + (heat_ ? " style=\"" + least_width() + "\"" : "") + ">\n<caption id=\"" +
                caption + "\"><span>" + escaped(table_.caption) + "</span></caption>\n";
        widths();
        head();
        body();
        out_ += "</table>\n</div>\n";
        legend(legend_title);
        for (const std::string& note : table_.notes) out_ += "<p class=\"note\">" + escaped(note) + "</p>\n";
    }

private:
    /// Upright columns are all as narrow as each other; the style sheet says how narrow.
    void widths() {
        if (!heat_) return;
        out_ += "<colgroup><col class=\"names\" />";
        for (const ReportColumn& column : table_.columns) out_ += column.upright ? "<col class=\"narrow\" />" : "<col class=\"broad\" />";
        out_ += "</colgroup>\n";
    }

    /// The sum of widths() in narrow columns, so that the table scrolls and does not shrink where the page is narrower.
    std::string least_width() const {
        const auto narrow = std::count_if(table_.columns.begin(), table_.columns.end(), [](const ReportColumn& column) { return column.upright; });
        const auto broad = static_cast<std::ptrdiff_t>(table_.columns.size()) - narrow;
        return "--narrow:" + std::to_string(narrow) + ";--broad:" + std::to_string(broad);
    }

    bool holds_words(std::size_t column) const {
        return std::any_of(table_.rows.begin(), table_.rows.end(),
                           [column](const ReportRow& row) { return column < row.cells.size() && row.cells[column].kind == ReportCell::Kind::text; });
    }

    void head() {
        const char* both_rows = grouped_ ? " rowspan=\"2\"" : "";
        out_ += std::string("<thead>\n<tr><th scope=\"col\" class=\"corner\"") + both_rows + ">" + escaped(table_.head) + "</th>";
        std::string below;
        for (std::size_t i = 0; i < table_.columns.size();) {
            const std::string& group = table_.columns[i].group;
            if (group.empty()) {
                column(i, both_rows, false, out_);
                ++i;
                continue;
            }
            const std::size_t first = i;
            while (i < table_.columns.size() && table_.columns[i].group == group) {
                column(i, "", i == first, below);
                ++i;
            }
            out_ += "<th scope=\"colgroup\" class=\"over\" colspan=\"" + std::to_string(i - first) + "\">" + escaped(group) + "</th>";
        }
        out_ += "</tr>\n";
        if (grouped_) out_ += "<tr>" + below + "</tr>\n";
        out_ += "</thead>\n";
    }

    void column(std::size_t index, const char* span, bool first, std::string& to) const {
        const ReportColumn& column = table_.columns[index];
        to += std::string("<th scope=\"col\"") + span + " class=\"" +
              (column.upright       ? "upright"
               : holds_words(index) ? "words"
                                    : "figures") +
              (first ? " first" : "") + "\"><span>" + escaped(column.title) + "</span>";
        if (!column.note.empty()) to += " <small>" + escaped(column.note) + "</small>";
        to += "</th>";
    }

    void body() {
        out_ += "<tbody>\n";
        bool first = true;
        for (const ReportRow& row : table_.rows) {
            if (row.heading && !first) out_ += "</tbody>\n<tbody>\n";
            first = false;
            if (row.heading) {
                out_ += "<tr class=\"group\"><th scope=\"rowgroup\" colspan=\"" + std::to_string(table_.columns.size() + 1) + "\">" +
                        escaped(row.title) + "</th></tr>\n";
            } else {
                this->row(row);
            }
        }
        out_ += "</tbody>\n";
    }

    void row(const ReportRow& row) {
        out_ += "<tr><th scope=\"row\" class=\"" + numbered("d", row.depth, 0, deepest_indent) + "\">" + escaped(row.title);
        if (!row.note.empty()) out_ += " <small>" + escaped(row.note) + "</small>";
        out_ += "</th>";
        for (const ReportCell& each : row.cells) cell(each);
        out_ += "</tr>\n";
    }

    void cell(const ReportCell& cell) {
        out_ += std::string("<td class=\"") + class_of(cell.kind);
        if (cell.shade) out_ += ' ' + shade_class(*cell.shade);
        out_ += "\">";
        if (cell.kind == ReportCell::Kind::mark) {
            out_ += "<span aria-hidden=\"true\">" + escaped(cell.text) + "</span>";
        } else {
            out_ += escaped(cell.text);
        }
        if (!cell.mark.empty()) out_ += "<sup aria-hidden=\"true\">" + escaped(cell.mark) + "</sup>";
        if (!cell.detail.empty()) out_ += " <span class=\"detail\">" + escaped(cell.detail) + "</span>";
        if (!cell.spoken.empty()) out_ += " <span class=\"unseen\">" + escaped(cell.spoken) + "</span>";
        out_ += "</td>";
    }

    void legend(const std::string& title) {
        if (table_.legend.empty()) return;
        out_ += "<div class=\"legend\"><p>" + escaped(title) + "</p>\n<ul>\n";
        for (const LegendEntry& entry : table_.legend) {
            out_ += entry.shade || !entry.mark.empty() ? "<li>" : "<li class=\"words\">";
            if (entry.shade) out_ += "<span class=\"swatch " + shade_class(*entry.shade) + "\"></span>";
            if (!entry.mark.empty()) out_ += "<b>" + escaped(entry.mark) + "</b> ";
            out_ += escaped(entry.text) + "</li>\n";
        }
        out_ += "</ul></div>\n";
    }

    const ReportTable& table_;
    std::string& out_;
    bool grouped_ = false;
    bool heat_ = false;
    bool tree_ = false;
};

/// One decimal is finer than a screen shows.
std::string percent(double width_0_1) {
    std::array<char, 32> buffer{};
    const auto written =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), 100 * std::clamp(width_0_1, 0.0, 1.0), std::chars_format::fixed, 1);
    return std::string(buffer.data(), written.ptr) + "%";
}

/// The hue from light to dark over the answers, in their order.
int shade_at(std::size_t index, std::size_t count) {
    if (count < 2) return ReportCell::max_shade;
    return 1 + static_cast<int>(index * (ReportCell::max_shade - 1) / (count - 1));
}

}  // namespace

void write_table(const ReportTable& table, const std::string& prefix, const std::string& legend_title, std::string& out) {
    TableWriter(table, out).write(prefix, legend_title);
}

void write_distribution(const ReportDistribution& distribution, std::string& out) {
    const auto& parts = distribution.parts;
    out += "<figure>\n<figcaption>" + escaped(distribution.title);
    if (!distribution.note.empty()) out += " <small>" + escaped(distribution.note) + "</small>";
    out += "</figcaption>\n<div class=\"bar\" aria-hidden=\"true\">";
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (parts[i].width_0_1 <= 0) continue;
        out += "<span class=\"" + shade_class(shade_at(i, parts.size())) + "\" style=\"width:" + percent(parts[i].width_0_1) + "\"></span>";
    }
    out += "</div>\n<ul class=\"parts\">\n";
    for (std::size_t i = 0; i < parts.size(); ++i) {
        out += "<li><span class=\"swatch " + shade_class(shade_at(i, parts.size())) + "\"></span>" + escaped(parts[i].title) + " <b>" +
               escaped(parts[i].share) + "</b></li>\n";
    }
    out += "</ul>\n</figure>\n";
}

}  // namespace capgap::html
