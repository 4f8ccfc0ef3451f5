#include <capgap/formats/csv/assumed_form.hpp>
#include <capgap/formats/csv/encoding_guess.hpp>

#include <gmock/gmock.h>

#include <sstream>

namespace capgap {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using namespace std::string_literals;

struct Found {
    AssumedForm form;
    std::string said;
};

Found found(Result<Checked<AssumedForm>> result) {
    Found out;
    const Diagnostics& said = result.has_error() ? result.error().all : result->remarks;
    for (const Diagnostic& one : said) out.said += to_string(one);
    if (result.has_value()) out.form = result->value;
    return out;
}

Found assume(const std::string& bytes, const FileForm& stated = {}) {
    std::istringstream in(bytes);
    return found(assume_form(in, "r.csv", stated));
}

Found guess(const std::string& bytes) {
    std::istringstream in(bytes);
    return found(guess_encoding(in, "r.csv", {Encoding::utf_8, ';', true}));
}

TEST(AssumeForm, utf_8_with_commas_needs_no_word) {
    for (const char* text : {"", "a", "a,b\n1,2\n",
                             "\xEF\xBB\xBF"
                             "a,b\n",
                             "a,b;c\n1,2\n", "\xFF,\xFE"}) {
        const Found it = assume(text);
        EXPECT_EQ(it.form.encoding, Encoding::utf_8) << text;
        EXPECT_EQ(it.form.delimiter, ',') << text;
        EXPECT_THAT(it.said, IsEmpty()) << text;
    }
}

TEST(AssumeForm, what_was_found_is_said) {
    EXPECT_EQ(assume("a;b\n1;2\n").form.delimiter, ';');
    EXPECT_EQ(
        assume("a;b\n1;2\n").said,
        "r.csv:1: remark: read with semicolons between the fields, as its beginning tells; if that is wrong, say what is right: file: {encoding: "
        "..., delimiter: ...} [CG1015]");
    const Found utf_16 = assume(
        "\xFF\xFE"
        "a\0\t\0b\0\r\0\n\0"s);
    EXPECT_EQ(utf_16.form.encoding, Encoding::utf_16);
    EXPECT_EQ(utf_16.form.delimiter, '\t');
    EXPECT_THAT(utf_16.said, HasSubstr("r.csv:1: remark: read as UTF-16, with tabs between the fields, as its beginning tells"));
    EXPECT_EQ(assume("\0a\0,\0b\0\n"s).form.encoding, Encoding::utf_16);
}

TEST(AssumeForm, the_delimiter_explains_header_and_rows) {
    // Questions with commas in them, not in quotes; a decimal comma in each row.
    EXPECT_EQ(assume("id;How often, if ever, do you;weight\n1;2;0,5\n2;1;1,5\n").form.delimiter, ';');
    // Every row has the one semicolon that the header has; the commas explain more.
    EXPECT_EQ(assume("a,b,c;d\n1,2,3;4\n1,2,3;4\n").form.delimiter, ',');
    EXPECT_EQ(assume("id,wanted,q\n1,1.1;2.1,0\n2,1.1;2.1,0\n").form.delimiter, ',');
    EXPECT_EQ(assume("a;b\n1,5;\"2;\n5\"\n").form.delimiter, ';');
    // A header alone, and one with more rows that are broken than not.
    EXPECT_EQ(assume("a\tb,c\td").form.delimiter, '\t');
    EXPECT_EQ(assume("a;b;c\n1;2\n1;2\n1;2;3\n").form.delimiter, ';');
    // Bytes that are no UTF-8, and a quote that is never closed.
    EXPECT_EQ(assume("ann\xE9\x65;b\n\xE9;2\n").form.delimiter, ';');
    EXPECT_EQ(assume("a;b\n\"1;2\n").form.delimiter, ';');
}

TEST(AssumeForm, what_is_stated_holds) {
    FileForm stated;
    stated.encoding = Encoding::windows_1252;
    stated.delimiter = ',';
    stated.decimal_comma = true;
    const Found it = assume("a;b\n1;2\n", stated);
    EXPECT_EQ(it.form.encoding, Encoding::windows_1252);
    EXPECT_EQ(it.form.delimiter, ',');
    EXPECT_TRUE(it.form.decimal_comma);
    EXPECT_THAT(it.said, IsEmpty());
}

TEST(AssumeForm, a_mark_contradicts_what_is_stated) {
    FileForm stated;
    stated.at = {"m.yaml", 3, 8};
    stated.encoding = Encoding::gb18030;
    EXPECT_EQ(assume("\xEF\xBB\xBFk", stated).said,
              "m.yaml:3:8: error: the encoding is said to be GB18030, but r.csv begins with the mark of UTF-8; leave `encoding` out: a mark tells it "
              "[CG1017]");
    EXPECT_THAT(assume("\xFE\xFF", stated).said, HasSubstr("mark of UTF-16"));
    stated.encoding = Encoding::utf_16;
    EXPECT_THAT(assume("\xFE\xFF", stated).said, IsEmpty());
}

TEST(GuessEncoding, windows_1252) {
    const Found it = guess("id;ville\r\n1;Orl\xE9\x61ns\r\n2;\xC9vry\r\n");
    EXPECT_EQ(it.form.encoding, Encoding::windows_1252);
    EXPECT_EQ(it.form.delimiter, ';');
    EXPECT_TRUE(it.form.decimal_comma);
    EXPECT_EQ(
        it.said,
        "r.csv:2: warning: the file is not UTF-8: 0xE9; it is read as Windows-1252, which is a guess: this line then says 'Orl\xC3\xA9\x61ns'; say "
        "what it is: file: {encoding: ...}, or save it as 'CSV UTF-8' [CG1016]");
}

TEST(GuessEncoding, gb18030) {
    // 编号,机构 in the header; a word is told as far as it goes.
    const Found it = guess("\xB1\xE0\xBA\xC5,\xBB\xFA\xB9\xB9\n1,a\n");
    EXPECT_EQ(it.form.encoding, Encoding::gb18030);
    EXPECT_THAT(it.said, HasSubstr("r.csv:1: warning: the file is not UTF-8: 0xB1; it is read as GB18030"));
    EXPECT_THAT(it.said, HasSubstr("'\xE7\xBC\x96\xE5\x8F\xB7'"));
}

TEST(GuessEncoding, is_not_made_on_thin_evidence) {
    // "créée" is two letters with accents in a row, and one usual Chinese character.
    EXPECT_THAT(guess("a\ncr\xE9\xE9\x65\n").said,
                HasSubstr("r.csv:2: error: the file is not UTF-8: 0xE9 may be Windows-1252 or GB18030; say what it is"));
    EXPECT_THAT(guess("a\n\n\x81 \n").said, HasSubstr("r.csv:3: error: the file is not UTF-8: 0x81 is neither Windows-1252 nor GB18030"));
    // With others around it that stand alone it is French.
    EXPECT_EQ(guess("a\ncr\xE9\xE9\x65\n\xE0 \n").form.encoding, Encoding::windows_1252);
}

TEST(GuessEncoding, the_place_counts_lines_of_every_kind) {
    for (const char* text : {"a\nb\n\xE9 ", "a\r\nb\r\n\xE9 ", "a\rb\r\xE9 "}) {
        std::istringstream in{std::string(text)};
        EXPECT_EQ(csv::guess_of(in).line, 3U) << text;
    }
}

}  // namespace
}  // namespace capgap
