#include <capgap/formats/xlsx/spreadsheet.hpp>

#include <capgap/formats/xlsx/codes.hpp>
#include <capgap/formats/xlsx/package.hpp>
#include <capgap/formats/xlsx/sheet_rows.hpp>
#include <capgap/formats/xlsx/workbook_parts.hpp>

#include <algorithm>

namespace capgap {

namespace {

using namespace xlsx;

bool same_in_any_case(std::string_view a, std::string_view b) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return lower(x) == lower(y); });
}

/// What else comes in a zip archive, by a part that it has.
std::string other_kind(const Package& package) {
    if (package.has("mimetype")) return "a document of LibreOffice (.ods)";
    if (package.has("xl/workbook.bin")) return "a binary workbook (.xlsb)";
    if (package.has("word/document.xml")) return "a text document (.docx)";
    return "an archive";
}

Diagnostic not_a_workbook(const Package& package) {
    return error(codes::xlsx_not_a_workbook, {package.name()}, "this is " + other_kind(package) + ", expected a workbook (.xlsx)",
                 "open it in a spreadsheet program and save it as 'Excel workbook (.xlsx)'");
}

}  // namespace

class Spreadsheet::Impl {
public:
    explicit Impl(Package package) : package_(std::move(package)) {}

    /// Nothing where all went well.
    Diagnostics load() {
        Diagnostics found;
        const std::string main = main_part();
        if (main.empty()) return {not_a_workbook(package_)};
        Relations relations;
        WorkbookList list;
        if (!take(read_relations(package_, main), relations, found) || !take(read_workbook_list(package_, main), list, found)) return found;
        shared_.from_1904 = list.from_1904;
        if (const auto* styles = relations.by_type("styles")) take(read_number_kinds(package_, styles->target), shared_.kinds, found);
        if (const auto* texts = relations.by_type("sharedStrings"); texts != nullptr && package_.has(texts->target)) {
            take(read_shared_texts(package_, texts->target, max_shared_bytes), shared_.texts, found);
        }
        take_sheets(list, relations);
        if (sheets_.empty() && found.empty()) found.push_back(error(codes::xlsx_nothing, {package_.name()}, "the workbook has no sheet with cells"));
        return found;
    }

    const std::vector<Sheet>& sheets() const noexcept { return sheets_; }
    const std::string& name() const noexcept { return package_.name(); }
    const std::string& part_of(std::size_t sheet) const { return parts_[sheet]; }

    Diagnostics read(std::size_t sheet, const std::string& place, const std::function<bool(const SheetRow&)>& visit) const {
        SheetRows rows(shared_, place, visit);
        xml::Events events(rows);
        rows.listen_to(events);
        const auto problem = hear(package_, parts_[sheet], events);
        Diagnostics out;
        for (const auto& said : {rows.problem() ? rows.problem() : problem, rows.uncomputed()}) {
            if (said) out.push_back(*said);
        }
        return out;
    }

private:
    std::string main_part() const {
        const std::string usual = "xl/workbook.xml";
        if (!package_.has("_rels/.rels")) return package_.has(usual) ? usual : "";
        const auto relations = read_relations(package_, "");
        const auto* const main = relations.has_value() ? relations->by_type("officeDocument") : nullptr;
        const std::string part = main != nullptr ? main->target : usual;
        return package_.has(part) && !part.ends_with(".bin") && !part.starts_with("word/") ? part : "";
    }

    /// Charts and macros have tabs too.
    void take_sheets(const WorkbookList& list, const Relations& relations) {
        for (const ListedSheet& one : list.sheets) {
            const auto* const relation = relations.by_id(one.relation);
            if (relation == nullptr || relation->type != "worksheet") continue;
            sheets_.push_back({one.name, one.hidden});
            parts_.push_back(relation->target);
        }
    }

    Package package_;
    SharedParts shared_;
    std::vector<Sheet> sheets_;
    std::vector<std::string> parts_;
};

Spreadsheet::Spreadsheet(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Spreadsheet::Spreadsheet(Spreadsheet&&) noexcept = default;
Spreadsheet& Spreadsheet::operator=(Spreadsheet&&) noexcept = default;
Spreadsheet::~Spreadsheet() = default;

namespace {

template <class Made>
Result<Made> loaded(Made impl) {
    Diagnostics found = impl->load();
    if (!found.empty()) return Errors(std::move(found));
    return impl;
}

}  // namespace

Result<Spreadsheet> Spreadsheet::open(const std::filesystem::path& path, std::string name) {
    auto package = Package::open(path, std::move(name));
    if (package.has_error()) return std::move(package).error();
    auto impl = loaded(std::make_unique<Impl>(std::move(*package)));
    if (impl.has_error()) return std::move(impl).error();
    return Spreadsheet(std::move(*impl));
}

Result<Spreadsheet> Spreadsheet::of_bytes(std::string_view bytes, std::string name) {
    auto package = Package::of_bytes(bytes, std::move(name));
    if (package.has_error()) return std::move(package).error();
    auto impl = loaded(std::make_unique<Impl>(std::move(*package)));
    if (impl.has_error()) return std::move(impl).error();
    return Spreadsheet(std::move(*impl));
}

const std::vector<Spreadsheet::Sheet>& Spreadsheet::sheets() const noexcept {
    return impl_->sheets();
}

const std::string& Spreadsheet::name() const noexcept {
    return impl_->name();
}

std::optional<std::size_t> Spreadsheet::find(std::string_view sheet) const {
    const auto& all = sheets();
    const auto found = std::find_if(all.begin(), all.end(), [sheet](const Sheet& one) { return same_in_any_case(one.name, sheet); });
    if (found == all.end()) return std::nullopt;
    return static_cast<std::size_t>(found - all.begin());
}

std::string Spreadsheet::place_of(std::size_t sheet) const {
    return impl_->name() + '!' + sheets()[sheet].name;
}

const std::string& Spreadsheet::part_of(std::size_t sheet) const {
    return impl_->part_of(sheet);
}

Diagnostics Spreadsheet::read(std::size_t sheet, const std::function<bool(const SheetRow&)>& visit) const {
    return impl_->read(sheet, place_of(sheet), visit);
}

}  // namespace capgap
