#include <capgap/report/person_page.hpp>

#include <capgap/report/phrases.hpp>

#include <algorithm>
#include <cmath>
#include <utility>

namespace capgap {

namespace {

using RangeOutcome = PersonCompetencyResult::Outcome;

class PersonPage {
public:
    PersonPage(const PersonResult& result, const Texts& texts)
        : result_(result), basis_(result.basis), texts_(texts), profile_(basis_.profile(result.answers.profile)) {}

    PersonDocument make() const {
        PersonDocument out;
        out.language = texts_.language();
        out.kind = say("person.kind");
        out.title = words(basis_.title);
        if (basis_.simulated) out.banner = say("notice.simulated");
        out.lead = lead();
        out.how = how();
        out.results_title = say("person.results.title");
        out.levels = basis_.levels.size();
        out.domains = domains();
        out.steps_title = say("person.steps.title");
        out.steps_lead = steps_lead();
        for (const PersonalStep& step : result_.steps) out.steps.push_back(step.remedy ? remedy(step) : practice(step));
        out.sections = {is_not(), rights()};
        for (const Text* source : {&basis_.disclaimer, &basis_.attribution}) {
            if (!source->empty()) out.sources.push_back(words(*source));
        }
        return out;
    }

private:
    std::string say(const std::string& id, const Texts::Values& values = {}) const { return texts_.say(id, values); }

    NoticeText words(const Text& text) const {
        const Text::Entry& entry = text.entry(texts_.language());
        return {entry.text, entry.language == texts_.language() ? std::string() : entry.language};
    }

    std::string quoted(const Text& text) const { return phrase::quoted(words(text).text, texts_); }
    std::string level(int level) const { return quoted(basis_.levels[static_cast<std::size_t>(level) - 1]); }
    const PersonBasis::Competency& competency(std::size_t index) const { return basis_.competencies[index]; }

    std::string titles_of(const std::vector<std::size_t>& indices) const {
        std::vector<std::string> titles;
        for (const std::size_t index : indices) titles.push_back(quoted(competency(index).title));
        return phrase::list_of(titles, texts_);
    }

    std::vector<NoticeText> lead() const {
        std::vector<NoticeText> out;
        out.push_back({say("person.for", {{"id", result_.answers.respondent}})});
        out.push_back({profile_ == nullptr ? say("person.no_role") : say("person.role", {{"profile", quoted(profile_->title)}})});
        const std::string dates =
            say("facts.dates", {{"from", phrase::date(basis_.collected_from, texts_)}, {"to", phrase::date(basis_.collected_to, texts_)}});
        out.push_back({say("person.collected", {{"dates", dates}})});
        return out;
    }

    NoticeSection how() const {
        NoticeSection out{"how", say("person.how.title"), {}, {}, {}};
        for (const char* point : {"judged", "range", "single"}) out.points.push_back({say(std::string("person.how.") + point)});
        if (profile_ == nullptr) return out;
        out.points.push_back({basis_.targets_approved
                                  ? say("person.how.targets_approved", {{"by", basis_.approved_by}, {"on", phrase::date(basis_.approved_on, texts_)}})
                                  : say("person.how.targets_proposed")});
        return out;
    }

    /// Competencies of one domain stand together in every framework.
    std::vector<PersonDomain> domains() const {
        std::vector<PersonDomain> out;
        for (const PersonCompetencyResult& one : result_.competencies) {
            const NoticeText title = words(competency(one.row.competency).domain);
            if (out.empty() || out.back().title.text != title.text) out.push_back({title, {}});
            out.back().competencies.push_back(described(one));
        }
        return out;
    }

    PersonCompetency described(const PersonCompetencyResult& one) const {
        PersonCompetency out;
        out.title = words(competency(one.row.competency).title);
        if (one.range) {
            add_range(*one.range, one.row.competency, out);
        } else {
            out.notes.push_back(why_no_range(one));
        }
        if (one.outcome == RangeOutcome::not_asked || profile_ == nullptr) return out;
        out.target = one.target;
        out.notes.push_back(target_of(one.target));
        if (one.range && one.target > 0) out.notes.push_back(compared(*one.range, one.target));
        return out;
    }

    void add_range(const PersonLevels& range, std::size_t index, PersonCompetency& out) const {
        out.low = range.low;
        out.high = range.high;
        const int span = range.high - range.low;
        out.range = span == 0
                        ? say("person.results.single", {{"level", level(range.low)}})
                        : say(span == 1 ? "person.results.two" : "person.results.more", {{"low", level(range.low)}, {"high", level(range.high)}});
        // Where the range is wide, what lies between its ends goes without saying.
        add_level(range.low, index, out);
        if (span > 0) add_level(range.high, index, out);
        if (range.rough) out.notes.push_back(say("person.results.rough"));
    }

    void add_level(int level, std::size_t index, PersonCompetency& out) const {
        const auto at = static_cast<std::size_t>(level) - 1;
        out.levels.push_back({words(basis_.levels[at]), words(competency(index).descriptors[at])});
    }

    std::string why_no_range(const PersonCompetencyResult& one) const {
        switch (one.outcome) {
            case RangeOutcome::too_few:
                return say("person.results.too_few",
                           {{"answered", phrase::number(one.row.items_answered, texts_)}, {"asked", phrase::number(one.row.items_asked, texts_)}});
            case RangeOutcome::few_people: return say("person.results.few_people");
            case RangeOutcome::inconsistent: return say("person.results.inconsistent");
            case RangeOutcome::range:
            case RangeOutcome::not_asked: break;
        }
        return say("person.results.not_asked");
    }

    std::string target_of(int target) const {
        if (target == 0) return say("person.results.no_target");
        return say(basis_.targets_approved ? "person.results.target_approved" : "person.results.target_proposed", {{"level", level(target)}});
    }

    std::string compared(const PersonLevels& range, int target) const {
        if (range.high < target) return say("person.results.below");
        return say(range.low >= target ? "person.results.reached" : "person.results.unclear");
    }

    bool any(bool remedies) const {
        return std::any_of(result_.steps.begin(), result_.steps.end(),
                           [remedies](const PersonalStep& one) { return one.remedy.has_value() == remedies; });
    }

    std::vector<std::string> steps_lead() const {
        std::vector<std::string> out;
        if (profile_ == nullptr) return {say("person.no_role")};
        if (any(true)) out.push_back(say("person.steps.remedies"));
        if (any(false)) out.push_back(say(basis_.has_catalogue ? "person.steps.practice" : "person.steps.no_catalogue"));
        const auto without = [](const PersonCompetencyResult& one) { return !one.range && one.target > 0; };
        const auto with = [](const PersonCompetencyResult& one) { return one.range && one.target > 0; };
        const auto& all = result_.competencies;
        if (result_.steps.empty() && std::any_of(all.begin(), all.end(), with)) out.push_back(say("person.steps.none"));
        if (std::any_of(all.begin(), all.end(), without)) out.push_back(say("person.steps.without_range"));
        return out;
    }

    PersonStep remedy(const PersonalStep& step) const {
        const PersonalRemedy& remedy = basis_.remedies[*step.remedy];
        PersonStep out{words(remedy.title), {}};
        out.lines.push_back({say("person.steps.serves", {{"list", titles_of(step.competencies)}})});
        out.lines.push_back({facts_of(remedy)});
        std::vector<std::string> before;
        for (const std::size_t needed : step.before) before.push_back(quoted(basis_.remedies[needed].title));
        if (!before.empty()) out.lines.push_back({say("person.steps.before", {{"list", phrase::list_of(before, texts_)}})});
        return out;
    }

    /// "course · The School · 14 h · in person · in French"
    std::string facts_of(const PersonalRemedy& remedy) const {
        std::vector<std::string> facts;
        if (!remedy.provider.empty()) facts.push_back(remedy.provider);
        if (remedy.hours) facts.push_back(say("coverage.hours", {{"hours", hours(*remedy.hours)}}));
        if (!remedy.mode.empty()) facts.push_back(say("coverage.mode." + remedy.mode));
        if (!remedy.languages.empty()) facts.push_back(say("person.steps.language_list", {{"languages", languages_of(remedy)}}));
        std::string out = say("advice.kind." + std::string(to_string(remedy.kind)));
        if (facts.empty()) return out;
        std::string list = facts.front();
        for (std::size_t i = 1; i < facts.size(); ++i) list = say("person.steps.fact_list", {{"list", list}, {"next", facts[i]}});
        return say("person.steps.facts", {{"kind", out}, {"facts", list}});
    }

    std::string hours(double hours) const { return phrase::decimal(hours, hours == std::floor(hours) ? 0 : 1, texts_); }

    /// As the question on the working language names them; else by their codes.
    std::string languages_of(const PersonalRemedy& remedy) const {
        std::vector<std::string> names;
        for (const std::string& code : remedy.languages) {
            const auto found =
                std::find_if(basis_.language_names.begin(), basis_.language_names.end(), [&code](const auto& one) { return one.first == code; });
            names.push_back(found == basis_.language_names.end() ? code : phrase::language_name(words(found->second).text, texts_));
        }
        return phrase::list_of(names, texts_);
    }

    PersonStep practice(const PersonalStep& step) const {
        const std::size_t index = step.competencies.front();
        const auto at = static_cast<std::size_t>(step.level) - 1;
        PersonStep out{{say("person.steps.practise", {{"competency", words(competency(index).title).text}})}, {}};
        out.lines.push_back(words(competency(index).descriptors[at]));
        return out;
    }

    NoticeSection is_not() const {
        NoticeSection out{"is_not", say("person.is_not.title"), {}, {}, {}};
        for (const char* point : {"appraisal", "comparison", "test", "list"}) out.points.push_back({say(std::string("person.is_not.") + point)});
        return out;
    }

    NoticeSection rights() const {
        NoticeSection out{"rights", say("person.rights.title"), {}, {}, {}};
        out.paragraphs.push_back({say("person.rights.change", {{"after", say("notice.rights.coded_after")}})});
        out.paragraphs.push_back({say("person.rights.made")});
        const auto add = [&](const char* id, const Text& text) {
            if (!text.empty()) out.rows.push_back({say(std::string("person.rights.") + id), words(text)});
        };
        add("contact", basis_.contact);
        add("controller", basis_.controller);
        add("retention", basis_.retention);
        return out;
    }

    const PersonResult& result_;
    const PersonBasis& basis_;
    const Texts& texts_;
    const PersonBasis::Profile* profile_;
};

}  // namespace

PersonDocument make_person_page(const PersonResult& result, const Texts& texts) {
    return PersonPage(result, texts).make();
}

}  // namespace capgap
