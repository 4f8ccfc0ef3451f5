#include <capgap/report/document.hpp>

#include <capgap/report/figures.hpp>
#include <capgap/report/head.hpp>
#include <capgap/report/sections.hpp>

#include <utility>

namespace capgap {

namespace {

std::vector<ReportSection> sections(const ReportView& view, GroupFigures& figures) {
    std::vector<ReportSection> out;
    const auto add = [&out](std::optional<ReportSection> section) {
        if (section) out.push_back(std::move(*section));
    };
    if (!view.whole_hidden()) {
        add(whole_section(view));
        add(levels_section(view));
    }
    add(institutions_section(view, figures));
    add(profiles_section(view, figures));
    if (!view.whole_hidden()) add(breakdowns_section(view, figures));
    add(environment_section(view, figures));
    add(advice_section(view, figures));
    if (!view.whole_hidden()) {
        add(attitudes_section(view));
        add(wanted_section(view));
    }
    add(tests_section(view));
    add(quality_section(view));
    add(definitions_section(view));
    add(sources_section(view));
    return out;
}

std::map<std::string, std::string> page_words(const Texts& texts) {
    constexpr std::string_view below = "page.";
    std::map<std::string, std::string> words;
    for (const auto& [id, sentence] : texts.sentences()) {
        if (id.starts_with(below)) words.emplace(id.substr(below.size()), sentence);
    }
    return words;
}

}  // namespace

ReportCell report_cell(ReportCell::Kind kind, std::string text, std::string detail) {
    ReportCell cell;
    cell.kind = text.empty() ? ReportCell::Kind::blank : kind;
    cell.text = std::move(text);
    cell.detail = std::move(detail);
    return cell;
}

ReportDocument make_report(const ReportInput& input, const Texts& texts) {
    const ReportView view(input, texts);
    ReportHead head = make_head(input, texts);
    ReportDocument out;
    out.language = std::move(head.language);
    out.language_name = view.say("language_name");
    out.title = std::move(head.title);
    out.kind = std::move(head.kind);
    out.banners = std::move(head.banners);
    out.facts = std::move(head.facts);
    out.opening_title = std::move(head.opening_title);
    out.opening = std::move(head.opening);
    GroupFigures figures(view);
    out.sections = sections(view, figures);
    out.figures = figures.take();
    out.footer = std::move(head.footer);
    out.words = page_words(texts);
    return out;
}

}  // namespace capgap
