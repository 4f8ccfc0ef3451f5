// Cells of a worksheet's XML that get other texts; what programs write beside the usual form.

#include <capgap/formats/xlsx/sheet_edit.hpp>

#include <gtest/gtest.h>

namespace capgap::xlsx {
namespace {

std::string cell(const std::string& place, const std::string& text) {
    return "<c r=\"" + place + "\" t=\"inlineStr\"><is><t xml:space=\"preserve\">" + text + "</t></is></c>";
}

TEST(SheetEdit, rows_go_behind_the_last) {
    EXPECT_EQ(
        with_texts("<s><dimension ref=\"A1\"/><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData><x/></s>",
                   {{3, {{2, "b"}, {27, "z"}}}}),
        "<s><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"3\">" + cell("B3", "b") + cell("AA3", "z") + "</row></sheetData><x/></s>");
}

TEST(SheetEdit, rows_go_between_others_and_into_empty_ones) {
    EXPECT_EQ(with_texts("<sheetData><row r=\"1\"/><row r=\"4\" ht=\"30\"/><row r=\"9\"></row></sheetData>",
                         {{2, {{1, "a"}}}, {4, {{1, "b"}}}, {9, {{1, "c"}}}}),
              "<sheetData><row r=\"1\"/><row r=\"2\">" + cell("A2", "a") + "</row><row r=\"4\" ht=\"30\">" + cell("A4", "b") + "</row><row r=\"9\">" +
                  cell("A9", "c") + "</row></sheetData>");
}

TEST(SheetEdit, a_cell_keeps_its_format_and_loses_what_stood_in_it) {
    EXPECT_EQ(
        with_texts("<sheetData><row r=\"1\"><c r=\"A1\"/><c r=\"B1\" s=\"7\" t=\"s\"><f>A1</f><v>12</v></c><c r=\"D1\" s=\"3\"/></row></sheetData>",
                   {{1, {{2, "b"}, {3, "c"}, {4, "d"}}}}),
        "<sheetData><row r=\"1\"><c r=\"A1\"/><c r=\"B1\" s=\"7\" t=\"inlineStr\"><is><t xml:space=\"preserve\">b</t></is></c>" + cell("C1", "c") +
            "<c r=\"D1\" s=\"3\" t=\"inlineStr\"><is><t xml:space=\"preserve\">d</t></is></c></row></sheetData>");
}

TEST(SheetEdit, rows_and_cells_without_a_place_follow_each_other) {
    EXPECT_EQ(with_texts("<sheetData><row><c/></row><row><c/><c/></row></sheetData>", {{2, {{2, "x"}}}}),
              "<sheetData><row><c/></row><row><c/>" + cell("B2", "x") + "</row></sheetData>");
}

TEST(SheetEdit, prefixes_of_names_are_kept) {
    EXPECT_EQ(with_texts("<x:sheetData><x:row r='1'><x:c r='A1' s='2'/></x:row></x:sheetData>", {{1, {{1, "a"}}}}),
              "<x:sheetData><x:row r='1'><x:c r=\"A1\" s=\"2\" t=\"inlineStr\"><x:is><x:t "
              "xml:space=\"preserve\">a</x:t></x:is></x:c></x:row></x:sheetData>");
}

TEST(SheetEdit, texts_are_no_xml) {
    EXPECT_EQ(with_texts("<sheetData><row r=\"1\"/></sheetData>", {{1, {{1, "<a> & _x000D_ \"b\"\n"}}}}),
              "<sheetData><row r=\"1\">" + cell("A1", "&lt;a&gt; &amp; _x005F_x000D_ \"b\"\n") + "</row></sheetData>");
}

TEST(SheetEdit, what_is_no_sheet_is_not_changed) {
    const CellTexts texts{{1, {{1, "a"}}}};
    for (const char* xml : {"", "<sheetData/>", "<sheetData>", "</sheetData>", "<worksheet><sheetData><row r=\"1\"><c r=\"1\"/></row></sheetData>",
                            "<sheetData><row r=\"1\"><c r=\"??\"></c></row></sheetData>"}) {
        EXPECT_FALSE(with_texts(xml, texts).has_value()) << xml;
    }
}

}  // namespace
}  // namespace capgap::xlsx
