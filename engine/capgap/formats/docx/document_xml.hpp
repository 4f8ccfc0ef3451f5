#pragma once

#include <string>
#include <string_view>
#include <vector>

/// Parts of word/document.xml, the main part of a .docx (ECMA-376, part 1, chapter 17). Lengths are twentieths of a point.
namespace capgap::docx {

/// A sheet of A4, and the width between its margins.
inline constexpr int sheet_width = 11906;
inline constexpr int sheet_height = 16838;
inline constexpr int margin = 850;
inline constexpr int text_width = sheet_width - 2 * margin;

/// Words with a style of characters ("Strong", "Small"); none: that of the paragraph. A line break stands before them where `below` is set.
struct Run {
    std::string text;
    std::string style = {};
    bool below = false;
};

/// `style`: one of styles_xml().
[[nodiscard]] std::string paragraph(std::string_view style, const std::vector<Run>& runs, int indent = 0);
[[nodiscard]] std::string paragraph(std::string_view style, std::string_view text);

struct Cell {
    std::vector<Run> runs;
    bool to_the_right = false;
    int indent = 0;
};

/// `widths`: parts of 100. The first row heads the others, on each page anew; the first cell of a row heads it.
[[nodiscard]] std::string table(std::string_view description, const std::vector<int>& widths, const std::vector<std::vector<Cell>>& rows);

/// The part as a whole, on A4.
[[nodiscard]] std::string document_xml(const std::string& body);

/// Paragraphs: Normal, Title, Kind, Heading1, Heading2, SecondSheet (a heading 1), Caption, Notice, Note, TableHead, TableText; characters: Strong,
/// Small.
[[nodiscard]] std::string styles_xml(std::string_view language);

}  // namespace capgap::docx
