#include <capgap/formats/book/translation_cells.hpp>

#include <capgap/base/message.hpp>
#include <capgap/formats/book/codes.hpp>
#include <capgap/formats/book/layout.hpp>
#include <capgap/formats/book/round_book.hpp>
#include <capgap/formats/book/translations.hpp>
#include <capgap/formats/book/tree_path.hpp>

#include <algorithm>

namespace capgap {

namespace {

using namespace book;
using yaml::Node;

/// The headings of a sheet, and its last row.
struct Extent {
    std::map<std::string, std::uint32_t, std::less<>> columns;
    std::uint32_t heading_row = 1;
    std::uint32_t last_row = 0;
    std::uint32_t last_column = 0;
};

Extent extent_of(const Spreadsheet& workbook, std::size_t sheet) {
    Extent out;
    (void)workbook.read(sheet, [&out](const SheetRow& row) {
        out.last_row = row.number;
        out.last_column = std::max(out.last_column, row.cells.back().column);
        if (!out.columns.empty() || is_comment(row)) return true;
        out.heading_row = row.number;
        for (const SheetCell& cell : row.cells) out.columns.emplace(cell.text, cell.column);
        return true;
    });
    return out;
}

std::string part_of(const Node& words, std::string_view key) {
    if (words.is_scalar()) return key == "text" ? words.text : std::string();
    const Node* const found = words.find(key);
    return found == nullptr ? std::string() : found->text;
}

const Node* words_in(const Node& root, const ChangedTranslation& one) {
    const Node* const text = node_at(root, one.place);
    return text == nullptr ? nullptr : text->find(one.language);
}

class Cells {
public:
    Cells(const Spreadsheet& workbook, std::size_t sheet)
        : place_(workbook.place_of(sheet)),
          settings_(extent_of(workbook, workbook.find(settings_sheet).value())),
          translations_(extent_of(workbook, sheet)) {}

    void add(const ChangedDocument& document) {
        for (const ChangedTranslation& one : document.translations) {
            if (const Node* const words = words_in(document.is, one)) put(one, *words, words_in(document.was, one), document.was);
        }
        if (!document.translations.empty()) put_languages(document, document.translations.front().kind);
    }

    ChangedCells take() && { return std::move(out_); }

private:
    void put(const ChangedTranslation& one, const Node& words, const Node* before, const Node& root) {
        if (one.place.starts_with("translate.")) return put_settings(one, words, before);
        if (before != nullptr && before->at.file == place_) return put_parts(before->at.line, words);
        if (before != nullptr) clear(*before);
        const std::uint32_t row = ++translations_.last_row;
        set(row, "file", one.kind);
        set(row, "place", one.place);
        set(row, "language", one.language);
        const Node* const languages = root.find("languages");
        const Node* const original = words_in(root, {one.kind, one.place, languages->items.front().text});
        if (original != nullptr) set(row, "original", part_of(*original, "text"));
        put_parts(row, words);
    }

    /// What an overlay says of the framework below has no original in its own file, and so no row among the translations.
    void put_settings(const ChangedTranslation& one, const Node& words, const Node* before) {
        const std::string path = path_to(one.kind + '.' + one.place, one.language);
        std::vector<FlatValue> values;
        std::vector<FlatValue> old;
        flatten(words, path, values);
        if (before != nullptr) flatten(*before, path, old);
        auto& cells = out_[std::string(settings_sheet)];
        for (const FlatValue& was : old) cells[was.at.line][was.at.column] = {};
        for (const FlatValue& is : values) {
            const auto known = std::find_if(old.begin(), old.end(), [&is](const FlatValue& was) { return was.path == is.path; });
            if (known != old.end()) {
                cells[known->at.line][known->at.column] = is.text;
                continue;
            }
            const std::uint32_t row = ++settings_.last_row;
            cells[row][settings_.columns.at("key")] = is.path;
            cells[row][settings_.columns.at("value")] = is.text;
        }
    }

    void put_parts(std::uint32_t row, const Node& words) {
        set(row, "text", part_of(words, "text"));
        for (const std::string_view key : word_parts) {
            const std::string text = part_of(words, key);
            if (!text.empty() || translations_.columns.contains(key)) set(row, key, text);
        }
    }

    /// An older workbook has fewer columns.
    void set(std::uint32_t row, std::string_view column, const std::string& text) {
        auto& cells = out_[std::string(translations_sheet)];
        auto known = translations_.columns.find(column);
        if (known == translations_.columns.end()) {
            known = translations_.columns.emplace(std::string(column), ++translations_.last_column).first;
            cells[translations_.heading_row][known->second] = std::string(column);
        }
        cells[row][known->second] = text;
    }

    /// What stood in a sheet of the file itself.
    void clear(const Node& words) {
        const std::string sheet = words.at.file.substr(words.at.file.rfind('!') + 1);
        if (words.is_scalar()) out_[sheet][words.at.line][words.at.column] = {};
        for (const Node::Member& member : words.members) clear(member.value);
    }

    void put_languages(const ChangedDocument& document, const std::string& kind) {
        const Node* const was = document.was.find("languages");
        const Node* const is = document.is.find("languages");
        if (yaml::same_values(*was, *is)) return;
        std::vector<FlatValue> values;
        flatten(*is, path_to(kind, "languages"), values);
        auto& cells = out_[std::string(settings_sheet)];
        // Several values in one cell have its place.
        if (values.size() == 1 && was->items.front().at == was->items.back().at && was->at == was->items.front().at) {
            cells[was->at.line][was->at.column] = values.front().text;
            return;
        }
        for (std::size_t i = was->items.size(); i < is->items.size(); ++i) {
            const std::uint32_t row = ++settings_.last_row;
            cells[row][settings_.columns.at("key")] = path_to(path_to(kind, "languages"), i + 1);
            cells[row][settings_.columns.at("value")] = is->items[i].text;
        }
    }

    std::string place_;
    Extent settings_;
    Extent translations_;
    ChangedCells out_;
};

}  // namespace

Result<ChangedCells> translation_cells(const Spreadsheet& workbook, const std::vector<ChangedDocument>& documents) {
    const auto sheet = workbook.find(translations_sheet);
    if (!sheet) {
        return error(codes::book_no_translations, {workbook.name(), 0, 0}, "the workbook has no sheet Translations to take the texts",
                     "add one with these words in its first row: file, place, language, original, text, status, source, reviewer, date, of");
    }
    Cells cells(workbook, *sheet);
    for (const ChangedDocument& one : documents) cells.add(one);
    return std::move(cells).take();
}

}  // namespace capgap
