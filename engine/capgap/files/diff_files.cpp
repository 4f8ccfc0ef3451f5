#include <capgap/files/diff_files.hpp>

#include <capgap/base/message.hpp>
#include <capgap/files/codes.hpp>
#include <capgap/files/framework_of.hpp>
#include <capgap/files/open_workbook.hpp>
#include <capgap/files/references.hpp>
#include <capgap/files/sheet_table.hpp>
#include <capgap/formats/book/layout.hpp>
#include <capgap/formats/book/round_book.hpp>
#include <capgap/formats/xlsx/spreadsheet.hpp>
#include <capgap/formats/yaml/load.hpp>
#include <capgap/framework/framework_diff.hpp>
#include <capgap/survey/survey_diff.hpp>

#include <filesystem>
#include <optional>
#include <utility>

namespace capgap {

namespace fs = std::filesystem;

namespace {

/// One of the two files, or a file that a workbook holds.
struct Side {
    fs::path path;
    std::string bytes;
    std::optional<RoundBook> book;
    std::string kind;

    std::string name() const { return path.generic_string(); }
    Document document() const { return book ? Document(book->documents.at(kind)) : Document(bytes); }
};

bool is_compared(std::string_view kind) {
    return kind == "framework" || kind == "survey" || kind == "profiles";
}

/// "framework" for `round.xlsx!Competencies`; of a whole workbook the only one that is compared, empty where there are several or none.
std::string kind_in(const RoundBook& book, const std::string& sheet) {
    const std::string of_sheet(sheet.empty() ? std::string_view() : book::kind_of_sheet(sheet));
    if (!sheet.empty()) return book.documents.contains(of_sheet) ? of_sheet : std::string();
    std::string only;
    for (const auto& [kind, tree] : book.documents) {
        if (!is_compared(kind)) continue;
        if (!only.empty()) return {};
        only = kind;
    }
    return only;
}

bool open_sheet(const SheetPath& named, Side& side, Diagnostics& found) {
    side.path = named.workbook;
    const auto workbook = open_workbook(named.workbook);
    if (workbook.has_error()) {
        append(found, workbook.error().all);
        return false;
    }
    std::optional<RoundBook> book;
    if (!take(read_round_book(*workbook), book, found)) return false;
    side.kind = kind_in(*book, named.sheet);
    side.book = std::move(book);
    if (is_compared(side.kind)) return true;
    found.push_back(error(codes::diff_of_kind, {side.name(), 0, 0}, "does not say which of the files that it holds is to be compared",
                          "name a sheet of it: " + named.workbook.filename().generic_string() + "!Targets, !Questions or !Competencies"));
    return false;
}

/// `builtin:NAME/VERSION` means a framework, or else a survey of that name; profiles are named by their file.
Result<fs::path> path_of(const std::string& named, const Places& places) {
    auto framework = resolve({named, command_line}, ReferenceKind::framework, {}, places);
    if (framework.has_value()) return framework;
    auto survey = resolve({named, command_line}, ReferenceKind::survey, {}, places);
    return survey.has_value() ? survey : framework;
}

bool open(const std::string& named, const Places& places, Side& side, Diagnostics& found) {
    if (const auto sheet = sheet_path(named)) return open_sheet(*sheet, side, found);
    if (!take(path_of(named, places), side.path, found)) return false;
    if (!take(read_file(side.path, {side.name(), 0, 0}), side.bytes, found) || !take(kind_of(side.bytes, side.name()), side.kind, found))
        return false;
    if (is_compared(side.kind)) return true;
    found.push_back(error(codes::diff_of_kind, {side.name(), 0, 0}, "is a file of the kind " + in_quotes(side.kind),
                          "frameworks, surveys and profiles are compared"));
    return false;
}

std::optional<Framework> framework_in(const Side& side, const Places& places, Diagnostics& found) {
    std::optional<FrameworkContent> content;
    if (!take(read_framework(side.document(), side.name()), content, found)) return {};
    return made_framework(std::move(*content), side.path, places, found);
}

/// Content, and the framework it was written for where that is at hand: then the file is checked against it.
template <class Made, class Content>
struct Read {
    std::optional<Content> content;
    std::optional<Framework> framework;

    void from(Result<Checked<Content>> read, const Side& side, const Places& places, Diagnostics& found) {
        if (!take(std::move(read), content, found)) return;
        framework = framework_for(content->framework, side.path.parent_path() / "framework.yaml", places, found);
        std::optional<Made> made;
        if (framework) take(Made::make(*content, *framework), made, found);
    }
};

std::optional<Differences> of_frameworks(const Side& was, const Side& is, const Places& places, Diagnostics& found) {
    const auto before = framework_in(was, places, found);
    const auto after = framework_in(is, places, found);
    if (!before || !after) return {};
    return diff(*before, *after);
}

std::optional<Differences> of_surveys(const Side& was, const Side& is, const Places& places, Diagnostics& found) {
    Read<Survey, SurveyContent> before;
    Read<Survey, SurveyContent> after;
    before.from(read_survey(was.document(), was.name()), was, places, found);
    after.from(read_survey(is.document(), is.name()), is, places, found);
    if (has_errors(found)) return {};
    Differences out = diff(*before.content, *after.content);
    if (before.framework && after.framework && !before.framework->ref().same_as(after.framework->ref())) {
        add_verdicts_of_frameworks(out, diff(*before.framework, *after.framework));
    }
    return out;
}

std::optional<Differences> of_profiles(const Side& was, const Side& is, const Places& places, Diagnostics& found) {
    Read<Profiles, ProfilesContent> before;
    Read<Profiles, ProfilesContent> after;
    before.from(read_profiles(was.document(), was.name()), was, places, found);
    after.from(read_profiles(is.document(), is.name()), is, places, found);
    if (has_errors(found)) return {};
    return diff(*before.content, *after.content);
}

/// What a file alone has to remark is for `capgap check`; that its framework could not be looked at matters here.
Diagnostics kept_remarks(Diagnostics found) {
    std::erase_if(found, [](const Diagnostic& one) { return one.code != codes::framework_not_at_hand; });
    return found;
}

Diagnostics only_errors(Diagnostics found) {
    std::erase_if(found, [](const Diagnostic& one) { return one.severity != Severity::error; });
    return found;
}

}  // namespace

Result<Checked<Differences>> diff_files(const std::string& named_was, const std::string& named_is, const Places& places) {
    Diagnostics found;
    Side was;
    Side is;
    const bool both = static_cast<int>(open(named_was, places, was, found)) + static_cast<int>(open(named_is, places, is, found)) == 2;
    if (!both) return found;
    if (was.kind != is.kind) {
        return error(codes::diff_of_two_kinds, {is.name(), 0, 0},
                     "is a file of the kind " + in_quotes(is.kind) + ", and " + in_quotes(was.name()) + " of the kind " + in_quotes(was.kind),
                     "two files of one kind are compared");
    }
    std::optional<Differences> out;
    if (was.kind == "framework") out = of_frameworks(was, is, places, found);
    if (was.kind == "survey") out = of_surveys(was, is, places, found);
    if (was.kind == "profiles") out = of_profiles(was, is, places, found);
    if (!out || has_errors(found)) return only_errors(std::move(found));
    return Checked<Differences>{std::move(*out), kept_remarks(std::move(found))};
}

}  // namespace capgap
