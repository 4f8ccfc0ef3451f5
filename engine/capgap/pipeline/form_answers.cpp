#include <capgap/pipeline/form_answers.hpp>

#include <capgap/base/did_you_mean.hpp>
#include <capgap/base/id.hpp>
#include <capgap/base/message.hpp>
#include <capgap/base/plain_text.hpp>
#include <capgap/pipeline/codes.hpp>
#include <capgap/pipeline/proposal_fields.hpp>

#include <algorithm>
#include <map>
#include <utility>

namespace capgap {

namespace {

using FormCell = FilledForm::Cell;

bool allows(const AnswerSet& answers, const std::string& id) {
    const auto is_it = [&id](const AnswerSet::Answer& one) { return one.id == id; };
    return std::any_of(answers.options.begin(), answers.options.end(), is_it) || std::any_of(answers.special.begin(), answers.special.end(), is_it);
}

/// The words of a survey's answers, or an id: what match_answers() says of a column with this one text.
std::optional<std::string> in_any_language(const std::string& text, const AnswerSet& answers) {
    ColumnSummary alone;
    alone.rows = alone.filled = 1;
    alone.values.emplace_back(text, 1);
    const AnswerMatch match = match_answers(alone, answers);
    if (match.kind == AnswerMatch::Kind::ids) return allows(answers, text) ? std::optional(text) : std::nullopt;
    if (match.kind == AnswerMatch::Kind::labels && !match.table.empty()) return match.table.front().second;
    return std::nullopt;
}

std::vector<std::string> words_of(const FormChoices& choices) {
    std::vector<std::string> out;
    for (const auto& [id, words] : choices) out.push_back(words);
    return out;
}

}  // namespace

class FormAnswers::Impl {
public:
    explicit Impl(const FormSurvey& input) : input_(input) {
        const std::vector<ColumnSummary> none;
        for (ProposalField& field : proposal_fields({input.survey, none, input.profiles, input.institutions})) {
            const bool asked = field.kind == ProposalField::Kind::respondent || field.kind == ProposalField::Kind::institution ||
                               field.kind == ProposalField::Kind::profile || field.kind == ProposalField::Kind::item ||
                               (field.kind == ProposalField::Kind::background && field.required);
            if (asked) add(field.id, std::move(field.answers));
        }
        if (input.survey.content().wanted) add("wanted", competencies());
        add("language", std::nullopt);
    }

    const std::vector<std::string>& columns() const noexcept { return columns_; }

    Result<std::optional<std::vector<std::string>>> row_of(const FilledForm& form, const std::string& respondent) const {
        if (auto refused = another_survey(form)) return *std::move(refused);
        Diagnostics found;
        std::vector<std::string> row(columns_.size());
        bool any = false;
        for (const FormCell& cell : form.cells) {
            const auto column = index_.find(cell.key);
            if (column == index_.end()) continue;  // the hash says that there is none
            const std::string text = plain_text(cell.text);
            any = any || !text.empty();
            put(row[column->second], form, cell, text, answers_[column->second], found);
        }
        if (!any) return std::optional<std::vector<std::string>>();
        if (row[index_.at("respondent")].empty()) row[index_.at("respondent")] = respondent;
        row[index_.at("language")] = form.identity.language;
        need(form, "institution", row, found);
        if (!found.empty()) return Errors(std::move(found));
        return std::optional(std::move(row));
    }

private:
    void add(const std::string& name, std::optional<AnswerSet> answers) {
        index_.emplace(name, columns_.size());
        columns_.push_back(name);
        answers_.push_back(std::move(answers));
    }

    AnswerSet competencies() const {
        AnswerSet out;
        for (const Competency& one : input_.framework.competencies()) {
            out.options.push_back({one.id.text(), {}});
            for (const Text::Entry& entry : one.title.entries()) out.options.back().titles.push_back(plain_text(entry.text));
        }
        return out;
    }

    std::optional<Errors> another_survey(const FilledForm& form) const {
        const Head& head = input_.survey.content().head;
        const std::string is = in_quotes(form.identity.survey + ' ' + form.identity.version);
        if (form.identity.survey != head.id || form.identity.version != head.version) {
            return Errors(error(codes::form_of_another_survey, form.at,
                                "is a form of the questionnaire " + is + ", and " + in_quotes(head.id + ' ' + head.version) + " is read",
                                "name the questionnaire that was answered with --survey"));
        }
        if (form.identity.sha256 == input_.sha256) return std::nullopt;
        return Errors(error(codes::form_of_another_survey, form.at,
                            "was written when the questionnaire " + is + " had other questions, answers or words, under the same version",
                            "name the questionnaire as it was then with --survey: answers to other words are other answers"));
    }

    void put(std::string& field, const FilledForm& form, const FormCell& cell, const std::string& text, const std::optional<AnswerSet>& answers,
             Diagnostics& found) const {
        if (text.empty()) return;
        std::optional<std::string> id = id_of(form, cell, text, answers);
        if (!id) {
            found.push_back(no_answer(form, cell, text, answers));
        } else if (cell.key == "wanted") {
            add_wish(field, *id, cell, text, found);
        } else {
            field = std::move(*id);
        }
    }

    static std::optional<std::string> id_of(const FilledForm& form, const FormCell& cell, const std::string& text,
                                            const std::optional<AnswerSet>& answers) {
        if (cell.key == "respondent") return text;
        if (cell.list > 0) {
            const FormChoices& choices = form.lists[cell.list - 1];
            const auto found = std::find_if(choices.begin(), choices.end(), [&text](const auto& one) { return folded(one.second) == folded(text); });
            if (found != choices.end() && (!answers || allows(*answers, found->first))) return found->first;
        }
        if (answers) return in_any_language(text, *answers);
        return is_well_formed_id(text) ? std::optional(text) : std::nullopt;
    }

    static Diagnostic no_answer(const FilledForm& form, const FormCell& cell, const std::string& text, const std::optional<AnswerSet>& answers) {
        std::vector<std::string> known;
        if (cell.list > 0) {
            known = words_of(form.lists[cell.list - 1]);
        } else if (answers) {
            for (const AnswerSet::Answer& one : answers->options) known.push_back(one.titles.empty() ? one.id : one.titles.front());
        }
        if (known.empty()) {
            return error(codes::form_answer, cell.at, in_quotes(text) + " is no id of " + (cell.key == "profile" ? "a profile" : "an institution"),
                         cell.key == "profile" ? "name the profiles with --targets to have their titles understood"
                                               : "name the institutions with --institutions to have their names understood");
        }
        return error(codes::form_answer, cell.at, in_quotes(text) + " is none of the answers to " + in_quotes(cell.key), DidYouMean(known)(text));
    }

    static void add_wish(std::string& field, const std::string& id, const FormCell& cell, const std::string& text, Diagnostics& found) {
        if ((';' + field + ';').find(';' + id + ';') != std::string::npos) {
            found.push_back(error(codes::form_answer, cell.at, in_quotes(text) + " is named twice", "leave one of the two cells empty"));
            return;
        }
        field += (field.empty() ? "" : ";") + id;
    }

    void need(const FilledForm& form, const std::string& key, const std::vector<std::string>& row, Diagnostics& found) const {
        if (!row[index_.at(key)].empty() || !found.empty()) return;
        const auto cell = std::find_if(form.cells.begin(), form.cells.end(), [&key](const FormCell& one) { return one.key == key; });
        found.push_back(error(codes::form_answer, cell == form.cells.end() ? form.at : cell->at, "the " + key + " is not stated",
                              "without it nobody knows which one the answers belong to"));
    }

    FormSurvey input_;
    std::vector<std::string> columns_;
    std::vector<std::optional<AnswerSet>> answers_;  ///< by column; nothing: any id, or any text
    std::map<std::string, std::size_t> index_;
};

FormAnswers::FormAnswers(const FormSurvey& input) : impl_(std::make_unique<Impl>(input)) {}
FormAnswers::~FormAnswers() = default;

const std::vector<std::string>& FormAnswers::columns() const noexcept {
    return impl_->columns();
}

Result<std::optional<std::vector<std::string>>> FormAnswers::row_of(const FilledForm& form, const std::string& respondent) const {
    return impl_->row_of(form, respondent);
}

}  // namespace capgap
