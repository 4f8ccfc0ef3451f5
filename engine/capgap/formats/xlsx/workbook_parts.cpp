#include <capgap/formats/xlsx/workbook_parts.hpp>

#include <capgap/formats/xlsx/codes.hpp>

#include <algorithm>
#include <charconv>
#include <filesystem>

namespace capgap::xlsx {

namespace {

constexpr std::size_t max_listed = 100'000;  ///< relations, sheets, formats of a workbook: far more than any has
constexpr std::size_t max_code_bytes = 1'000;

template <class Number>
Number number_of(std::string_view text, Number otherwise) {
    Number out = otherwise;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), out);
    return problem == std::errc{} && end == text.data() + text.size() ? out : otherwise;
}

bool is_true(std::string_view text) {
    return text == "1" || text == "true";
}

std::string last_word(std::string_view address) {
    return std::string(address.substr(std::min(address.rfind('/') + 1, address.size())));
}

/// "worksheets/sheet1.xml" as "xl/workbook.xml" means it. An archive knows no folders above its own.
std::string part_name(const std::string& from, std::string_view target) {
    namespace fs = std::filesystem;
    const fs::path whole = target.starts_with('/') ? fs::path(target.substr(1)) : fs::path(from).parent_path() / target;
    return whole.lexically_normal().generic_string();
}

std::string relations_part(const std::string& part) {
    const std::filesystem::path path(part);
    const std::string folder = path.parent_path().generic_string();
    return (folder.empty() ? "" : folder + '/') + "_rels/" + path.filename().generic_string() + ".rels";
}

class RelationsListener : public xml::Listener {
public:
    explicit RelationsListener(std::string part) : part_(std::move(part)) {}
    Relations found;

    void begin(std::string_view name, const xml::Attributes& attributes) override {
        if (name != "Relationship" || found.all.size() == max_listed || attributes.get("TargetMode") == "External") return;
        found.all.push_back({std::string(attributes.get("Id")), last_word(attributes.get("Type")), part_name(part_, attributes.get("Target"))});
    }
    void end(std::string_view) override {}
    void text(std::string_view) override {}

private:
    std::string part_;
};

class WorkbookListener : public xml::Listener {
public:
    WorkbookList found;

    void begin(std::string_view name, const xml::Attributes& attributes) override {
        // Extensions have an element of the same name.
        if (name == "workbookPr" && attributes.has("date1904")) found.from_1904 = is_true(attributes.get("date1904"));
        if (name != "sheet" || found.sheets.size() == max_listed) return;
        const std::string_view state = attributes.get("state");
        found.sheets.push_back({std::string(attributes.get("name")), std::string(attributes.get("id")), state == "hidden" || state == "veryHidden"});
    }
    void end(std::string_view) override {}
    void text(std::string_view) override {}
};

class StylesListener : public xml::Listener {
public:
    std::vector<NumberKind> found;

    void begin(std::string_view name, const xml::Attributes& attributes) override {
        if (name == "cellXfs") in_cells_ = true;
        if (name == "numFmt" && own_.size() < max_listed) {
            own_[number_of(attributes.get("numFmtId"), 0UL)] = kind_of_format(attributes.get("formatCode").substr(0, max_code_bytes));
        }
        if (name == "xf" && in_cells_ && found.size() < max_listed) found.push_back(kind(number_of(attributes.get("numFmtId"), 0UL)));
    }
    void end(std::string_view name) override {
        if (name == "cellXfs") in_cells_ = false;
    }
    void text(std::string_view) override {}

private:
    NumberKind kind(unsigned long id) const {
        const auto own = own_.find(id);
        return own != own_.end() ? own->second : kind_of_builtin(id);
    }

    std::map<unsigned long, NumberKind> own_;  // stand in front of the cells' formats
    bool in_cells_ = false;
};

class SharedTextsListener : public xml::Listener {
public:
    explicit SharedTextsListener(std::size_t max_bytes) : max_bytes_(max_bytes) {}
    std::vector<std::string> found;
    bool too_large = false;
    xml::Events* events = nullptr;

    void begin(std::string_view name, const xml::Attributes&) override {
        if (name == "si") return add();
        if (name == "rPh") guide_ = true;
        if (name == "t") in_text_ = !guide_ && !found.empty();
    }
    void end(std::string_view name) override {
        if (name == "rPh") guide_ = false;
        if (name == "t") in_text_ = false;
        if (name == "si" && !found.empty()) unescape(found.back());
    }
    void text(std::string_view piece) override {
        if (!in_text_) return;
        count(piece.size());
        found.back() += piece;
    }

private:
    void add() {
        count(sizeof(std::string));  // empty texts cost too
        found.emplace_back();
    }
    void count(std::size_t bytes) {
        bytes_ += bytes;
        if (bytes_ <= max_bytes_) return;
        too_large = true;
        events->stop();
    }

    std::size_t max_bytes_;
    std::size_t bytes_ = 0;
    bool in_text_ = false;
    bool guide_ = false;
};

Diagnostic breaks_xml(const Package& package, const std::string& part, const xml::Fault& fault) {
    const std::string where = "the part '" + part + "', line " + std::to_string(fault.line) + ", column " + std::to_string(fault.column) + ": ";
    if (fault.kind == xml::Fault::Kind::doctype) {
        return error(codes::xlsx_doctype, {package.name()}, where + fault.message + ", which workbooks do not have",
                     "where does the file come from?");
    }
    return error(codes::xlsx_damaged, {package.name()}, where + fault.message, "open the workbook in a spreadsheet program, and save it again");
}

/// Four hexadecimal digits between `_x` and `_`.
std::optional<char32_t> escaped_at(std::string_view text, std::size_t at) {
    if (text.size() - at < 7 || text[at + 1] != 'x' || text[at + 6] != '_') return std::nullopt;
    std::uint32_t out = 0;
    const char* const begin = text.data() + at + 2;
    const auto [end, problem] = std::from_chars(begin, begin + 4, out, 16);
    if (problem != std::errc{} || end != begin + 4 || out == 0 || out > 0x7f) return std::nullopt;
    return out;
}

}  // namespace

std::optional<Diagnostic> hear(const Package& package, const std::string& part, xml::Events& events) {
    auto problem = package.read(part, [&](std::string_view block, bool last) { return events.feed(block, last); });
    if (problem) return problem;
    if (events.fault()) return breaks_xml(package, part, *events.fault());
    return std::nullopt;
}

std::optional<Diagnostic> hear(const Package& package, const std::string& part, xml::Listener& listener) {
    xml::Events events(listener);
    return hear(package, part, events);
}

const Relations::One* Relations::by_id(std::string_view id) const {
    const auto found = std::find_if(all.begin(), all.end(), [id](const One& one) { return one.id == id; });
    return found == all.end() ? nullptr : &*found;
}

const Relations::One* Relations::by_type(std::string_view type) const {
    const auto found = std::find_if(all.begin(), all.end(), [type](const One& one) { return one.type == type; });
    return found == all.end() ? nullptr : &*found;
}

Result<Relations> read_relations(const Package& package, const std::string& part) {
    RelationsListener listener(part);
    if (auto problem = hear(package, relations_part(part), listener)) return std::move(*problem);
    return std::move(listener.found);
}

Result<WorkbookList> read_workbook_list(const Package& package, const std::string& part) {
    WorkbookListener listener;
    if (auto problem = hear(package, part, listener)) return std::move(*problem);
    return std::move(listener.found);
}

Result<std::vector<NumberKind>> read_number_kinds(const Package& package, const std::string& part) {
    StylesListener listener;
    if (auto problem = hear(package, part, listener)) return std::move(*problem);
    return std::move(listener.found);
}

Result<std::vector<std::string>> read_shared_texts(const Package& package, const std::string& part, std::size_t max_bytes) {
    SharedTextsListener listener(max_bytes);
    xml::Events events(listener);
    listener.events = &events;
    if (auto problem = hear(package, part, events)) return std::move(*problem);
    if (listener.too_large) {
        return error(codes::xlsx_too_large, {package.name()}, "the texts of the workbook take more than " + std::to_string(max_bytes >> 20U) + " MiB",
                     "save the sheet as CSV UTF-8");
    }
    return std::move(listener.found);
}

void unescape(std::string& text) {
    if (text.find("_x") == std::string::npos) return;
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto escaped = text[i] == '_' ? escaped_at(text, i) : std::nullopt;
        out += escaped ? static_cast<char>(*escaped) : text[i];
        if (escaped) i += 6;
    }
    text = std::move(out);
}

}  // namespace capgap::xlsx
