#include <capgap/formats/html/page.hpp>

#include <capgap/formats/html/markup.hpp>
#include <capgap/formats/html/style.hpp>
#include <capgap/formats/html/table.hpp>

#include <algorithm>
#include <cctype>

namespace capgap {

namespace {

using html::element;
using html::escaped;
using html::tag;
using html::void_tag;

/// A language tag as part of an id: "pt-BR", whatever else a file holds.
std::string id_of(const std::string& language) {
    std::string id;
    for (const char c : language) {
        if (std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-') id += c;
    }
    return "report-" + id;
}

bool is_wide(const ReportBlock& block) {
    constexpr std::size_t fits_upright = 8;
    const auto* table = std::get_if<ReportTable>(&block);
    return table != nullptr && table->columns.size() > fits_upright;
}

class DocumentWriter {
public:
    DocumentWriter(const ReportDocument& document, std::string& out) : document_(document), id_(id_of(document.language)), out_(out) {}

    void write() {
        out_ += tag("div", {{"class", "document"}, {"id", id_}, {"lang", document_.language}}) + "\n" + tag("div", {{"class", "inner"}}) + "\n";
        out_ += element("a", {{"class", "skip"}, {"href", "#" + part("content")}}, document_.skip_to_content) + "\n";
        header();
        out_ += tag("main", {{"id", part("content")}}) + "\n";
        opening();
        contents();
        for (const ReportSection& section : document_.sections) write(section);
        out_ += "</main>\n<footer>" + element("p", {}, document_.footer) + "</footer>\n</div>\n</div>\n";
    }

private:
    std::string part(const std::string& name) const { return id_ + "-" + name; }

    void header() {
        out_ += "<header>\n" + element("p", {{"class", "kind"}}, document_.kind) + "\n" + element("h1", {}, document_.title) + "\n";
        for (const ReportBanner& banner : document_.banners) {
            out_ += tag("p", {{"class", "banner simulated"}}) + element("strong", {}, banner.title) + " " + escaped(banner.text) + "</p>\n";
        }
        out_ += tag("dl", {{"class", "facts"}}) + "\n";
        for (const ReportFact& fact : document_.facts) out_ += "<div>" + element("dt", {}, fact.label) + element("dd", {}, fact.value) + "</div>\n";
        out_ += "</dl>\n</header>\n";
    }

    void opening() {
        out_ += tag("section", {{"class", "opening"}, {"id", part("opening")}}) + "\n" + element("h2", {}, document_.opening_title) + "\n";
        for (const OpeningSentence& sentence : document_.opening) {
            const bool limits = sentence.kind == OpeningSentence::Kind::limits;
            out_ +=
                tag("div", {{"class", limits ? "limits" : ""}}) + element("h3", {}, sentence.heading) + element("p", {}, sentence.text) + "</div>\n";
        }
        out_ += "</section>\n";
    }

    void contents() {
        out_ += tag("nav", {{"aria-labelledby", part("contents")}}) + "\n";
        out_ += element("h2", {{"class", "unseen"}, {"id", part("contents")}}, document_.contents_title) + "\n<ol>\n";
        for (const ReportSection& section : document_.sections) {
            out_ += "<li>" + element("a", {{"href", "#" + part(section.id)}}, section.title) + "</li>\n";
        }
        out_ += "</ol>\n</nav>\n";
    }

    void write(const ReportSection& section) {
        const bool wide = std::any_of(section.blocks.begin(), section.blocks.end(), is_wide);
        out_ += tag("section", {{"class", wide ? "wide" : ""}, {"id", part(section.id)}}) + "\n" + element("h2", {}, section.title) + "\n";
        for (const ReportBlock& block : section.blocks) {
            std::visit([this](const auto& one) { write(one); }, block);
        }
        out_ += "</section>\n";
    }

    void write(const ReportParagraph& paragraph) { out_ += element("p", {}, paragraph.text) + "\n"; }
    void write(const ReportHeading& heading) { out_ += element("h3", {}, heading.title) + "\n"; }

    void write(const ReportPoints& points) {
        out_ += points.ordered ? "<ol>\n" : "<ul>\n";
        for (const std::string& point : points.points) out_ += element("li", {}, point) + "\n";
        out_ += points.ordered ? "</ol>\n" : "</ul>\n";
    }

    void write(const ReportTable& table) { html::write_table(table, id_, document_.legend_title, out_); }
    void write(const ReportDistribution& distribution) { html::write_distribution(distribution, out_); }

    void write(const ReportTerms& terms) {
        out_ += tag("dl", {{"class", "terms"}}) + "\n";
        for (const ReportTerm& term : terms.terms) {
            out_ += "<div>" + element("dt", {}, term.title) + "<dd>" + escaped(term.definition);
            if (!term.formula.empty()) out_ += " " + element("code", {}, term.formula);
            if (!term.source.empty()) out_ += " " + element("span", {{"class", "from"}}, document_.method_label + " " + term.source);
            out_ += "</dd></div>\n";
        }
        out_ += "</dl>\n";
    }

    const ReportDocument& document_;
    std::string id_;
    std::string& out_;
};

/// The radio buttons stand before the documents, so that a style rule can show the chosen one.
void write_language_choice(const std::vector<ReportDocument>& languages, std::string& out) {
    bool first = true;
    for (const ReportDocument& one : languages) {
        const std::string id = "show-" + id_of(one.language);
        out += void_tag("input",
                        {{"class", "language-choice"}, {"type", "radio"}, {"name", "language"}, {"id", id}, {"checked", first ? "checked" : ""}});
        out += tag("label", {{"class", "language"}, {"for", id}, {"lang", one.language}}) +
               element("span", {{"class", "unseen"}}, one.language_choice + " ") + escaped(one.language_name) + "</label>\n";
        first = false;
    }
}

std::string head(const std::string& title, const std::string& style) {
    std::string out = "<head>\n" + void_tag("meta", {{"charset", "utf-8"}}) + "\n" + element("title", {}, title) + "\n";
    out += void_tag("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}}) + "\n";
    out += void_tag("meta", {{"name", "robots"}, {"content", "noindex"}}) + "\n";
    out += void_tag("meta", {{"http-equiv", "Content-Security-Policy"}, {"content", "default-src 'none'; style-src 'unsafe-inline'"}}) + "\n";
    return out + "<style>" + style + "</style>\n</head>\n";
}

}  // namespace

std::string render_page(const std::vector<ReportDocument>& languages) {
    std::vector<std::string> ids(languages.size());
    std::transform(languages.begin(), languages.end(), ids.begin(), [](const ReportDocument& one) { return id_of(one.language); });
    const ReportDocument none;
    const ReportDocument& first = languages.empty() ? none : languages.front();

    std::string out = "<!DOCTYPE html>\n" + tag("html", {{"lang", first.language}}) + "\n" + head(first.title, html::page_style(ids));
    out += tag("body", {{"class", "top"}}) + "\n";
    if (languages.size() > 1) write_language_choice(languages, out);
    for (const ReportDocument& one : languages) DocumentWriter(one, out).write();
    return out + "</body>\n</html>\n";
}

}  // namespace capgap
