#include <capgap/formats/html/page.hpp>

#include <capgap/formats/html/escape.hpp>
#include <capgap/formats/html/style.hpp>
#include <capgap/formats/html/table.hpp>

#include <algorithm>
#include <cctype>

namespace capgap {

namespace {

using html::escaped;

/// A language tag as part of an id: "pt-BR", whatever else a file holds.
std::string id_of(const std::string& language) {
    std::string id;
    for (const char c : language) {
        if (std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-') id += c;
    }
    return "report-" + id;
}

bool is_wide(const ReportTable& table) {
    constexpr std::size_t fits_upright = 8;
    return table.columns.size() > fits_upright;
}

class DocumentWriter {
public:
    DocumentWriter(const ReportDocument& document, std::string& out) : document_(document), id_(id_of(document.language)), out_(out) {}

    void write() {
        out_ += "<div class=\"document\" id=\"" + id_ + "\" lang=\"" + escaped(document_.language) + "\">\n<div class=\"inner\">\n";
        out_ += "<a class=\"skip\" href=\"#" + id_ + "-content\">" + escaped(document_.skip_to_content) + "</a>\n";
        header();
        out_ += "<main id=\"" + id_ + "-content\">\n";
        opening();
        contents();
        for (const ReportSection& section : document_.sections) write(section);
        out_ += "</main>\n<footer><p>" + escaped(document_.footer) + "</p></footer>\n</div>\n</div>\n";
    }

private:
    void header() {
        out_ += "<header>\n<p class=\"kind\">" + escaped(document_.kind) + "</p>\n<h1>" + escaped(document_.title) + "</h1>\n";
        for (const ReportBanner& banner : document_.banners) {
            const bool simulated = banner.kind == ReportBanner::Kind::simulated;
            out_ += std::string("<p class=\"banner ") + (simulated ? "simulated" : "not-for-publication") + "\"><strong>" + escaped(banner.title) +
                    "</strong> " + escaped(banner.text) + "</p>\n";
        }
        out_ += "<dl class=\"facts\">\n";
        for (const ReportFact& fact : document_.facts)
            out_ += "<div><dt>" + escaped(fact.label) + "</dt><dd>" + escaped(fact.value) + "</dd></div>\n";
        out_ += "</dl>\n</header>\n";
    }

    void opening() {
        out_ += "<section class=\"opening\" id=\"" + id_ + "-opening\">\n<h2>" + escaped(document_.opening_title) + "</h2>\n";
        for (const OpeningSentence& sentence : document_.opening) {
            const bool limits = sentence.kind == OpeningSentence::Kind::limits;
            out_ += std::string("<div") + (limits ? " class=\"limits\"" : "") + "><h3>" + escaped(sentence.heading) + "</h3><p>" +
                    escaped(sentence.text) + "</p></div>\n";
        }
        out_ += "</section>\n";
    }

    void contents() {
        const std::string label = id_ + "-contents";
        out_ += "<nav aria-labelledby=\"" + label + "\">\n<h2 class=\"unseen\" id=\"" + label + "\">" + escaped(document_.contents_title) +
                "</h2>\n<ol>\n";
        for (const ReportSection& section : document_.sections) {
            out_ += "<li><a href=\"#" + id_ + "-" + escaped(section.id) + "\">" + escaped(section.title) + "</a></li>\n";
        }
        out_ += "</ol>\n</nav>\n";
    }

    void write(const ReportSection& section) {
        const bool wide = std::any_of(section.blocks.begin(), section.blocks.end(), [](const ReportBlock& block) {
            const auto* table = std::get_if<ReportTable>(&block);
            return table != nullptr && is_wide(*table);
        });
        const std::string id = id_ + "-" + escaped(section.id);
        out_ += std::string("<section") + (wide ? " class=\"wide\"" : "") + " id=\"" + id + "\">\n<h2>" + escaped(section.title) + "</h2>\n";
        for (const ReportBlock& block : section.blocks) {
            std::visit([this](const auto& one) { write(one); }, block);
        }
        out_ += "</section>\n";
    }

    void write(const ReportParagraph& paragraph) { out_ += "<p>" + escaped(paragraph.text) + "</p>\n"; }
    void write(const ReportHeading& heading) { out_ += "<h3>" + escaped(heading.title) + "</h3>\n"; }

    void write(const ReportPoints& points) {
        const char* list = points.ordered ? "ol" : "ul";
        out_ += std::string("<") + list + ">\n";
        for (const std::string& point : points.points) out_ += "<li>" + escaped(point) + "</li>\n";
        out_ += std::string("</") + list + ">\n";
    }

    void write(const ReportTable& table) { html::write_table(table, id_, document_.legend_title, out_); }
    void write(const ReportDistribution& distribution) { html::write_distribution(distribution, out_); }

    void write(const ReportTerms& terms) {
        out_ += "<dl class=\"terms\">\n";
        for (const ReportTerm& term : terms.terms) {
            out_ += "<div><dt>" + escaped(term.title) + "</dt><dd>" + escaped(term.definition);
            if (!term.formula.empty()) out_ += " <code>" + escaped(term.formula) + "</code>";
            if (!term.source.empty()) out_ += " <span class=\"from\">" + escaped(document_.method_label) + ": " + escaped(term.source) + "</span>";
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
    for (std::size_t i = 0; i < languages.size(); ++i) {
        const ReportDocument& one = languages[i];
        const std::string id = "show-" + id_of(one.language);
        out += "<input class=\"language-choice\" type=\"radio\" name=\"language\" id=\"" + id + "\"" + (i == 0 ? " checked=\"checked\"" : "") + " />";
        out += "<label class=\"language\" for=\"" + id + "\" lang=\"" + escaped(one.language) + "\"><span class=\"unseen\">" +
               escaped(one.language_choice) + ": </span>" + escaped(one.language_name) + "</label>\n";
    }
}

}  // namespace

std::string render_page(const std::vector<ReportDocument>& languages) {
    std::vector<std::string> ids;
    for (const ReportDocument& one : languages) ids.push_back(id_of(one.language));
    const std::string language = languages.empty() ? "" : languages.front().language;
    const std::string title = languages.empty() ? "" : languages.front().title;

    std::string out =
        "<!DOCTYPE html>\n<html lang=\"" + escaped(language) + "\">\n<head>\n<meta charset=\"utf-8\" />\n<title>" + escaped(title) + "</title>\n";
    out += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\" />\n<meta name=\"robots\" content=\"noindex\" />\n";
    out += "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\" />\n";
    out += "<style>" + html::page_style(ids) + "</style>\n</head>\n<body class=\"top\">\n";
    if (languages.size() > 1) write_language_choice(languages, out);
    for (const ReportDocument& one : languages) DocumentWriter(one, out).write();
    return out + "</body>\n</html>\n";
}

}  // namespace capgap
