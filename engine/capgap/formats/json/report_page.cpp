#include <capgap/base/html_text.hpp>
#include <capgap/formats/json/report_page.hpp>

#include <capgap/formats/json/page_data.hpp>
#include <capgap/formats/json/page_template.hpp>

#include <array>
#include <stdexcept>
#include <utility>

namespace capgap {

namespace {

/// For those whose browser runs no script.
std::string without_script(const std::vector<ReportDocument>& languages) {
    std::string out;
    for (const ReportDocument& one : languages) {
        const auto words = one.words.find("no_script");
        if (words != one.words.end()) out += "<p lang=\"" + html_text(one.language) + "\">" + html_text(words->second) + "</p>";
    }
    return out;
}

}  // namespace

bool has_report_page() {
    return !page_template().empty();
}

std::string render_report_page(const std::vector<ReportDocument>& languages) {
    if (!has_report_page()) throw std::logic_error("this program was built without the report page");
    const ReportDocument none;
    const ReportDocument& first = languages.empty() ? none : languages.front();
    // In the order in which the template has them.
    const std::array<std::pair<std::string_view, std::string>, 4> places = {{{"@@language@@", html_text(first.language)},
                                                                             {"@@title@@", html_text(first.title)},
                                                                             {"@@without_script@@", without_script(languages)},
                                                                             {"@@data@@", render_page_data(languages)}}};
    std::string out;
    std::string_view rest = page_template();
    for (const auto& [mark, text] : places) {
        const std::size_t at = rest.find(mark);
        if (at == std::string_view::npos) throw std::logic_error("the template of the page lacks a place");
        out.append(rest.substr(0, at)).append(text);
        rest.remove_prefix(at + mark.size());
    }
    return out.append(rest);
}

}  // namespace capgap
