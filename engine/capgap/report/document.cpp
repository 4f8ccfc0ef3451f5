#include <capgap/report/document.hpp>

#include <capgap/report/opening.hpp>
#include <capgap/report/sections.hpp>

namespace capgap {

namespace {

std::string titled_version(const Text& title, const Head& head, const ReportView& view) {
    return view.say("facts.version", {{"title", view.in_language(title)}, {"version", head.version}});
}

std::string answered_fact(const ReportView& view) {
    const ReportInput& input = view.input();
    if (view.too_few_people()) return view.say("facts.answered_too_few", {{"min_cell", std::to_string(input.assessment.min_cell)}});
    if (!input.headcount || *input.headcount == 0) return view.texts().say_count("facts.answered_alone", view.respondents());
    const double rate = static_cast<double>(view.respondents()) / static_cast<double>(*input.headcount);
    return view.say("facts.answered_of", {{"answered", phrase::number(view.respondents(), view.texts())},
                                          {"staff", phrase::number(*input.headcount, view.texts())},
                                          {"share", phrase::in_100(rate, view.texts())}});
}

std::string targets_fact(const ReportView& view) {
    const ProfilesContent& targets = view.input().profiles.content();
    if (!targets.approved) return view.say("facts.targets_proposed");
    return view.say("facts.targets_approved", {{"by", targets.approved_by}, {"on", phrase::date(targets.approved_on, view.texts())}});
}

std::string design_fact(const ReportView& view) {
    switch (view.input().assessment.design) {
        case Design::census: return view.say("facts.design_census");
        case Design::probability: return view.say("facts.design_probability");
        case Design::volunteer: return view.say("facts.design_volunteer");
    }
    return {};
}

std::vector<ReportFact> facts(const ReportView& view) {
    const ReportInput& input = view.input();
    std::vector<ReportFact> out = {
        {view.say("facts.collected"), view.dates()},
        {view.say("facts.answered"), answered_fact(view)},
        {view.say("facts.evidence"), view.say("facts.self_rating")},
        {view.say("facts.design"), design_fact(view)},
        {view.say("facts.targets"), targets_fact(view)},
        {view.say("facts.framework"), titled_version(input.framework.content().title, input.framework.content().head, view)},
        {view.say("facts.survey"), titled_version(input.survey.content().title, input.survey.content().head, view)}};
    const std::string& note = view.in_language(input.assessment.note);
    if (!note.empty()) out.push_back({view.say("facts.note"), note});
    return out;
}

std::vector<ReportBanner> banners(const ReportView& view) {
    std::vector<ReportBanner> out;
    if (view.input().assessment.simulated) {
        out.push_back({ReportBanner::Kind::simulated, view.say("banner.simulated.title"), view.say("banner.simulated.text")});
    }
    return out;
}

std::string footer(const ReportView& view) {
    const ProfilesContent& targets = view.input().profiles.content();
    const std::string status = targets.approved ? view.say("targets.short.approved", {{"date", phrase::date(targets.approved_on, view.texts())}})
                                                : view.say("targets.short.proposed");
    return view.say("report.footer", {{"title", view.in_language(view.input().assessment.title)},
                                      {"dates", view.dates()},
                                      {"answered", answered_fact(view)},
                                      {"targets", status},
                                      {"licence", view.say("report.licence", {{"name", view.input().framework.content().licence_name}})}});
}

std::vector<ReportSection> sections(const ReportView& view) {
    std::vector<ReportSection> out;
    const auto add = [&out](std::optional<ReportSection> section) {
        if (section) out.push_back(std::move(*section));
    };
    if (!view.whole_hidden()) add(whole_section(view));
    add(institutions_section(view));
    add(profiles_section(view));
    if (!view.whole_hidden()) add(breakdowns_section(view));
    add(environment_section(view));
    if (!view.whole_hidden()) {
        add(attitudes_section(view));
        add(wanted_section(view));
    }
    add(quality_section(view));
    add(definitions_section(view));
    add(sources_section(view));
    return out;
}

}  // namespace

ReportDocument make_report(const ReportInput& input, const Texts& texts) {
    const ReportView view(input, texts);
    ReportDocument out;
    out.language = texts.language();
    out.language_name = view.say("language_name");
    out.title = view.in_language(input.assessment.title);
    out.kind = view.say("report.kind");
    out.banners = banners(view);
    out.facts = facts(view);
    out.opening_title = view.say("opening.title");
    out.opening = opening_sentences(view);
    out.sections = sections(view);
    out.footer = footer(view);
    out.contents_title = view.say("page.contents");
    out.skip_to_content = view.say("page.skip");
    out.language_choice = view.say("page.language_choice");
    out.legend_title = view.say("page.legend");
    out.method_label = view.say("page.source");
    return out;
}

}  // namespace capgap
