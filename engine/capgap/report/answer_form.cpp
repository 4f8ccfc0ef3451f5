#include <capgap/report/answer_form.hpp>

#include <capgap/base/plain_text.hpp>
#include <capgap/report/phrases.hpp>

#include <algorithm>
#include <map>
#include <utility>

namespace capgap {

namespace {

using RowKind = AnswerFormRow::Kind;

class FormBuilding {
public:
    FormBuilding(const AnswerFormInput& input, const Texts& texts) : input_(input), survey_(input.survey.content()), texts_(texts) {}

    AnswerForm make() {
        out_.identity = {survey_.head.id, survey_.head.version, input_.sha256, texts_.language()};
        out_.sheet = say("form.sheet");
        out_.title = words(survey_.title);
        out_.question = say("form.question");
        out_.answer = say("form.answer");
        out_.help = say("form.help");
        out_.not_listed = say("form.not_listed");
        add_lead();
        add_person();
        add_items();
        add_wanted();
        return std::move(out_);
    }

private:
    std::string say(const std::string& id, const Texts::Values& values = {}) const { return texts_.say(id, values); }
    std::string words(const Text& text) const { return plain_text(text.in(texts_.language())); }

    void add(RowKind kind, std::string text) {
        if (!text.empty()) out_.rows.push_back({kind, std::move(text), {}, {}, 0});
    }
    void ask(std::string key, std::string text, std::string help, std::size_t list) {
        out_.rows.push_back({RowKind::question, std::move(text), std::move(key), std::move(help), list});
    }

    /// The number of the list; one that is there already is used again. Words that two choices share get their ids behind them.
    std::size_t list_of(FormChoices choices) {
        std::map<std::string, int> times;
        for (const auto& [id, text] : choices) ++times[folded(text)];
        for (auto& [id, text] : choices) {
            if (text.empty() || times[folded(text)] > 1) text += text.empty() ? id : " (" + id + ')';
        }
        const auto known = std::find(out_.lists.begin(), out_.lists.end(), choices);
        const auto index = static_cast<std::size_t>(known - out_.lists.begin());
        if (known == out_.lists.end()) out_.lists.push_back(std::move(choices));
        return index + 1;
    }

    /// What the survey has words for.
    void add_special(FormChoices& choices) const {
        for (const auto& [id, title] :
             {std::pair<const char*, const Text*>{"na", &survey_.title_na}, {"dk", &survey_.title_dk}, {"ref", &survey_.title_ref}}) {
            if (!title->empty()) choices.emplace_back(id, words(*title));
        }
    }

    template <class Options>
    FormChoices choices_of(const Options& options) const {
        FormChoices out;
        for (const auto& option : options) out.emplace_back(option.id.text(), words(option.title));
        return out;
    }

    void add_lead() {
        add(RowKind::text, words(survey_.disclaimer));
        add(RowKind::text, words(survey_.description));
        add(RowKind::text, say("form.how"));
        add(RowKind::text, say("form.notice"));
    }

    void add_person() {
        add(RowKind::heading, say("form.about"));
        ask("respondent", say("form.respondent"), say("form.respondent_help"), 0);
        FormChoices institutions;
        for (std::size_t i = 0; input_.institutions != nullptr && i < input_.institutions->size(); ++i)
            institutions.emplace_back((*input_.institutions)[i].id.text(), plain_text((*input_.institutions)[i].name));
        const bool listed = !institutions.empty();
        ask("institution", say("form.institution"), listed ? std::string() : say("form.institution_help"),
            listed ? list_of(std::move(institutions)) : 0);
        FormChoices profiles;
        if (input_.profiles != nullptr) profiles = choices_of(input_.profiles->content().profiles);
        const std::string help = say("form.profile_help") + (profiles.empty() ? "" : " " + for_paper(profiles));
        ask("profile", say("form.profile"), help, profiles.empty() ? 0 : list_of(profiles));
        for (const BackgroundQuestion& question : survey_.background) {
            if (!question.active) continue;
            FormChoices choices = choices_of(question.options);
            if (!survey_.title_ref.empty()) choices.emplace_back("ref", words(survey_.title_ref));
            ask(question.id.text(), words(question.title), for_paper(choices), list_of(choices));
        }
    }

    /// A drop-down list cannot be read on paper: before the first item of a scale its answers are written out.
    void add_items() {
        add(RowKind::heading, say("form.items"));
        std::string scale_before;
        for (std::size_t i = 0; i < survey_.items.size(); ++i) {
            const Item& item = survey_.items[i];
            FormChoices choices = choices_of(input_.survey.scale_of(i).options);
            add_special(choices);
            if (item.scale.text() != scale_before) add(RowKind::text, say("form.answers", {{"list", joined(choices)}}));
            scale_before = item.scale.text();
            std::string help = words(item.help);
            if (item.ask_if) help = condition(*item.ask_if) + (help.empty() ? "" : " ") + help;
            ask(item.id.text(), words(item.title), std::move(help), list_of(std::move(choices)));
        }
    }

    /// A list that is too long to be read is only for the screen.
    std::string for_paper(const FormChoices& choices) const {
        constexpr std::size_t most = 12;
        return choices.size() > most ? std::string() : joined(choices);
    }

    std::string joined(const FormChoices& choices) const {
        std::string out;
        for (const auto& [id, text] : choices) out = out.empty() ? text : say("form.answer_list", {{"list", out}, {"next", text}});
        return out;
    }

    std::string condition(const Condition& condition) const {
        std::vector<std::string> answers;
        std::string question;
        if (condition.question == "profile") {
            question = say("form.profile");
            for (const std::string& id : condition.any_of) answers.push_back(title_in(profiles(), id));
        } else if (const auto background = input_.survey.background_index(condition.question)) {
            question = words(survey_.background[*background].title);
            for (const std::string& id : condition.any_of) answers.push_back(title_in(choices_of(survey_.background[*background].options), id));
        } else if (const auto item = input_.survey.item_index(condition.question)) {
            question = words(survey_.items[*item].title);
            for (const std::string& id : condition.any_of) answers.push_back(title_in(choices_of(input_.survey.scale_of(*item).options), id));
        }
        std::string list;
        for (const std::string& answer : answers) {
            const std::string one = phrase::quoted(answer, texts_);
            list = list.empty() ? one : say("format.list_next", {{"list", list}, {"next", one}});
        }
        return say(answers.size() == 1 ? "form.only_if" : "form.only_if_any", {{"question", phrase::quoted(question, texts_)}, {"list", list}});
    }

    FormChoices profiles() const { return input_.profiles == nullptr ? FormChoices() : choices_of(input_.profiles->content().profiles); }

    static std::string title_in(const FormChoices& choices, const std::string& id) {
        const auto found = std::find_if(choices.begin(), choices.end(), [&id](const auto& one) { return one.first == id; });
        return found == choices.end() ? id : found->second;
    }

    void add_wanted() {
        if (!survey_.wanted) return;
        add(RowKind::heading, words(survey_.wanted->title));
        FormChoices competencies;
        for (const Competency& one : input_.framework.competencies()) competencies.emplace_back(one.id.text(), words(one.title));
        const std::size_t list = list_of(std::move(competencies));
        for (int i = 1; i <= survey_.wanted->max; ++i) ask("wanted", say("form.wanted", {{"number", std::to_string(i)}}), {}, list);
    }

    const AnswerFormInput& input_;
    const SurveyContent& survey_;
    const Texts& texts_;
    AnswerForm out_;
};

}  // namespace

AnswerForm make_answer_form(const AnswerFormInput& input, const Texts& texts) {
    return FormBuilding(input, texts).make();
}

}  // namespace capgap
