#include <capgap/formats/markdown/syllabus_markdown.hpp>

#include <string_view>

namespace capgap {

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

std::string escaped(std::string_view text) {
    // Only at the beginning of a line are these more than themselves: a list, a heading, a rule.
    std::string out;
    if (!text.empty() && std::string_view("+-=~").find(text.front()) != std::string_view::npos) out += '\\';
    std::size_t digits = 0;
    while (digits < text.size() && is_digit(text[digits])) ++digits;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool numbers_a_list = digits > 0 && i == digits && (c == '.' || c == ')');
        if (numbers_a_list || std::string_view("\\`*_[]<>#|&!").find(c) != std::string_view::npos) out += '\\';
        out += c == '\n' || c == '\r' ? ' ' : c;
    }
    return out;
}

std::string heading(int depth, std::string_view text) {
    return std::string(static_cast<std::size_t>(depth), '#') + ' ' + escaped(text) + "\n\n";
}

std::string paragraph(std::string_view text) {
    return text.empty() ? std::string() : escaped(text) + "\n\n";
}

std::string unit(const SyllabusUnit& unit) {
    std::string out = heading(4, unit.title);
    for (const std::string& fact : unit.facts) out += paragraph(fact);
    for (const SyllabusOutcome& one : unit.outcomes) out += "- " + escaped(one.level) + ' ' + escaped(one.text) + '\n';
    return out + '\n';
}

}  // namespace

std::string render_markdown(const Syllabus& syllabus) {
    std::string out = heading(1, syllabus.title);
    for (const std::string& sentence : syllabus.lead) out += paragraph(sentence);
    out += heading(2, syllabus.courses_title);
    for (const SyllabusCourse& course : syllabus.courses) {
        out += heading(3, course.title);
        for (const std::string& fact : course.facts) out += paragraph(fact);
        for (const SyllabusUnit& one : course.units) out += unit(one);
    }
    if (!syllabus.open.empty()) out += heading(2, syllabus.open_title) + paragraph(syllabus.open_lead);
    for (const SyllabusUnit& one : syllabus.open) out += unit(one);
    return out + "---\n\n" + escaped(syllabus.footer) + '\n';
}

}  // namespace capgap
