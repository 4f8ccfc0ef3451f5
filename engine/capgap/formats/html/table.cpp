#include <capgap/formats/html/table.hpp>

#include <capgap/formats/html/markup.hpp>

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

bool has_group(const ReportColumn& column) {
    return !column.group.empty();
}
bool is_upright(const ReportColumn& column) {
    return column.upright;
}
bool is_below_another(const ReportRow& row) {
    return row.depth > 0;
}

class TableWriter {
public:
    TableWriter(const ReportTable& table, std::string& out)
        : table_(table),
          out_(out),
          grouped_(std::any_of(table.columns.begin(), table.columns.end(), has_group)),
          heat_(std::any_of(table.columns.begin(), table.columns.end(), is_upright)),
          tree_(std::any_of(table.rows.begin(), table.rows.end(), is_below_another)) {}

    void write(const std::string& prefix, const std::string& legend_title) {
        const std::string id = prefix + "-" + table_.id;
        const std::string caption = id + "-caption";
        const std::string classes = std::string("scroll") + (heat_ ? " heat" : " fit") + (tree_ ? "" : " plain");
        out_ += tag("div", {{"class", classes}, {"role", "region"}, {"tabindex", "0"}, {"aria-labelledby", caption}}) + "\n";
        out_ += tag("table", {{"id", id}, {"style", heat_ ? least_width() : ""}}) + "\n";
        out_ += tag("caption", {{"id", caption}}) + element("span", {}, table_.caption) + "</caption>\n";
        if (heat_) widths();
        head();
        body();
        out_ += "</table>\n</div>\n";
        if (!table_.legend.empty()) legend(legend_title);
        for (const std::string& note : table_.notes) out_ += element("p", {{"class", "note"}}, note) + "\n";
    }

private:
    /// Upright columns are all as narrow as each other; the style sheet says how narrow.
    void widths() {
        out_ += "<colgroup>" + void_tag("col", {{"class", "names"}});
        for (const ReportColumn& column : table_.columns) out_ += void_tag("col", {{"class", column.upright ? "narrow" : "broad"}});
        out_ += "</colgroup>\n";
    }

    /// How many columns of each width: the style sheet adds them up, so that the table scrolls and does not shrink where the page is narrower.
    std::string least_width() const {
        const auto narrow = std::count_if(table_.columns.begin(), table_.columns.end(), is_upright);
        const auto broad = static_cast<std::ptrdiff_t>(table_.columns.size()) - narrow;
        return "--narrow:" + std::to_string(narrow) + ";--broad:" + std::to_string(broad);
    }

    bool holds_words(std::size_t column) const {
        return std::any_of(table_.rows.begin(), table_.rows.end(),
                           [column](const ReportRow& row) { return column < row.cells.size() && row.cells[column].kind == ReportCell::Kind::text; });
    }

    void head() {
        const std::string rows = grouped_ ? "2" : "";
        out_ += "<thead>\n<tr>" + element("th", {{"scope", "col"}, {"class", "corner"}, {"rowspan", rows}}, table_.head);
        std::string below;
        for (std::size_t i = 0; i < table_.columns.size();) {
            const std::string& group = table_.columns[i].group;
            if (group.empty()) {
                out_ += column(i, rows, false);
                ++i;
                continue;
            }
            const std::size_t first = i;
            for (; i < table_.columns.size() && table_.columns[i].group == group; ++i) below += column(i, "", i == first);
            out_ += element("th", {{"scope", "colgroup"}, {"class", "over"}, {"colspan", std::to_string(i - first)}}, group);
        }
        out_ += "</tr>\n";
        if (grouped_) out_ += "<tr>" + below + "</tr>\n";
        out_ += "</thead>\n";
    }

    std::string column(std::size_t index, const std::string& rows, bool first_of_group) const {
        const ReportColumn& column = table_.columns[index];
        std::string classes = column.upright ? "upright" : holds_words(index) ? "words" : "figures";
        if (first_of_group) classes += " first";
        std::string out = tag("th", {{"scope", "col"}, {"class", classes}, {"rowspan", rows}}) + element("span", {}, column.title);
        if (!column.note.empty()) out += " " + element("small", {}, column.note);
        return out + "</th>";
    }

    void body() {
        out_ += "<tbody>\n";
        bool first = true;
        for (const ReportRow& row : table_.rows) {
            if (row.heading && !first) out_ += "</tbody>\n<tbody>\n";
            first = false;
            if (row.heading) {
                const std::string all = std::to_string(table_.columns.size() + 1);
                out_ += tag("tr", {{"class", "group"}}) + element("th", {{"scope", "rowgroup"}, {"colspan", all}}, row.title) + "</tr>\n";
            } else {
                this->row(row);
            }
        }
        out_ += "</tbody>\n";
    }

    void row(const ReportRow& row) {
        out_ += "<tr>" + tag("th", {{"scope", "row"}, {"class", numbered("d", row.depth, 0, deepest_indent)}}) + escaped(row.title);
        if (!row.note.empty()) out_ += " " + element("small", {}, row.note);
        out_ += "</th>";
        for (const ReportCell& each : row.cells) cell(each);
        out_ += "</tr>\n";
    }

    void cell(const ReportCell& cell) {
        std::string classes = class_of(cell.kind);
        if (cell.shade) classes += ' ' + shade_class(*cell.shade);
        out_ += tag("td", {{"class", classes}});
        // A sign is read aloud as its words.
        out_ += cell.kind == ReportCell::Kind::mark ? element("span", {{"aria-hidden", "true"}}, cell.text) : escaped(cell.text);
        if (!cell.mark.empty()) out_ += element("sup", {{"aria-hidden", "true"}}, cell.mark);
        if (!cell.detail.empty()) out_ += " " + element("span", {{"class", "detail"}}, cell.detail);
        if (!cell.spoken.empty()) out_ += " " + element("span", {{"class", "unseen"}}, cell.spoken);
        out_ += "</td>";
    }

    void legend(const std::string& title) {
        out_ += tag("div", {{"class", "legend"}}) + element("p", {}, title) + "\n<ul>\n";
        for (const LegendEntry& entry : table_.legend) {
            out_ += tag("li", {{"class", entry.shade || !entry.mark.empty() ? "" : "words"}});
            if (entry.shade) out_ += element("span", {{"class", "swatch " + shade_class(*entry.shade)}}, "");
            if (!entry.mark.empty()) out_ += element("b", {}, entry.mark) + " ";
            out_ += escaped(entry.text) + "</li>\n";
        }
        out_ += "</ul></div>\n";
    }

    const ReportTable& table_;
    std::string& out_;
    bool grouped_;
    bool heat_;
    bool tree_;
};

/// One decimal is finer than a screen shows.
std::string percent(double width_0_1) {
    std::array<char, 32> buffer{};
    const auto written =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), 100 * std::clamp(width_0_1, 0.0, 1.0), std::chars_format::fixed, 1);
    return std::string(buffer.data(), written.ptr) + "%";
}

/// The hue from light to dark over the answers, in their order.
std::string shade_at(std::size_t index, std::size_t count) {
    if (count < 2) return shade_class(ReportCell::max_shade);
    return shade_class(1 + static_cast<int>(index * (ReportCell::max_shade - 1) / (count - 1)));
}

}  // namespace

void write_table(const ReportTable& table, const std::string& prefix, const std::string& legend_title, std::string& out) {
    TableWriter(table, out).write(prefix, legend_title);
}

void write_distribution(const ReportDistribution& distribution, std::string& out) {
    const auto& parts = distribution.parts;
    out += "<figure>\n<figcaption>" + escaped(distribution.title);
    if (!distribution.note.empty()) out += " " + element("small", {}, distribution.note);
    out += "</figcaption>\n" + tag("div", {{"class", "bar"}, {"aria-hidden", "true"}});
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (parts[i].width_0_1 <= 0) continue;
        out += element("span", {{"class", shade_at(i, parts.size())}, {"style", "width:" + percent(parts[i].width_0_1)}}, "");
    }
    out += "</div>\n" + tag("ul", {{"class", "parts"}}) + "\n";
    for (std::size_t i = 0; i < parts.size(); ++i) {
        out += "<li>" + element("span", {{"class", "swatch " + shade_at(i, parts.size())}}, "") + escaped(parts[i].title) + " " +
               element("b", {}, parts[i].share) + "</li>\n";
    }
    out += "</ul>\n</figure>\n";
}

}  // namespace capgap::html
