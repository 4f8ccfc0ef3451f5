#include <capgap/files/opened_round.hpp>

#include <capgap/assessment/codes.hpp>
#include <capgap/assessment/fixed_settings.hpp>
#include <capgap/base/date.hpp>
#include <capgap/base/message.hpp>
#include <capgap/base/version.hpp>
#include <capgap/files/codes.hpp>
#include <capgap/files/durable.hpp>
#include <capgap/files/notice_file.hpp>
#include <capgap/files/open_workbook.hpp>
#include <capgap/files/sha256.hpp>
#include <capgap/files/sheet_table.hpp>
#include <capgap/files/whole_file.hpp>
#include <capgap/formats/book/round_book.hpp>
#include <capgap/formats/xlsx/changed_workbook.hpp>
#include <capgap/formats/xlsx/spreadsheet.hpp>
#include <capgap/formats/yaml/load.hpp>
#include <capgap/formats/yaml/parser.hpp>
#include <capgap/formats/yaml/write.hpp>

#include <stdexcept>
#include <utility>

namespace capgap {

namespace fs = std::filesystem;

namespace {

std::vector<FixedInstrument> instruments_of(const Round& round) {
    std::vector<FixedInstrument> out;
    std::vector<std::string> breakdowns;
    for (const std::size_t question : round.persons.breakdowns) breakdowns.push_back(round.persons.codebook.background[question].id);
    out.push_back({round.persons.framework, round.persons.survey, round.persons.profiles, std::move(breakdowns)});
    for (const LoadedInstrument& one : round.environments) out.push_back({one.framework, one.survey, one.profiles, {}});
    return out;
}

std::string in_words(const std::string& value) {
    return value.empty() ? "not there" : in_quotes(value);
}

Diagnostic change_of(const ChangedSetting& change, const Opening& opening) {
    return error(codes::setting_changed, opening.at,
                 "`" + change.key + "` of " + change.part + " was " + in_words(change.promised) + " when the round was opened on " + opening.on +
                     ", and is now " + in_words(change.used),
                 "set it back; or say who decided otherwise, and why: reanalysis: {name: {...}, reason: {...}, date: ...}");
}

bool is_there(const fs::path& path) {
    std::error_code ignored;
    return fs::exists(fs::symlink_status(path, ignored));
}

/// The file names others from where it lies, so the opened one lies beside it.
void check_place(const OpenRequest& request, Diagnostics& found) {
    const Location at{request.out.generic_string(), 0, 0};
    const bool workbook = sheet_path(request.assessment).has_value();
    if (workbook != (request.out.extension() == ".xlsx")) {
        found.push_back(error(codes::opened_in_another_form, at,
                              workbook ? "a workbook is opened as a workbook" : "a file of text is not opened as a workbook",
                              workbook ? "name it .xlsx" : "name it .yaml; `capgap convert` makes a workbook of it before it is opened"));
    }
    if (is_there(request.out)) {
        found.push_back(
            error(codes::output_exists, at, "there is such a file already", "what was promised is not overwritten: name another file with -o"));
    }
    std::error_code ignored;
    if (fs::equivalent(parent_folder(request.assessment), parent_folder(request.out), ignored)) return;
    found.push_back(error(codes::opened_elsewhere, at,
                          "the opened assessment would lie in another folder than " + request.assessment.generic_string(),
                          "it names its files from there: write it beside the assessment"));
}

void check_drafts(const std::vector<std::string>& drafts, const OpenRequest& request, Diagnostics& found) {
    if (drafts.empty() || request.accept_drafts) return;
    found.push_back(error(codes::drafts_not_accepted, {request.assessment.generic_string(), 0, 0}, "nobody has reviewed " + listed(drafts),
                          "review them, or open the round with --accept-drafts: the report will say so"));
}

void check_request(const Round& round, const OpenRequest& request, Diagnostics& found) {
    check_place(request, found);
    if (round.assessment.opening) {
        found.push_back(error(codes::opened_already, round.assessment.opening->at,
                              "the round was opened on " + round.assessment.opening->on + " already",
                              "open the assessment without `frozen`; for other settings since then, name a `reanalysis`"));
    }
    if (!parse_date(request.on)) {
        found.push_back(error(codes::opening_date_malformed, {request.assessment.generic_string(), 0, 0},
                              in_quotes(request.on) + " is no day of the calendar", "write it as --on YYYY-MM-DD"));
    }
}

void expect_as_written(const Result<Checked<AssessmentContent>>& again, const Opening& opening) {
    if (!again->value.opening || sealed_text(*again->value.opening) != sealed_text(opening))
        throw std::logic_error("an opening is not read as it was written");
}

/// The file as it is, and behind it what is fixed. Read again: an end of the file that takes nothing more must not pass.
Result<bool> write_text(const Opening& opening, const OpenRequest& request) {
    auto bytes = read_file(request.assessment, {request.assessment.generic_string(), 0, 0});
    if (bytes.has_error()) return std::move(bytes).error();
    if (!bytes->empty() && bytes->back() != '\n') *bytes += '\n';
    *bytes += '\n' + write_opening(opening);
    auto again = read_assessment(*bytes, request.out.generic_string());
    if (again.has_error()) return std::move(again).error();
    expect_as_written(again, opening);
    write_whole_file(request.out, *bytes, ReadableBy::everyone);
    return true;
}

/// The workbook as it is, and behind its settings what is fixed; likewise read again.
Result<bool> write_workbook(const Opening& opening, const OpenRequest& request) {
    const std::string name = request.assessment.generic_string();
    const auto workbook = open_workbook(request.assessment);
    if (workbook.has_error()) return workbook.error();
    const auto block = yaml::parse(write_opening(opening), name);
    WholeFile out(request.out, ReadableBy::everyone);
    const auto written = write_changed_workbook(request.assessment, name, with_settings(*workbook, "assessment", *block.root), out.part());
    if (written.has_error()) return written.error();
    const auto changed = Spreadsheet::open(out.part(), request.out.generic_string());
    if (changed.has_error()) return changed.error();
    const auto book = read_round_book(*changed);
    if (book.has_error()) return book.error();
    const auto again = read_assessment(Document(book->value.documents.at("assessment")), request.out.generic_string());
    if (again.has_error()) return again.error();
    expect_as_written(again, opening);
    out.commit();
    return true;
}

}  // namespace

Diagnostics compare_with_opening(Round& round) {
    Diagnostics found;
    if (!round.assessment.opening) return found;
    const Opening& opening = *round.assessment.opening;
    if (sha256_of(sealed_text(opening)) != opening.sha256) {
        found.push_back(error(codes::opening_edited, opening.sha256_at, "`frozen` is not as `capgap open` wrote it: its SHA-256 is another",
                              "take the file that was written on " + opening.on + "; what is to be different now is named in a `reanalysis`"));
        return found;
    }
    round.changed = changed_settings(opening.settings, fixed_settings(round.assessment, instruments_of(round), sha256_of));
    if (!round.assessment.reanalysis) {
        for (const ChangedSetting& change : round.changed) found.push_back(change_of(change, opening));
    } else if (round.changed.empty()) {
        found.push_back(warning(codes::reanalysis_of_nothing, round.assessment.reanalysis->at,
                                "the re-analysis changes nothing of what was fixed on " + opening.on));
    }
    return found;
}

Result<Checked<Opening>> open_round(const OpenRequest& request, const Places& places) {
    auto round = load_round(request.assessment, places, Answers::not_yet);
    if (round.has_error()) return round.error();
    Diagnostics found;
    check_request(round->value, request, found);
    Opening opening;
    opening.drafts = draft_texts(round->value.assessment, instruments_of(round->value));
    check_drafts(opening.drafts, request, found);
    std::optional<NoticePage> notice;
    Diagnostics said = std::move(round->remarks);
    if (take(make_notice_page(round->value, places), notice, said)) opening.notice_sha256 = notice->sha256;
    append(found, said);
    if (has_errors(found)) return found;
    opening.on = request.on;
    opening.program = version();
    opening.settings = fixed_settings(round->value.assessment, instruments_of(round->value), sha256_of);
    opening.sha256 = sha256_of(sealed_text(opening));
    const auto written = sheet_path(request.assessment) ? write_workbook(opening, request) : write_text(opening, request);
    if (written.has_error()) return written.error();
    return Checked<Opening>{std::move(opening), std::move(said)};
}

}  // namespace capgap
