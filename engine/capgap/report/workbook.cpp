#include <capgap/report/workbook.hpp>

#include <capgap/report/explain.hpp>
#include <capgap/report/workbook_sheets.hpp>

namespace capgap {

namespace {

using LineKind = WorkbookLine::Kind;

/// "Simulated data.", then what the footer of the page says.
std::string kept_in_mind(const ReportDocument& document) {
    std::string out;
    for (const ReportBanner& banner : document.banners) out += banner.title + ". ";
    return out + document.footer;
}

/// The status words in the order of the texts, so that one that is added needs no line here.
void add_statuses(WorkbookSheet& sheet, const Texts& texts) {
    static constexpr std::string_view begin = "status.";
    static constexpr std::string_view end = ".rule";
    for (const auto& [id, sentence] : texts.sentences()) {
        if (!id.starts_with(begin) || !id.ends_with(end)) continue;
        const std::string status = id.substr(begin.size(), id.size() - begin.size() - end.size());
        sheet.lines.push_back(
            {LineKind::text, status, texts.say("workbook.labelled", {{"label", texts.say("status." + status + ".title")}, {"text", sentence}})});
    }
}

void add_sources(WorkbookSheet& sheet, const ReportDocument& document) {
    for (const ReportSection& section : document.sections) {
        if (section.id != "sources") continue;
        for (const ReportBlock& block : section.blocks) {
            if (const auto* heading = std::get_if<ReportHeading>(&block)) sheet.lines.push_back({LineKind::text, "", heading->title});
            if (const auto* paragraph = std::get_if<ReportParagraph>(&block)) sheet.lines.push_back({LineKind::text, "", paragraph->text});
        }
    }
}

}  // namespace

WorkbookSheet WorkbookParts::sheet(std::string name, std::string what) const {
    WorkbookSheet out;
    out.name = std::move(name);
    out.lines = {{LineKind::heading, "", std::move(what)}, {LineKind::text, "", kept_in_mind(input.documents.front())}};
    return out;
}

WorkbookSheet about_sheet(const WorkbookInput& input, std::size_t language) {
    const Texts& texts = input.texts[language];
    const ReportDocument& document = input.documents[language];
    WorkbookSheet sheet;
    sheet.name = texts.say("workbook.sheet_about");
    const auto add = [&sheet](LineKind kind, std::string label, std::string text) {
        sheet.lines.push_back({kind, std::move(label), std::move(text)});
    };
    add(LineKind::title, "", document.title);
    for (const ReportBanner& banner : document.banners) add(LineKind::warning, banner.title, banner.text);
    add(LineKind::heading, "", texts.say("workbook.what"));
    add(LineKind::text, "", document.kind);
    add(LineKind::text, "", texts.say("workbook.what_text"));
    for (const ReportFact& fact : document.facts) add(LineKind::text, fact.label, fact.value);
    add(LineKind::heading, "", document.opening_title);
    for (const OpeningSentence& sentence : document.opening) add(LineKind::text, sentence.heading, sentence.text);
    add(LineKind::heading, "", texts.say("workbook.sheets_title"));
    add(LineKind::text, input.texts.front().say("workbook.sheet_charts"), texts.say("workbook.sheets.charts"));
    for (const ResultTable* table : tables_of(input.source)) {
        const std::string name(table->file().name);
        add(LineKind::text, name, texts.say("workbook.sheets." + name));
    }
    for (const char* name : {"institutions", "names", "columns"})
        add(LineKind::text, input.texts.front().say(std::string("workbook.sheet_") + name), texts.say(std::string("workbook.sheets.") + name));
    add(LineKind::heading, "", texts.say("workbook.cells_title"));
    add(LineKind::text, "", texts.say("workbook.cells.heading", {{"sheet", input.texts.front().say("workbook.sheet_columns")}}));
    for (const char* point : {"ids", "share", "bound", "empty", "formula"})
        add(LineKind::text, "", texts.say(std::string("workbook.cells.") + point));
    add(LineKind::heading, "", texts.say("workbook.status_title"));
    add_statuses(sheet, texts);
    add(LineKind::heading, "", texts.say("workbook.rights_title"));
    add_sources(sheet, document);
    return sheet;
}

std::function<void(const ResultTable::Visit&)> rows_of(std::vector<std::vector<ResultCell>> rows) {
    return [rows = std::move(rows)](const ResultTable::Visit& visit) {
        for (const std::vector<ResultCell>& row : rows) visit(row);
    };
}

Workbook make_workbook(const WorkbookInput& input, std::size_t most_rows) {
    const ReportDocument& first = input.documents.front();
    const WorkbookParts parts{input, ReportView(input.report, input.texts.front()), std::make_shared<ResultTitles>(input.report, input.texts.front()),
                              most_rows};
    Workbook out{first.title, first.kind, input.report.assessment.collected_to, kept_in_mind(first), {}};
    for (std::size_t language = 0; language < input.texts.size(); ++language) out.sheets.push_back(about_sheet(input, language));
    out.sheets.push_back(charts_sheet(parts));
    for (const ResultTable* table : tables_of(input.source)) out.sheets.push_back(table_sheet(parts, *table));
    out.sheets.push_back(institutions_sheet(parts));
    out.sheets.push_back(names_sheet(parts));
    out.sheets.push_back(columns_sheet(parts));
    return out;
}

}  // namespace capgap
