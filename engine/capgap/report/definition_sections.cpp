#include <capgap/report/sections.hpp>

#include <algorithm>
#include <capgap/report/draft_texts.hpp>
#include <set>

namespace capgap {

namespace {

ReportTerm term(const std::string& id, const ReportView& view) {
    const auto optional = [&](const std::string& part) { return view.texts().has(id + part) ? view.say(id + part) : std::string(); };
    return {id, view.say(id + ".title"), view.say(id + ".definition"), optional(".formula"), optional(".source")};
}

/// What the heads of its tables lead to, each once.
void add_terms_of(const ReportSection& section, std::vector<std::string>& ids) {
    for (const ReportBlock& block : section.blocks) {
        const auto* const table = std::get_if<ReportTable>(&block);
        if (table == nullptr) continue;
        for (const ReportColumn& column : table->columns) {
            if (!column.term.empty() && std::find(ids.begin(), ids.end(), column.term) == ids.end()) ids.push_back(column.term);
        }
    }
}

/// The numbers that the page shows, in the order in which they appear.
std::vector<std::string> terms_used(const ReportView& view) {
    std::vector<std::string> ids = {"columns.gaps.respondents"};
    const bool headcount = view.input().headcount.has_value();
    if (headcount) ids.insert(ids.end(), {"columns.gaps.headcount", "definitions.response_rate"});
    ids.insert(ids.end(), {"columns.gaps.below_target_share", "columns.gaps.below_target_low"});
    if (headcount) ids.emplace_back("columns.gaps.possible_low");
    ids.insert(ids.end(), {"columns.gaps.scored", "columns.gaps.not_applicable", "columns.gaps.do_not_know"});
    if (view.weighted()) ids.insert(ids.end(), {"definitions.people", "columns.gaps.person_levels_missing"});
    if (view.tables().order.size() > 1) ids.emplace_back("definitions.tie");
    if (!view.input().environments.empty())
        ids.insert(ids.end(), {"columns.environment.level", "columns.environment.target_level", "definitions.barrier"});
    if (!view.tables().levels.empty()) ids.emplace_back("columns.levels.share");
    if (!view.tables().attitudes.empty()) ids.emplace_back("columns.attitudes.share");
    if (!view.tables().wanted.empty()) ids.insert(ids.end(), {"columns.wanted.share", "columns.wanted.respondents"});
    add_terms_of(quality_section(view), ids);
    if (const auto tests = tests_section(view)) add_terms_of(*tests, ids);
    if (view.weighted()) ids.emplace_back("statistics.weighting.design_effect_kish");
    if (view.input().advice != nullptr)
        ids.insert(ids.end(), {"columns.recommendations.people", "columns.recommendations.closure", "columns.recommendations.cost"});
    return ids;
}

void add_levels(ReportSection& section, const ReportView& view) {
    section.blocks.emplace_back(ReportHeading{view.say("definitions.levels")});
    const std::string& method = view.in_language(view.input().survey.content().scoring.cut_method);
    section.blocks.emplace_back(
        ReportParagraph{view.say(view.calibrated() ? "definitions.levels_lead_measured" : "definitions.levels_lead", {{"method", method}})});
    ReportTerms terms;
    const auto& levels = view.input().framework.levels();
    for (std::size_t l = 0; l < levels.size(); ++l) {
        const std::string title = view.say("definitions.level", {{"level", std::to_string(l + 1)}, {"title", view.in_language(levels[l].title)}});
        terms.terms.push_back({"level-" + std::to_string(l + 1), title, view.with_mark(levels[l].description), "", ""});
    }
    section.blocks.emplace_back(std::move(terms));
}

// ---- sources

class SourcesSection {
public:
    explicit SourcesSection(const ReportView& view) : view_(view), section_{"sources", view.say("sources.title"), {}} {}

    ReportSection make() {
        const ReportInput& input = view_.input();
        add_promise(section_, view_);
        add_framework("sources.framework", input.framework);
        add_competencies();
        add_unused();
        add_bases(input.framework);
        add_survey(input.survey);
        add_targets(input.profiles);
        for (const ReportEnvironment& environment : input.environments) {
            add_framework("sources.environment", environment.framework);
            add_bases(environment.framework);
            add_survey(environment.survey);
            add_targets(environment.profiles);
        }
        if (input.catalogues != nullptr) {
            for (const Catalogue& catalogue : *input.catalogues) add_catalogue(catalogue.content());
        }
        if (view_.texts().draft()) paragraph(view_.say("sources.sentences_draft"));
        return std::move(section_);
    }

private:
    void heading(std::string title) { section_.blocks.emplace_back(ReportHeading{std::move(title)}); }
    void paragraph(std::string text) {
        if (!text.empty()) section_.blocks.emplace_back(ReportParagraph{std::move(text)});
    }

    /// What nobody has reviewed is not passed off as settled.
    template <class Content>
    void add_drafts(const Content& content) {
        const std::int64_t drafts = count_drafts(content, view_.texts().language());
        if (drafts > 0) paragraph(view_.texts().say_count("sources.drafts", drafts));
    }

    void add_framework(const char* id, const Framework& framework) {
        const FrameworkContent& content = framework.content();
        heading(view_.say(id, {{"title", view_.in_language(content.title)}, {"version", content.head.version}}));
        add_rights(content);
        add_drafts(content);
        std::vector<Source> own = content.head.sources;
        for (const BaseFramework& base : content.bases) {
            std::erase_if(own, [&base](const Source& one) {
                return std::any_of(base.sources.begin(), base.sources.end(), [&one](const Source& theirs) { return theirs.id == one.id; });
            });
        }
        add_sources(own);
    }

    /// Of a framework, or of what it extends: whose it is, who endorsed it, and what may be done with it.
    template <class Content>
    void add_rights(const Content& content) {
        paragraph(view_.in_language(content.attribution));
        const bool none = content.endorsement.empty() || content.endorsement == "none";
        std::string rights = none ? view_.say("sources.endorsement_none") : view_.say("sources.endorsement", {{"name", content.endorsement}});
        if (!content.licence_name.empty()) rights += ' ' + view_.say("sources.licence", {{"name", content.licence_name}});
        if (!content.licence_scope.empty()) rights += ' ' + view_.in_language(content.licence_scope);
        paragraph(std::move(rights));
    }

    /// What an overlay extends keeps its name, its licence and its sources.
    void add_bases(const Framework& framework) {
        for (const BaseFramework& base : framework.content().bases) {
            heading(view_.say("sources.extends", {{"title", view_.in_language(base.title)}, {"version", base.ref.version}}));
            std::vector<std::string> core;
            for (const CompetencyId& id : base.core) core.push_back(id.text());
            paragraph(view_.say("sources.extends_lead") + ' ' +
                      (core.empty() ? view_.say("sources.core_none") : view_.say("sources.core", {{"list", phrase::list_of(core, view_.texts())}})));
            add_rights(base);
            add_sources(base.sources);
        }
    }

    void add_unused() {
        ReportPoints points;
        for (const UnusedPart& part : view_.input().framework.content().unused) {
            points.points.push_back(
                view_.say("sources.unused", {{"title", view_.in_language(part.title)}, {"id", part.id}, {"reason", view_.in_language(part.reason)}}));
        }
        if (points.points.empty()) return;
        heading(view_.say("sources.unused_title"));
        section_.blocks.emplace_back(std::move(points));
    }

    void add_survey(const Survey& survey) {
        const SurveyContent& content = survey.content();
        heading(view_.say("sources.survey", {{"title", view_.in_language(content.title)}, {"version", content.head.version}}));
        paragraph(view_.in_language(content.disclaimer));
        add_drafts(content);
        add_sources(content.head.sources);
    }

    void add_targets(const Profiles& profiles) {
        const ProfilesContent& content = profiles.content();
        heading(view_.say("sources.targets", {{"id", content.head.id}, {"version", content.head.version}}));
        paragraph(content.approved
                      ? view_.say("facts.targets_approved", {{"by", content.approved_by}, {"on", phrase::date(content.approved_on, view_.texts())}})
                      : view_.say("facts.targets_proposed"));
        add_drafts(content);
        add_sources(content.head.sources);
    }

    void add_catalogue(const CatalogueContent& content) {
        heading(view_.say("sources.catalogue", {{"title", view_.in_language(content.title)}, {"version", content.head.version}}));
        paragraph(view_.in_language(content.description));
        paragraph(view_.in_language(content.mapping_method));
        add_drafts(content);
        paragraph(view_.say("sources.licence", {{"name", content.licence_name}}));
        add_sources(content.head.sources);
    }

    void add_sources(const std::vector<Source>& sources) {
        ReportPoints points;
        for (const Source& source : sources) {
            std::string text =
                source.licence.empty() ? source.title : view_.say("sources.source_licence", {{"title", source.title}, {"licence", source.licence}});
            if (!source.url.empty()) text += " <" + source.url + ">";
            if (!source.note.empty()) text += ". " + source.note;
            points.points.push_back(std::move(text));
        }
        if (!points.points.empty()) section_.blocks.emplace_back(std::move(points));
    }

    std::string whose_words(TextStatus status) const {
        switch (status) {
            case TextStatus::verbatim: return view_.say("sources.words_verbatim");
            case TextStatus::rendering: return view_.say("sources.words_rendering");
            case TextStatus::project: return view_.say("sources.words_project");
            case TextStatus::draft: return view_.say("sources.words_draft");
        }
        return {};
    }

    /// An overlay's own titles are those of the overlay.
    std::string whose_words(const Competency& competency) const {
        const TextStatus status = competency.title.entry(view_.texts().language()).status;
        const bool of_overlay = !competency.original_title.empty() || !competency.added_by.id.empty();
        if (!of_overlay || status == TextStatus::draft) return whose_words(status);
        const std::string framework = phrase::quoted(view_.in_language(view_.input().framework.content().title), view_.texts());
        std::string words = view_.say("sources.words_overlay", {{"framework", framework}});
        return competency.added_by.id.empty() ? words : view_.say("sources.added", {{"words", words}});
    }

    std::string original_title(const Text& text) const {
        if (text.empty()) return {};
        return view_.say("sources.original_title", {{"title", phrase::quoted(view_.in_language(text), view_.texts())}});
    }

    std::string language(const Competency& competency) const { return view_.other_language(competency.title); }

    void add_competencies() {
        const Framework& framework = view_.input().framework;
        ReportTable table;
        table.id = "competencies-table";
        table.caption = view_.say("sources.competencies_caption");
        table.head = view_.say("whole.competency");
        for (const char* column : {"id", "domain", "words"}) table.columns.push_back({view_.say(std::string("sources.") + column), "", "", false});
        for (const Competency& competency : framework.competencies()) {
            ReportRow row{view_.in_language(competency.title), original_title(competency.original_title), 0, false, {}, {}, language(competency)};
            const Domain& domain = framework.content().domains[competency.domain];
            std::string domain_title = view_.in_language(domain.title);
            if (!domain.original_title.empty()) domain_title += " (" + original_title(domain.original_title) + ')';
            for (std::string text : {competency.id.text(), std::move(domain_title), whose_words(competency)}) {
                row.cells.emplace_back();
                row.cells.back().kind = ReportCell::Kind::text;
                row.cells.back().text = std::move(text);
            }
            table.rows.push_back(std::move(row));
        }
        section_.blocks.emplace_back(std::move(table));
    }

    const ReportView& view_;
    ReportSection section_;
};

}  // namespace

ReportSection definitions_section(const ReportView& view) {
    ReportSection section{"definitions", view.say("definitions.title"), {}};
    section.blocks.emplace_back(ReportParagraph{view.say("definitions.lead")});
    ReportTerms terms;
    for (const std::string& id : terms_used(view)) terms.terms.push_back(term(id, view));
    section.blocks.emplace_back(std::move(terms));
    add_levels(section, view);
    return section;
}

ReportSection sources_section(const ReportView& view) {
    return SourcesSection(view).make();
}

}  // namespace capgap
