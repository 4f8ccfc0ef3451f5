#include <capgap/report/notice.hpp>

#include <capgap/disclosure/tested_mask.hpp>
#include <capgap/report/draft_texts.hpp>
#include <capgap/report/phrases.hpp>

#include <algorithm>

namespace capgap {

namespace {

class NoticeSections {
public:
    NoticeSections(const NoticeInput& input, const Texts& texts) : input_(input), texts_(texts) {}

    std::vector<NoticeSection> all() const { return {who(), questions(), sees(), shown(), never(), kept(), rights(), proof()}; }

    NoticeText in_language(const Text& text) const {
        const Text::Entry& entry = text.entry(texts_.language());
        return {entry.text, entry.language == texts_.language() ? std::string() : entry.language};
    }

private:
    /// The same; words that nobody has reviewed say so.
    NoticeText reviewed(const Text& text) const {
        NoticeText out = in_language(text);
        if (is_draft(text, texts_.language())) out.text = say("report.draft", {{"text", out.text}});
        return out;
    }

    std::string say(const std::string& id, const Texts::Values& values = {}) const { return texts_.say(id, values); }
    NoticeText said(const std::string& id, const Texts::Values& values = {}) const { return {say(id, values)}; }

    NoticeSection section(const std::string& id) const { return {id.substr(id.rfind('.') + 1), say(id + ".title"), {}, {}, {}}; }
    static void add_row(NoticeSection& to, std::string title, NoticeText text) { to.rows.push_back({std::move(title), std::move(text)}); }

    NoticeSection who() const {
        NoticeSection out = section("notice.who");
        const AssessmentContent& round = input_.assessment;
        add_row(out, say("notice.who.controller"), reviewed(input_.notice.controller));
        add_row(out, say("notice.who.purpose"), reviewed(input_.notice.purpose));
        add_row(out, say("notice.who.legal_basis"), reviewed(input_.notice.legal_basis));
        add_row(out, say("notice.who.asked"), said("notice.who." + std::string(to_string(round.design))));
        add_row(
            out, say("notice.who.when"),
            {texts_.say("facts.dates", {{"from", phrase::date(round.collected_from, texts_)}, {"to", phrase::date(round.collected_to, texts_)}})});
        return out;
    }

    NoticeSection questions() const {
        NoticeSection out = section("notice.questions");
        const auto items = static_cast<std::int64_t>(input_.survey.items.size());
        const std::string survey = phrase::quoted(in_language(input_.survey.title).text, texts_);
        out.points.push_back({texts_.say_count("notice.questions.items", items, {{"survey", survey}})});
        out.points.push_back(said("notice.questions.place"));
        for (std::size_t q = 0; q < input_.asked.size(); ++q) out.points.push_back(background(q));
        if (input_.survey.wanted) out.points.push_back(said("notice.questions.wanted"));
        const auto& instruments = input_.assessment.instruments;
        if (std::any_of(instruments.begin(), instruments.end(), [](const InstrumentContent& one) { return !one.tests.empty(); }))
            out.points.push_back(said("notice.questions.tests", {{"least", phrase::number(least_tested(input_.assessment.min_cell), texts_)}}));
        out.points.push_back(said("notice.questions.nothing_else"));
        return out;
    }

    NoticeText background(std::size_t q) const {
        const BackgroundQuestion& question = input_.survey.background[input_.asked[q]];
        const bool tables = std::find(input_.breakdowns.begin(), input_.breakdowns.end(), q) != input_.breakdowns.end();
        const std::string id =
            std::string(tables ? "notice.questions.tables" : "notice.questions.no_tables") + (question.sensitive ? "_sensitive" : "");
        return said(id, {{"question", phrase::quoted(in_language(question.title).text, texts_)}});
    }

    NoticeSection sees() const {
        NoticeSection out = section("notice.sees");
        const auto add = [&](const std::string& role, const std::string& what) {
            add_row(out, say("notice.sees." + role), said("notice.sees." + what));
        };
        add("respondent", allows_person_scores(input_.assessment) ? "respondent_sees_result" : "respondent_sees");
        add("manager", "manager_sees");
        add("focal_person", input_.environment ? "focal_person_answers" : "focal_person_sees");
        add("administrator", administrator());
        add("analyst", "analyst_sees");
        add("school", input_.catalogue ? "school_sees" : "school_without_catalogue");
        add("representatives", "representatives_see");
        return out;
    }

    /// An anonymous round allows no list of scores: check() refuses it.
    std::string administrator() const {
        if (allows_person_scores(input_.assessment)) return "administrator_scores";
        return input_.assessment.anonymous.value_or(false) ? "administrator_anonymous" : "administrator_coded";
    }

    NoticeSection shown() const {
        NoticeSection out = section("notice.shown");
        out.points.push_back({texts_.say_count("notice.shown.smallest", input_.assessment.min_cell)});
        out.points.push_back(said("notice.shown.pooled"));
        std::vector<std::string> pools;
        for (const PoolContent& pool : input_.assessment.pools) pools.push_back(in_language(pool.name).text);
        if (!pools.empty()) out.points.push_back(said("notice.shown.named", {{"list", phrase::list_of(pools, texts_)}}));
        out.points.push_back(said("notice.shown.bounded"));
        out.points.push_back(said("notice.shown.limits"));
        return out;
    }

    NoticeSection never() const {
        NoticeSection out = section("notice.never");
        for (const char* point : {"decisions", "persons", "ranking"}) out.points.push_back(said(std::string("notice.never.") + point));
        out.points.push_back(reviewed(input_.notice.excluded_uses));
        return out;
    }

    NoticeSection kept() const {
        NoticeSection out = section("notice.kept");
        add_row(out, say("notice.kept.retention"), reviewed(input_.notice.retention));
        add_row(out, say("notice.kept.contact"), reviewed(input_.notice.contact));
        return out;
    }

    NoticeSection rights() const {
        NoticeSection out = section("notice.rights");
        const std::string kind = input_.assessment.anonymous.value_or(false) ? "notice.rights.anonymous" : "notice.rights.coded";
        out.points = {said(kind + "_before"), said(kind + "_after"), said("notice.rights.complain")};
        return out;
    }

    NoticeSection proof() const {
        NoticeSection out = section("notice.proof");
        const std::string sources = phrase::quoted(texts_.say("sources.title"), texts_);
        out.points = {said("notice.proof.made"), said("notice.proof.hash", {{"sources", sources}}), said("notice.proof.opened"),
                      said("notice.proof.limits")};
        return out;
    }

    const NoticeInput& input_;
    const Texts& texts_;
};

}  // namespace

NoticeDocument make_notice(const NoticeInput& input, const Texts& texts) {
    const NoticeSections sections(input, texts);
    return {texts.language(),
            texts.say("language_name"),
            texts.say("notice.kind"),
            sections.in_language(input.assessment.title),
            input.assessment.simulated ? texts.say("notice.simulated") : std::string(),
            texts.say("notice.language_choice"),
            sections.all()};
}

}  // namespace capgap
