#include <capgap/base/message.hpp>
#include <capgap/formats/book/codes.hpp>
#include <capgap/formats/book/layout.hpp>
#include <capgap/formats/book/round_book.hpp>
#include <capgap/formats/book/schema_words.hpp>
#include <capgap/formats/book/translations.hpp>
#include <capgap/formats/book/tree_path.hpp>

#include <algorithm>

namespace capgap {

namespace {

using namespace book;
using yaml::Node;

Node* member_of(Node& node, std::string_view key) {
    const auto found = std::find_if(node.members.begin(), node.members.end(), [key](const Node::Member& one) { return one.key == key; });
    return found == node.members.end() ? nullptr : &found->value;
}

void remove_member(Node& node, std::string_view key) {
    std::erase_if(node.members, [key](const Node::Member& one) { return one.key == key; });
}

bool all_mappings(const Node& list) {
    return list.is_sequence() && !list.items.empty() &&
           std::all_of(list.items.begin(), list.items.end(), [](const Node& item) { return item.is_mapping() && !item.members.empty(); });
}

/// Whether rows can say the list: every item begins a row of its own.
bool is_tabular(const Node& list, std::string_view nested) {
    if (!all_mappings(list)) return false;
    return std::all_of(list.items.begin(), list.items.end(), [nested](const Node& item) {
        const Node* inner = nested.empty() ? nullptr : item.find(nested);
        const bool own = item.members.size() > (inner == nullptr ? 0U : 1U);
        return own && (inner == nullptr || all_mappings(*inner) || (inner->is_sequence() && inner->items.empty()));
    });
}

/// The rows of a list, with a column for everything that any of them says.
class ListRows {
public:
    ListRows(const ListSheet& spec, FormSheet& sheet) : spec_(spec), sheet_(sheet) {}

    void add(const Node& list) {
        for (const Node& item : list.items) add_item(item);
        for (auto& row : sheet_.rows) row.resize(sheet_.columns.size());
    }

private:
    void add_item(Node item) {
        Node* inner = spec_.nested.empty() ? nullptr : member_of(item, spec_.nested);
        std::vector<Node> rows;
        if (inner != nullptr && !inner->items.empty()) {
            rows = std::move(inner->items);
            remove_member(item, spec_.nested);
        }
        std::vector<FlatValue> values;
        flatten(item, "", values);
        sheet_.rows.emplace_back();
        put(values);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (i > 0) sheet_.rows.emplace_back();
            values.clear();
            flatten(rows[i], std::string(spec_.nested), values);
            put(values);
        }
    }

    void put(const std::vector<FlatValue>& values) {
        for (const FlatValue& value : values) {
            const std::size_t column = column_of(value.path);
            auto& row = sheet_.rows.back();
            if (row.size() <= column) row.resize(column + 1);
            row[column] = value.text;
        }
    }

    std::size_t column_of(const std::string& path) {
        auto& columns = sheet_.columns;
        const auto known = std::find_if(columns.begin(), columns.end(), [&](const FormColumn& one) { return one.key == path; });
        if (known != columns.end()) return static_cast<std::size_t>(known - columns.begin());
        columns.push_back({path, {}, {}});
        return columns.size() - 1;
    }

    const ListSheet& spec_;
    FormSheet& sheet_;
};

class Sheets {
public:
    Sheets(RoundBook book, const BookForm& form) : book_(std::move(book)), form_(form) {}

    Checked<std::vector<FormSheet>> take() && {
        FormSheet translations{std::string(translations_sheet), translation_columns(), {}, {}};
        FormSheet settings{std::string(settings_sheet), settings_columns(), {}, {}};
        std::vector<FormSheet> lists;
        for (const std::string& key : form_.settings) {
            settings.to_fill.emplace_back(settings.rows.size(), 1);
            add_setting(key.substr(0, key.find('.')), {key, {}, {}}, settings);
        }
        for (const std::string_view kind : kinds()) {
            const auto found = book_.documents.find(std::string(kind));
            if (found != book_.documents.end()) add(found->first, found->second, settings, lists, translations);
        }
        for (const TableSheet& table : table_sheets()) add_table(table);
        add_blank_lists(lists);
        for (FormSheet& list : lists) out_.push_back(std::move(list));
        if (!translations.rows.empty()) out_.push_back(std::move(translations));
        out_.push_back(std::move(settings));
        for (FormSheet& sheet : out_) leave_out_long_cells(sheet);
        return {std::move(out_), std::move(remarks_)};
    }

private:
    static std::vector<FormColumn> settings_columns() {
        return {{"key", "What is set, and in which file: assessment, profiles, survey, catalogue or framework.", {}},
                {"value", "Its value. Several values of a key that ends with [] stand with a semicolon between them.", {}},
                {"help", "What it is for. This column is not read.", {}}};
    }

    static std::vector<FormColumn> translation_columns() {
        return {{"file", "The kind of file that the text belongs to.", {kinds().begin(), kinds().end()}},
                {"place", "Where the text stands: the sheet's keys and ids, with dots between them.", {}},
                {"language", "The language of the translation, as fr.", {}},
                {"original", "The text in the first language of its file. This column is not read.", {}},
                {"text", "The translation. Empty: not translated yet.", {}},
                {"status", "verbatim: quoted; rendering: a translation of a quoted text; project: our own words; draft: nobody reviewed it.",
                 schema_words("survey", "text_default.status").choices},
                {"source", "The id of the source of the text, where it has one of its own.", {}},
                {"reviewer", "Who has read and approved the text.", {}},
                {"date", "On which day: YYYY-MM-DD.", {}},
                {"of", "What was translated, by its hash. Leave it as it is.", {}}};
    }

    void add(const std::string& kind, Node document, FormSheet& settings, std::vector<FormSheet>& lists, FormSheet& translations) {
        for (const Translation& one : take_translations(document)) translations.rows.push_back(row_of(kind, one));
        for (const ListSheet& spec : list_sheets()) {
            Node* const list = spec.kind == kind ? member_of(document, spec.list) : nullptr;
            if (list == nullptr || !is_tabular(*list, spec.nested)) continue;
            FormSheet& sheet = lists.emplace_back(blank(spec.sheet));
            ListRows(spec, sheet).add(*list);
            for (FormColumn& column : sheet.columns) explain(column, spec);
            remove_member(document, spec.list);
        }
        std::vector<FlatValue> values;
        flatten(document, kind, values);
        for (const FlatValue& value : values) add_setting(kind, value, settings);
    }

    FormSheet blank(std::string_view name) const {
        FormSheet out{std::string(name), {}, {}, {}};
        const auto form = form_.sheets.find(out.name);
        if (form == form_.sheets.end()) return out;
        out.columns = form->second.columns;
        out.examples = form->second.examples;
        return out;
    }

    /// Lists that are not there yet, each in the place where it will be.
    void add_blank_lists(std::vector<FormSheet>& lists) const {
        std::vector<FormSheet> all;
        for (const ListSheet& spec : list_sheets()) {
            const auto there = std::find_if(lists.begin(), lists.end(), [&spec](const FormSheet& one) { return one.name == spec.sheet; });
            if (there != lists.end()) {
                all.push_back(std::move(*there));
            } else if (form_.sheets.contains(std::string(spec.sheet))) {
                FormSheet& sheet = all.emplace_back(blank(spec.sheet));
                for (FormColumn& column : sheet.columns) explain(column, spec);
            }
        }
        lists = std::move(all);
    }

    static std::vector<std::string> row_of(const std::string& kind, const Translation& one) {
        const auto part = [&one](std::string_view key) {
            const Node* found = one.value.find(key);
            return found == nullptr ? std::string() : found->text;
        };
        std::vector<std::string> out{kind, one.place, one.language, one.original, one.value.is_scalar() ? one.value.text : part("text")};
        for (const std::string_view key : word_parts) out.push_back(part(key));
        return out;
    }

    void add_setting(const std::string& kind, const FlatValue& value, FormSheet& settings) {
        const SchemaWords words = schema_words(kind, std::string_view(value.path).substr(kind.size() + 1));
        if (!words.choices.empty()) settings.choices[{settings.rows.size(), 1}] = words.choices;
        settings.rows.push_back({value.path, value.text, words.help});
    }

    void explain(FormColumn& column, const ListSheet& spec) const {
        std::string path = path_to(path_to("", spec.list), 1);
        std::string_view rest = column.key;
        if (!spec.nested.empty() && rest.starts_with(std::string(spec.nested) + '.')) {
            path = path_to(path_to(path, spec.nested), 1);
            rest.remove_prefix(spec.nested.size() + 1);
        }
        const SchemaWords words = schema_words(spec.kind, path + '.' + std::string(rest));
        if (column.help.empty()) column.help = words.help;
        if (column.choices.empty()) column.choices = words.choices;
        if (column.choices.empty() && column.choices_in.empty()) column.choices = ids_for(rest);
    }

    /// Where a heading names one of the things that another sheet lists.
    std::vector<std::string> ids_for(std::string_view key) const {
        if (key == "scale") return ids_in("survey", "scales");
        if (key == "anchors") return ids_in("survey", "items");
        if (key != "competency" && key != "attitude") return {};
        std::vector<std::string> out = key == "attitude" ? ids_in("framework", "attitudes") : std::vector<std::string>();
        const auto framework = book_.documents.find("framework");
        const Node* domains = framework == book_.documents.end() || key == "attitude" ? nullptr : framework->second.find("domains");
        for (const Node& domain : domains == nullptr ? std::vector<Node>() : domains->items) {
            const Node* competencies = domain.find("competencies");
            for (const Node& one : competencies == nullptr ? std::vector<Node>() : competencies->items) out.push_back(id_of(one));
        }
        return out;
    }

    std::vector<std::string> ids_in(const char* kind, const char* list) const {
        const auto document = book_.documents.find(kind);
        const Node* found = document == book_.documents.end() ? nullptr : document->second.find(list);
        std::vector<std::string> out;
        for (const Node& one : found == nullptr ? std::vector<Node>() : found->items) out.push_back(id_of(one));
        return out;
    }

    static std::string id_of(const Node& one) {
        const Node* id = one.find("id");
        return id == nullptr ? std::string() : id->text;
    }

    void add_table(const TableSheet& table) {
        const auto found = book_.tables.find(std::string(table.table));
        const bool filled = found != book_.tables.end() && !found->second.empty();
        if (!filled && !form_.sheets.contains(std::string(table.sheet))) return;
        FormSheet& sheet = out_.emplace_back(blank(table.sheet));
        if (!filled) return;
        sheet.columns.resize(found->second.front().size());
        for (std::size_t c = 0; c < sheet.columns.size(); ++c) sheet.columns[c].key = found->second.front()[c];
        sheet.rows.assign(found->second.begin() + 1, found->second.end());
    }

    void leave_out_long_cells(FormSheet& sheet) {
        for (std::size_t r = 0; r < sheet.rows.size(); ++r) {
            for (std::size_t c = 0; c < sheet.rows[r].size(); ++c) {
                std::string& cell = sheet.rows[r][c];
                if (cell.size() <= max_form_cell_bytes) continue;
                remarks_.push_back(warning(codes::book_left_out, {},
                                           "a text of " + std::to_string(cell.size()) + " bytes, " + in_quotes(sheet.columns[c].key) + " of " +
                                               sheet.name + ", does not fit a cell and is left out",
                                           "a cell holds 32,767"));
                cell.clear();
            }
        }
    }

    RoundBook book_;
    const BookForm& form_;
    std::vector<FormSheet> out_;
    Diagnostics remarks_;
};

bool covers(const Node& a, const Node& b) {
    return std::all_of(a.members.begin(), a.members.end(), [&b](const Node::Member& member) {
        const Node* other = b.find(member.key);
        return other != nullptr && same_in_any_order(member.value, *other);
    });
}

}  // namespace

Checked<std::vector<FormSheet>> sheets_of(const RoundBook& book, const BookForm& form) {
    return Sheets(book, form).take();
}

bool same_in_any_order(const yaml::Node& a, const yaml::Node& b) {
    if (a.kind != b.kind || a.text != b.text || a.items.size() != b.items.size() || a.members.size() != b.members.size()) return false;
    for (std::size_t i = 0; i < a.items.size(); ++i) {
        if (!same_in_any_order(a.items[i], b.items[i])) return false;
    }
    return covers(a, b);
}

}  // namespace capgap
