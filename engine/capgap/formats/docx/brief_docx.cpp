#include <capgap/formats/docx/brief_docx.hpp>

#include <capgap/base/html_text.hpp>
#include <capgap/formats/docx/document_xml.hpp>
#include <capgap/formats/zip/zip_writer.hpp>

#include <utility>

namespace capgap {

namespace {

using docx::Cell;
using docx::paragraph;
using docx::Run;

constexpr const char* content_types =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>
)";

constexpr const char* package_relations =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>
)";

constexpr const char* document_relations =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>
)";

/// Title and language as a word processor shows them of a file; no author and no time.
std::string core_properties(const Brief& brief) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<cp:coreProperties "
           "xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">"
           "<dc:title>" +
           html_text(brief.title) + "</dc:title><dc:subject>" + html_text(brief.kind) + "</dc:subject><dc:language>" + html_text(brief.language) +
           "</dc:language></cp:coreProperties>\n";
}

Cell head_cell(const std::string& title, const std::string& note) {
    return {{{title}, {note, "Small", true}}};
}

Cell cell_of(const ReportCell& cell) {
    using Kind = ReportCell::Kind;
    return {{{cell.text}, {cell.detail, "Small", true}}, cell.kind == Kind::number || cell.kind == Kind::share || cell.kind == Kind::bound};
}

std::string table_of(const ReportTable& table, const std::vector<int>& widths) {
    constexpr int indent = 100;
    std::vector<std::vector<Cell>> rows(1);
    rows.front().push_back(head_cell(table.head, {}));
    for (const ReportColumn& column : table.columns) rows.front().push_back(head_cell(column.title, column.note));
    for (const ReportRow& row : table.rows) {
        auto& cells = rows.emplace_back();
        cells.push_back({{{row.title, "Strong"}, {row.note, "Small", true}}, false, row.depth * indent});
        for (const ReportCell& cell : row.cells) cells.push_back(cell_of(cell));
    }
    return docx::table(table.caption.empty() ? table.head : table.caption, widths, rows);
}

std::string facts_of(const Brief& brief) {
    std::string out;
    for (const ReportFact& fact : brief.facts) out += (out.empty() ? "" : " · ") + fact.value;
    return out;
}

std::string body_of(const Brief& brief) {
    std::string out = paragraph("Kind", brief.kind) + paragraph("Title", brief.title) + paragraph("Normal", facts_of(brief));
    for (const ReportBanner& banner : brief.banners) out += paragraph("Notice", {{banner.title, "Strong"}, {". " + banner.text}});
    out += paragraph("Heading1", brief.opening_title);
    for (const OpeningSentence& sentence : brief.opening) out += paragraph("Heading2", sentence.heading) + paragraph("Normal", sentence.text);
    out += paragraph("Heading1", brief.asked_title);
    for (const std::string& sentence : brief.asked) out += paragraph("Normal", sentence);
    if (!brief.asked_table.rows.empty()) out += table_of(brief.asked_table, brief.asked_widths);
    for (const std::string& note : brief.asked_notes) out += paragraph("Note", note);
    out += paragraph("SecondSheet", brief.institutions_title) + paragraph("Caption", brief.institutions.caption);
    out += table_of(brief.institutions, brief.institution_widths);
    for (const std::string& note : brief.institution_notes) out += paragraph("Note", note);
    for (const std::string& line : brief.footer) out += paragraph("Note", line);
    return out;
}

}  // namespace

void write_docx(const Brief& brief, const std::filesystem::path& file) {
    ZipWriter zip(file);
    zip.add_bytes("[Content_Types].xml", content_types);
    zip.add_bytes("_rels/.rels", package_relations);
    zip.add_bytes("docProps/core.xml", core_properties(brief));
    zip.add_bytes("word/document.xml", docx::document_xml(body_of(brief)));
    zip.add_bytes("word/styles.xml", docx::styles_xml(brief.language));
    zip.add_bytes("word/_rels/document.xml.rels", document_relations);
    zip.finish();
}

}  // namespace capgap
