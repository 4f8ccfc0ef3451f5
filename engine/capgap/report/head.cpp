#include <capgap/report/head.hpp>

#include <capgap/report/advice_table.hpp>
#include <capgap/report/opening.hpp>
#include <capgap/report/sections.hpp>

namespace capgap {

namespace {

std::string titled_version(const Text& title, const Head& head, const ReportView& view) {
    return view.say("facts.version", {{"title", view.in_language(title)}, {"version", head.version}});
}

std::string answered_of(std::int64_t respondents, std::int64_t headcount, const ReportView& view) {
    const double rate = static_cast<double>(respondents) / static_cast<double>(headcount);
    return view.texts().say_count("facts.answered_of", respondents,
                                  {{"staff", phrase::number(headcount, view.texts())}, {"share", phrase::in_100(rate, view.texts())}});
}

std::string answered_fact(const ReportView& view) {
    const ReportInput& input = view.input();
    if (view.too_few_people()) return view.texts().say_count("facts.answered_too_few", input.assessment.min_cell);
    if (!input.headcount || *input.headcount == 0) return view.texts().say_count("facts.answered_alone", view.respondents());
    return answered_of(view.respondents(), *input.headcount, view);
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
        {view.say("facts.evidence"), view.say(view.tested() ? "facts.self_rating_and_tests" : "facts.self_rating")},
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
        out.push_back({view.say("banner.simulated.title"), view.say("banner.simulated.text")});
    }
    if (auto reanalysis = reanalysis_banner(view)) out.push_back(std::move(*reanalysis));
    return out;
}

std::vector<PoolTitle> pools(const ReportView& view) {
    std::vector<PoolTitle> out;
    for (const std::size_t g : view.places()) {
        const Group& keys = view.tables().groups[g].keys;
        if (keys.pool > 0) out.push_back({place_id(keys, view.input().institutions), view.place_title(keys), view.pool_members(keys)});
    }
    return out;
}

}  // namespace

std::string answered_text(const ShownGroup& group, const ReportView& view) {
    const auto& headcount = group.keys.headcount;
    if (group.suppressed) return headcount ? view.texts().say_count("figures.answered_hidden", *headcount) : view.say("figures.answered_unknown");
    if (!headcount || *headcount == 0) return view.texts().say_count("figures.answered_alone", group.keys.respondents);
    return answered_of(group.keys.respondents, *headcount, view);
}

std::string footer_text(const ReportView& view, const std::string& answered) {
    const ProfilesContent& targets = view.input().profiles.content();
    const std::string status = targets.approved ? view.say("targets.short.approved", {{"date", phrase::date(targets.approved_on, view.texts())}})
                                                : view.say("targets.short.proposed");
    return view.say("report.footer", {{"title", view.in_language(view.input().assessment.title)},
                                      {"dates", view.dates()},
                                      {"answered", answered},
                                      {"targets", status},
                                      {"licence", view.say("report.licence", {{"name", view.licences(view.input().framework)}})}});
}

ReportHead make_head(const ReportInput& input, const Texts& texts) {
    const ReportView view(input, texts);
    ReportHead out;
    out.language = texts.language();
    out.title = view.in_language(input.assessment.title);
    out.kind = view.say("report.kind");
    out.banners = banners(view);
    out.facts = facts(view);
    out.opening_title = view.say("opening.title");
    out.opening = opening_sentences(view);
    if (input.advice != nullptr && !input.advice->empty()) {  // else the report has no section of it either
        AdviceTable advice(view);
        out.advice = advice.first_lines();
        out.currency = advice.currency();
    }
    out.pools = pools(view);
    out.footer = footer_text(view, answered_fact(view));
    return out;
}

ReportSummary make_summary(const ReportInput& input, const std::vector<Texts>& languages) {
    ReportSummary out;
    if (languages.empty()) return out;
    for (const Texts& texts : languages) out.heads.push_back(make_head(input, texts));
    const ReportView view(input, languages.front());
    for (const std::size_t c : named_gaps(view).first) out.named.push_back(input.framework.competencies()[c].id.text());
    for (const std::size_t g : view.places()) {
        const ShownGroup& group = view.tables().groups[g];
        PlaceCounts& one = out.places.emplace_back(PlaceCounts{place_id(group.keys, input.institutions), group.keys.headcount, std::nullopt});
        if (!group.suppressed) one.respondents = group.keys.respondents;
    }
    return out;
}

}  // namespace capgap
