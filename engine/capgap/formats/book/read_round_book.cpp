#include <capgap/base/did_you_mean.hpp>
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

constexpr std::size_t max_problems = 1'000;

/// A row under its headings: those without a text are not there.
struct BookCell {
    std::size_t column = 0;  ///< of the headings
    std::string text;
    Location at;
};

/// A sheet with headings in its first row that is no comment.
class HeadedSheet {
public:
    HeadedSheet(const Spreadsheet& workbook, std::size_t sheet, Diagnostics& found) : workbook_(workbook), sheet_(sheet), found_(found) {}

    struct Heading {
        std::string text;
        Location at;
        std::uint32_t column = 0;
    };
    std::vector<Heading> headings;

    /// `use(const std::vector<BookCell>&)`, row by row.
    template <class Use>
    void read(Use use) {
        const std::string place = workbook_.place_of(sheet_);
        append(found_, workbook_.read(sheet_, [&](const SheetRow& row) {
            if (is_comment(row)) return true;
            if (headings.empty()) {
                for (const SheetCell& cell : row.cells) headings.push_back({cell.text, {place, row.number, cell.column}, cell.column});
                return true;
            }
            use(under_headings(row, place));
            return found_.size() < max_problems;
        }));
    }

    std::optional<std::size_t> heading(std::string_view text) const {
        const auto found = std::find_if(headings.begin(), headings.end(), [text](const Heading& one) { return one.text == text; });
        if (found == headings.end()) return std::nullopt;
        return static_cast<std::size_t>(found - headings.begin());
    }

private:
    std::vector<BookCell> under_headings(const SheetRow& row, const std::string& place) {
        std::vector<BookCell> out;
        for (const SheetCell& cell : row.cells) {
            const Location at{place, row.number, cell.column};
            const auto found = std::find_if(headings.begin(), headings.end(), [&cell](const Heading& one) { return one.column == cell.column; });
            if (found == headings.end()) {
                found_.push_back(
                    error(codes::book_heading_missing, at, "nothing stands at the head of this column", "take the cell out, or name the column"));
                continue;
            }
            out.push_back(
                {static_cast<std::size_t>(found - headings.begin()), cell.truth ? (cell.text == "TRUE" ? "true" : "false") : cell.text, at});
        }
        return out;
    }

    const Spreadsheet& workbook_;
    std::size_t sheet_;
    Diagnostics& found_;
};

class BookReader {
public:
    explicit BookReader(const Spreadsheet& workbook) : workbook_(workbook) {}

    Result<Checked<RoundBook>> read() {
        read_settings(*workbook_.find(settings_sheet));
        for (const ListSheet& spec : list_sheets()) {
            if (const auto sheet = workbook_.find(spec.sheet)) read_list(spec, *sheet);
        }
        // After everything else: what stands where is known now.
        for (const auto& [path, at] : blanks_) {
            const std::size_t dot = std::min(path.find('.'), path.size() - 1);
            const auto found = builders_.find(path.substr(0, dot));
            if (found != builders_.end()) found->second.note_blank(std::string_view(path).substr(dot + 1), at);
        }
        RoundBook out;
        for (auto& [kind, builder] : builders_) {
            Node root = std::move(builder).take(found_);
            // `capgap` is the first key of a file, wherever it stands on the sheet.
            std::stable_partition(root.members.begin(), root.members.end(), [](const Node::Member& member) { return member.key == "capgap"; });
            out.documents.emplace(kind, std::move(root));
        }
        if (const auto sheet = workbook_.find(translations_sheet)) read_translations(*sheet, out);
        note_other_sheets();
        if (has_errors(found_)) return Errors(std::move(found_));
        return Checked<RoundBook>{std::move(out), std::move(found_)};
    }

private:
    void say(std::optional<Diagnostic> problem) {
        if (problem) found_.push_back(std::move(*problem));
    }

    TreeBuilder& builder(const std::string& kind, const Location& at) { return builders_.try_emplace(kind, at).first->second; }

    void read_settings(std::size_t sheet) {
        HeadedSheet settings(workbook_, sheet, found_);
        settings.read([&](const std::vector<BookCell>& row) {
            const auto cell = [&row](std::optional<std::size_t> column) {
                return std::find_if(row.begin(), row.end(), [column](const BookCell& one) { return column && one.column == *column; });
            };
            const auto key = cell(settings.heading("key"));
            const auto value = cell(settings.heading("value"));
            if (key != row.end() && value != row.end()) set(*key, *value);
            if (key != row.end() && value == row.end()) note_blank(*key, settings);
        });
    }

    void note_blank(const BookCell& key, const HeadedSheet& settings) {
        const auto value = settings.heading("value");
        if (value) blanks_.emplace_back(key.text, Location{key.at.file, key.at.line, settings.headings[*value].column});
    }

    void set(const BookCell& key, const BookCell& value) {
        const std::size_t dot = std::min(key.text.find('.'), key.text.size());
        const std::string kind = key.text.substr(0, dot);
        if (std::find(kinds().begin(), kinds().end(), kind) == kinds().end()) {
            found_.push_back(error(codes::book_kind_unknown, key.at, in_quotes(kind) + " is no kind of file",
                                   DidYouMean(std::vector<std::string>(kinds().begin(), kinds().end()))(kind)));
            return;
        }
        say(builder(kind, key.at).add(key.text.substr(std::min(dot + 1, key.text.size())), value.text, key.at, value.at));
    }

    void read_list(const ListSheet& spec, std::size_t sheet) {
        const std::string kind(spec.kind);
        const bool known = builders_.contains(kind);
        HeadedSheet list(workbook_, sheet, found_);
        std::size_t item = 0;
        std::size_t inner = 0;
        const std::string nested = std::string(spec.nested) + '.';
        list.read([&](const std::vector<BookCell>& row) {
            if (row.empty()) return;
            const auto is_inner = [&](const BookCell& cell) { return !spec.nested.empty() && list.headings[cell.column].text.starts_with(nested); };
            const bool begins = !std::all_of(row.begin(), row.end(), is_inner);
            inner = begins ? 1 : inner + 1;
            item += begins || item == 0 ? 1U : 0U;
            for (const BookCell& cell : row) {
                const auto& heading = list.headings[cell.column];
                std::string path = path_to(path_to("", spec.list), item);
                std::string_view rest = heading.text;
                if (is_inner(cell)) {
                    path = path_to(path_to(path, spec.nested), inner);
                    rest.remove_prefix(nested.size());
                }
                if (steps_of(rest).empty()) {
                    if (item == 1 && inner <= 1) say(TreeBuilder(heading.at).add(rest, {}, heading.at, heading.at));
                    continue;
                }
                say(builder(kind, cell.at).add(path + '.' + std::string(rest), cell.text, cell.at, cell.at));
            }
        });
        if (!known && item > 0) {
            found_.push_back(error(codes::book_document_missing, {workbook_.place_of(sheet), 0, 0},
                                   "the sheet " + in_quotes(std::string(spec.sheet)) + " is filled in, but Settings say nothing of its file",
                                   "Settings need its first key, " + kind + ".capgap, with the value " + kind + "/1"));
        }
    }

    void read_translations(std::size_t sheet, RoundBook& book) {
        HeadedSheet list(workbook_, sheet, found_);
        list.read([&](const std::vector<BookCell>& row) {
            const auto cell = [&](std::string_view heading) -> const BookCell* {
                const auto column = list.heading(heading);
                const auto found = std::find_if(row.begin(), row.end(), [column](const BookCell& one) { return column && one.column == *column; });
                return found == row.end() ? nullptr : &*found;
            };
            const BookCell* const file = cell("file");
            const BookCell* const place = cell("place");
            const BookCell* const language = cell("language");
            const BookCell* const text = cell("text");
            if (text == nullptr) return;  // not translated yet
            if (file == nullptr || place == nullptr || language == nullptr) {
                found_.push_back(error(codes::book_place_unknown, text->at, "a translation without file, place or language"));
                return;
            }
            const auto document = book.documents.find(file->text);
            if (document == book.documents.end()) {
                found_.push_back(error(codes::book_document_missing, file->at, "the workbook holds no file of the kind " + in_quotes(file->text)));
                return;
            }
            std::vector<std::pair<std::string_view, const BookCell*>> parts;
            for (const std::string_view part : word_parts) parts.emplace_back(part, cell(part));
            say(put_translation(document->second, {place->text, language->text, {}, words(*text, parts)}, place->at));
        });
    }

    static Node words(const BookCell& text, const std::vector<std::pair<std::string_view, const BookCell*>>& parts) {
        const auto scalar = [](const BookCell& cell) {
            Node out;
            out.kind = Node::Kind::scalar;
            out.at = cell.at;
            out.text = cell.text;
            return out;
        };
        if (std::all_of(parts.begin(), parts.end(), [](const auto& part) { return part.second == nullptr; })) return scalar(text);
        Node out;
        out.kind = Node::Kind::mapping;
        out.at = text.at;
        out.members.push_back({"text", text.at, scalar(text)});
        for (const auto& [key, cell] : parts) {
            if (cell != nullptr) out.members.push_back({std::string(key), cell->at, scalar(*cell)});
        }
        return out;
    }

    void note_other_sheets() {
        std::vector<std::string> known{std::string(settings_sheet), std::string(translations_sheet), std::string(start_sheet),
                                       std::string(lists_sheet)};
        for (const ListSheet& one : list_sheets()) known.emplace_back(one.sheet);
        for (const TableSheet& one : table_sheets()) known.emplace_back(one.sheet);
        for (const auto& sheet : workbook_.sheets()) {
            const std::string likely = DidYouMean(known)(sheet.name);
            if (std::find(known.begin(), known.end(), sheet.name) != known.end() || !likely.starts_with("did you mean")) continue;
            found_.push_back(remark(codes::book_sheet_ignored,
                                    {workbook_.place_of(0).substr(0, workbook_.place_of(0).rfind('!')) + '!' + sheet.name, 0, 0},
                                    "the sheet is not read", likely));
        }
    }

    const Spreadsheet& workbook_;
    std::map<std::string, TreeBuilder> builders_;
    std::vector<std::pair<std::string, Location>> blanks_;  ///< settings without a value
    Diagnostics found_;
};

}  // namespace

ChangedCells with_settings(const Spreadsheet& workbook, const std::string& kind, const yaml::Node& tree) {
    const std::size_t sheet = workbook.find(settings_sheet).value();
    std::uint32_t last = 0;
    std::uint32_t key = 1;
    std::uint32_t value = 2;
    (void)workbook.read(sheet, [&](const SheetRow& row) {
        for (const SheetCell& cell : row.cells) {
            if (last == 0 && cell.text == "key") key = cell.column;
            if (last == 0 && cell.text == "value") value = cell.column;
        }
        last = row.number;
        return true;
    });
    std::vector<FlatValue> values;
    flatten(tree, kind, values);
    ChangedCells out;
    for (const FlatValue& one : values) {
        auto& cells = out[std::string(settings_sheet)][++last];
        cells[key] = one.path;
        cells[value] = one.text;
    }
    return out;
}

bool is_comment(const SheetRow& row) {
    return row.cells.front().text.starts_with('#');
}

bool is_round_book(const Spreadsheet& workbook) {
    const auto settings = workbook.find(settings_sheet);
    if (!settings) return false;
    bool out = false;
    const Diagnostics said = workbook.read(*settings, [&out](const SheetRow& row) {
        out = row.cells.front().text == "key";
        return false;
    });
    return out && !has_errors(said);
}

Result<Checked<RoundBook>> read_round_book(const Spreadsheet& workbook) {
    if (!is_round_book(workbook)) {
        return error(codes::book_no_settings, {workbook.name()}, "this workbook is none of a round: it has no sheet Settings that begins with 'key'",
                     "capgap new writes one");
    }
    return BookReader(workbook).read();
}

}  // namespace capgap
