#include <capgap/formats/docx/document_xml.hpp>

#include <capgap/base/html_text.hpp>

namespace capgap::docx {

namespace {

constexpr std::string_view declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr std::string_view space = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

std::string run_xml(const Run& run) {
    if (run.text.empty()) return {};
    const std::string style = run.style.empty() ? std::string() : "<w:rPr><w:rStyle w:val=\"" + run.style + "\"/></w:rPr>";
    return "<w:r>" + style + (run.below ? "<w:br/>" : "") + "<w:t xml:space=\"preserve\">" + html_text(run.text) + "</w:t></w:r>";
}

std::string properties(std::string_view style, int indent, bool to_the_right) {
    std::string out = "<w:pPr><w:pStyle w:val=\"" + std::string(style) + "\"/>";
    if (indent > 0) out += "<w:ind w:left=\"" + std::to_string(indent) + "\"/>";
    if (to_the_right) out += "<w:jc w:val=\"right\"/>";
    return out + "</w:pPr>";
}

std::string cell_xml(const Cell& cell, int width, bool head) {
    std::string out = "<w:tc><w:tcPr><w:tcW w:w=\"" + std::to_string(width) + "\" w:type=\"dxa\"/></w:tcPr><w:p>" +
                      properties(head ? "TableHead" : "TableText", cell.indent, cell.to_the_right);
    for (const Run& run : cell.runs) out += run_xml(run);
    return out + "</w:p></w:tc>";
}

/// A style of paragraphs. `size`: half points; before and after: twentieths of a point.
struct ParagraphStyle {
    std::string_view id;
    std::string_view name;
    int size;
    bool bold;
    int before;
    int after;
    std::string_view more = {};  ///< properties that stand before the spacing
    int indent = 0;              ///< at both sides
};

std::string style_xml(const ParagraphStyle& style) {
    const bool normal = style.id == "Normal";
    std::string out = "<w:style w:type=\"paragraph\"" + std::string(normal ? " w:default=\"1\"" : "") + " w:styleId=\"" + std::string(style.id) +
                      "\"><w:name w:val=\"" + std::string(style.name) + "\"/>";
    if (!normal) out += "<w:basedOn w:val=\"Normal\"/>";
    out += "<w:qFormat/><w:pPr>" + std::string(style.more) + "<w:spacing w:before=\"" + std::to_string(style.before) + "\" w:after=\"" +
           std::to_string(style.after) + "\"/>";
    if (style.indent > 0) out += "<w:ind w:left=\"" + std::to_string(style.indent) + "\" w:right=\"" + std::to_string(style.indent) + "\"/>";
    if (style.id.starts_with("Heading") || style.id == "SecondSheet")
        out += "<w:outlineLvl w:val=\"" + std::string(style.id == "Heading2" ? "1" : "0") + "\"/>";
    return out + "</w:pPr><w:rPr>" + (style.bold ? "<w:b/>" : "") + "<w:sz w:val=\"" + std::to_string(style.size) + "\"/></w:rPr></w:style>\n";
}

}  // namespace

std::string paragraph(std::string_view style, const std::vector<Run>& runs, int indent) {
    std::string out = "<w:p>" + properties(style, indent, false);
    for (const Run& run : runs) out += run_xml(run);
    return out + "</w:p>\n";
}

std::string paragraph(std::string_view style, std::string_view text) {
    return text.empty() ? std::string() : paragraph(style, {{std::string(text)}});
}

std::string table(std::string_view description, const std::vector<int>& widths, const std::vector<std::vector<Cell>>& rows) {
    const auto width = [&widths](std::size_t column) { return text_width * widths.at(column) / 100; };
    std::string out =
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"5000\" w:type=\"pct\"/><w:tblLayout w:type=\"fixed\"/>"
        "<w:tblLook w:val=\"00A0\" w:firstRow=\"1\" w:firstColumn=\"1\"/><w:tblCaption w:val=\"" +
        html_text(description) + "\"/></w:tblPr><w:tblGrid>";
    for (std::size_t i = 0; i < widths.size(); ++i) out += "<w:gridCol w:w=\"" + std::to_string(width(i)) + "\"/>";
    out += "</w:tblGrid>\n";
    for (std::size_t r = 0; r < rows.size(); ++r) {
        out += std::string("<w:tr><w:trPr><w:cantSplit/>") + (r == 0 ? "<w:tblHeader/>" : "") + "</w:trPr>";
        for (std::size_t i = 0; i < rows[r].size(); ++i) out += cell_xml(rows[r][i], width(i), r == 0);
        out += "</w:tr>\n";
    }
    return out + "</w:tbl>\n";
}

std::string document_xml(const std::string& body) {
    const std::string edge = std::to_string(margin);
    return std::string(declaration) + "<w:document " + std::string(space) + "><w:body>\n" + body + "<w:sectPr><w:pgSz w:w=\"" +
           std::to_string(sheet_width) + "\" w:h=\"" + std::to_string(sheet_height) + "\"/><w:pgMar w:top=\"" + edge + "\" w:right=\"" + edge +
           "\" w:bottom=\"" + edge + "\" w:left=\"" + edge +
           "\" w:header=\"400\" w:footer=\"400\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>\n";
}

std::string styles_xml(std::string_view language) {
    constexpr std::string_view keep_with_next = "<w:keepNext/>";
    constexpr std::string_view second_sheet = "<w:keepNext/><w:pageBreakBefore/>";
    constexpr std::string_view box =
        "<w:pBdr><w:top w:val=\"single\" w:sz=\"8\" w:space=\"2\"/><w:left w:val=\"single\" w:sz=\"8\" w:space=\"4\"/>"
        "<w:bottom w:val=\"single\" w:sz=\"8\" w:space=\"2\"/><w:right w:val=\"single\" w:sz=\"8\" w:space=\"4\"/></w:pBdr>";
    std::string out = std::string(declaration) + "<w:styles " + std::string(space) +
                      "><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Arial\" w:hAnsi=\"Arial\" w:eastAsia=\"Arial\" w:cs=\"Arial\"/>"
                      "<w:sz w:val=\"19\"/><w:lang w:val=\"" +
                      html_text(language) + "\" w:eastAsia=\"" + html_text(language) + "\" w:bidi=\"" + html_text(language) +
                      "\"/></w:rPr></w:rPrDefault></w:docDefaults>\n";
    for (const ParagraphStyle& style : std::vector<ParagraphStyle>{{"Normal", "Normal", 19, false, 0, 40},
                                                                   {"Title", "Title", 28, true, 0, 20, keep_with_next},
                                                                   {"Kind", "Kind of document", 16, false, 0, 0},
                                                                   {"Heading1", "heading 1", 22, true, 100, 20, keep_with_next},
                                                                   {"SecondSheet", "Heading of the second sheet", 22, true, 0, 20, second_sheet},
                                                                   {"Heading2", "heading 2", 19, true, 50, 0, keep_with_next},
                                                                   {"Caption", "caption", 17, false, 20, 40, keep_with_next},
                                                                   {"Notice", "Notice", 18, false, 60, 60, box, 100},
                                                                   {"Note", "Note", 15, false, 30, 0},
                                                                   {"TableHead", "Table head", 15, true, 10, 10, keep_with_next},
                                                                   {"TableText", "Table text", 16, false, 10, 10}}) {
        out += style_xml(style);
    }
    out +=
        "<w:style w:type=\"character\" w:styleId=\"Strong\"><w:name w:val=\"Strong\"/><w:qFormat/><w:rPr><w:b/></w:rPr></w:style>\n"
        "<w:style w:type=\"character\" w:styleId=\"Small\"><w:name w:val=\"Small\"/><w:qFormat/><w:rPr><w:b w:val=\"0\"/><w:sz "
        "w:val=\"14\"/></w:rPr></w:style>\n"
        "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/><w:tblPr><w:tblInd w:w=\"0\" "
        "w:type=\"dxa\"/><w:tblCellMar><w:left w:w=\"60\" w:type=\"dxa\"/><w:right w:w=\"60\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>\n"
        "<w:style w:type=\"table\" w:styleId=\"TableGrid\"><w:name w:val=\"Table Grid\"/><w:basedOn w:val=\"TableNormal\"/><w:tblPr><w:tblBorders>";
    for (const char* edge : {"top", "left", "bottom", "right", "insideH", "insideV"})
        out += std::string("<w:") + edge + " w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"777777\"/>";
    return out + "</w:tblBorders></w:tblPr></w:style>\n</w:styles>\n";
}

}  // namespace capgap::docx
