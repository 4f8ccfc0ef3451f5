#include <capgap/formats/xlsx/sheet_edit.hpp>

#include <capgap/base/location.hpp>

#include <algorithm>
#include <charconv>
#include <vector>

namespace capgap::xlsx {

namespace {

/// An element of the XML: its tag, and where it ends.
struct Element {
    std::size_t begin = 0;
    std::size_t tag_end = 0;  ///< behind the '>' of its first tag
    std::size_t end = 0;      ///< behind the whole element
    bool empty = false;       ///< <row/>
};

bool ends_name(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '>' || c == '/';
}

std::string escaped(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        switch (text[i]) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            // _x000D_ stands for a character: a text that looks so must say that it is none.
            case '_': out += text.substr(i).starts_with("_x") ? "_x005F_" : "_"; break;
            case '\r': out += "_x000D_"; break;
            default: out += text[i];
        }
    }
    return out;
}

class SheetXml {
public:
    SheetXml(std::string_view xml, const CellTexts& texts) : xml_(xml), texts_(texts) {}

    std::optional<std::string> edited() {
        const std::size_t data_end = closing_tag();
        if (data_end == std::string_view::npos) return std::nullopt;
        const auto data = element("sheetData", 0, data_end + 1);
        if (!data || data->empty) return std::nullopt;
        copy_head(data->tag_end);
        auto next = texts_.begin();
        std::uint32_t number = 0;
        for (std::size_t at = data->tag_end;;) {
            const auto row = element("row", at, data_end);
            if (!row) break;
            number = number_in(attribute(*row, "r")).value_or(number + 1);
            for (; next != texts_.end() && next->first < number; ++next) add_row(next->first, next->second);
            out_ += xml_.substr(at, row->begin - at);
            if (next != texts_.end() && next->first == number) {
                if (!edit_row(*row, number, next->second)) return std::nullopt;
                ++next;
            } else {
                out_ += xml_.substr(row->begin, row->end - row->begin);
            }
            at = row->end;
            copied_ = at;
        }
        for (; next != texts_.end(); ++next) add_row(next->first, next->second);
        out_ += xml_.substr(std::max(copied_, data->tag_end));
        return std::move(out_);
    }

private:
    /// Programs may write <x:row>: the prefix is that of the sheet's data.
    std::size_t closing_tag() {
        const std::size_t name = xml_.rfind("sheetData>");
        const std::size_t tag = name == std::string_view::npos ? name : xml_.rfind("</", name);
        if (tag == std::string_view::npos) return tag;
        prefix_ = xml_.substr(tag + 2, name - tag - 2);
        return prefix_.find_first_of(" <>") == std::string::npos ? tag : std::string_view::npos;
    }

    /// What the sheet says of its extent would not hold any more; it may be left out.
    void copy_head(std::size_t end) {
        const auto dimension = element("dimension", 0, end);
        out_ += xml_.substr(0, dimension ? dimension->begin : end);
        if (dimension) out_ += xml_.substr(dimension->end, end - dimension->end);
    }

    std::optional<Element> element(std::string_view name, std::size_t from, std::size_t until) const {
        const std::string open = '<' + prefix_ + std::string(name);
        const std::string_view searched = xml_.substr(0, until);
        std::size_t at = searched.find(open, from);
        while (at != std::string_view::npos && at + open.size() < xml_.size() && !ends_name(xml_[at + open.size()])) at = searched.find(open, at + 1);
        if (at == std::string_view::npos) return std::nullopt;
        Element out{at, xml_.find('>', at), 0, false};
        if (out.tag_end == std::string_view::npos) return std::nullopt;
        out.empty = xml_[out.tag_end - 1] == '/';
        ++out.tag_end;
        const std::string close = "</" + prefix_ + std::string(name) + '>';
        const std::size_t end = out.empty ? out.tag_end : xml_.find(close, out.tag_end);
        if (end == std::string_view::npos) return std::nullopt;
        out.end = out.empty ? end : end + close.size();
        return out;
    }

    std::string_view attribute(const Element& of, std::string_view name) const {
        const std::string_view tag = xml_.substr(of.begin, of.tag_end - of.begin);
        for (const char quote : {'"', '\''}) {
            const std::string begin = ' ' + std::string(name) + '=' + quote;
            const std::size_t at = tag.find(begin);
            if (at == std::string_view::npos) continue;
            const std::size_t value = at + begin.size();
            return tag.substr(value, tag.find(quote, value) - value);
        }
        return {};
    }

    static std::optional<std::uint32_t> number_in(std::string_view text) {
        std::uint32_t out = 0;
        const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), out);
        if (text.empty() || problem != std::errc{} || end != text.data() + text.size()) return std::nullopt;
        return out;
    }

    /// "C14" is 3.
    static std::optional<std::uint32_t> column_in(std::string_view reference) {
        std::uint32_t out = 0;
        std::size_t letters = 0;
        for (; letters < reference.size() && reference[letters] >= 'A' && reference[letters] <= 'Z' && letters < 4; ++letters) {
            out = out * 26 + static_cast<std::uint32_t>(reference[letters] - 'A' + 1);
        }
        return letters == 0 ? std::nullopt : std::optional(out);
    }

    void add_row(std::uint32_t number, const std::map<std::uint32_t, std::string>& cells) {
        out_ += '<' + prefix_ + "row r=\"" + std::to_string(number) + "\">";
        for (const auto& [column, text] : cells) add_cell(number, column, text, {});
        out_ += "</" + prefix_ + "row>";
    }

    void add_cell(std::uint32_t row, std::uint32_t column, const std::string& text, std::string_view format) {
        out_ += '<' + prefix_ + "c r=\"" + column_letters(column) + std::to_string(row) + '"';
        if (!format.empty()) out_ += " s=\"" + std::string(format) + '"';
        out_ += " t=\"inlineStr\"><" + prefix_ + "is><" + prefix_ + "t xml:space=\"preserve\">" + escaped(text) + "</" + prefix_ + "t></" + prefix_ +
                "is></" + prefix_ + "c>";
    }

    bool edit_row(const Element& row, std::uint32_t number, const std::map<std::uint32_t, std::string>& cells) {
        std::string tag(xml_.substr(row.begin, row.tag_end - row.begin));
        if (row.empty) tag.erase(tag.size() - 2, 1);
        out_ += tag;
        const std::size_t content_end = row.empty ? row.tag_end : row.end - (prefix_.size() + 6);  // </row>
        auto next = cells.begin();
        std::uint32_t column = 0;
        std::size_t at = row.tag_end;
        while (const auto cell = element("c", at, content_end)) {
            const std::string_view reference = attribute(*cell, "r");
            const auto said = column_in(reference);
            if (!reference.empty() && !said) return false;
            column = said.value_or(column + 1);
            out_ += xml_.substr(at, cell->begin - at);
            for (; next != cells.end() && next->first < column; ++next) add_cell(number, next->first, next->second, {});
            if (next != cells.end() && next->first == column) {
                add_cell(number, column, next->second, attribute(*cell, "s"));
                ++next;
            } else {
                out_ += xml_.substr(cell->begin, cell->end - cell->begin);
            }
            at = cell->end;
        }
        for (; next != cells.end(); ++next) add_cell(number, next->first, next->second, {});
        out_ += xml_.substr(at, content_end - at);
        out_ += "</" + prefix_ + "row>";
        return true;
    }

    std::string_view xml_;
    const CellTexts& texts_;
    std::string prefix_;
    std::string out_;
    std::size_t copied_ = 0;
};

}  // namespace

std::optional<std::string> with_texts(std::string_view xml, const CellTexts& texts) {
    return SheetXml(xml, texts).edited();
}

}  // namespace capgap::xlsx
