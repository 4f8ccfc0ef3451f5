#include <capgap/pipeline/proposal_fields.hpp>

#include <capgap/base/plain_text.hpp>

#include <array>
#include <string_view>
#include <utility>

namespace capgap {

namespace {

using Kind = ProposalField::Kind;

/// The columns that LimeSurvey adds by itself: their codes, and their headings in exports with full text.
constexpr std::array<std::string_view, 5> headings_of_id{"Response ID", "ID de la réponse", "Antwort ID", "ID de respuesta", "ID da resposta"};
constexpr std::array<std::string_view, 5> headings_of_language{"Start language", "Langue de départ", "Start-Sprache", "Lenguaje inicial",
                                                               "Idioma inicial"};
constexpr std::array<std::string_view, 4> headings_of_time{"Total time", "Temps total", "Gesamtzeit", "Tiempo total"};

constexpr std::array<std::pair<std::string_view, const char*>, 12> added_columns{
    {{"submitdate", "when the answers were sent; rows without it were not finished, and are read like the others"},
     {"startdate", "when answering began"},
     {"datestamp", "when the answers were last changed"},
     {"lastpage", "how far answering came"},
     {"seed", "a random number of LimeSurvey"},
     {"token", "it leads back to a person"},
     {"firstname", "it leads back to a person"},
     {"lastname", "it leads back to a person"},
     {"email", "it leads back to a person"},
     {"ipaddr", "it leads back to a person"},
     {"refurl", "the page from which people came"},
     {"grouptime", "how long a page took; the time of all of them is interviewtime"}}};

template <std::size_t n>
std::vector<std::string> all_folded(const std::array<std::string_view, n>& texts) {
    std::vector<std::string> out;
    out.reserve(n);
    for (const std::string_view text : texts) out.push_back(folded(text));
    return out;
}

std::vector<std::string> texts_of(const Text& text) {
    std::vector<std::string> out;
    for (const Text::Entry& entry : text.entries()) out.push_back(plain_text(entry.text));
    return out;
}

std::vector<std::string> folded_texts_of(const Text& text) {
    std::vector<std::string> out;
    for (const Text::Entry& entry : text.entries()) out.push_back(folded(entry.text));
    return out;
}

std::vector<AnswerSet::Answer> special_answers(const SurveyContent& survey) {
    return {{"na", texts_of(survey.title_na)}, {"dk", texts_of(survey.title_dk)}, {"ref", texts_of(survey.title_ref)}};
}

template <class Options>
AnswerSet answers_of(const Options& options, const SurveyContent& survey) {
    AnswerSet answers;
    for (const auto& option : options) answers.options.push_back({option.id.text(), texts_of(option.title)});
    answers.special = special_answers(survey);
    return answers;
}

ProposalField plain(Kind kind, std::string id, std::vector<std::string> codes = {}, std::vector<std::string> questions = {}) {
    ProposalField field;
    field.kind = kind;
    field.name = id;
    field.answers_id = id;
    field.id = std::move(id);
    field.codes = std::move(codes);
    field.questions = std::move(questions);
    return field;
}

ProposalField institution_field(const ProposalInput& input) {
    ProposalField field = plain(Kind::institution, "institution");
    field.required = true;
    if (input.institutions == nullptr) return field;
    AnswerSet answers;
    for (std::size_t i = 0; i < input.institutions->size(); ++i) {
        const InstitutionContent& institution = (*input.institutions)[i];
        answers.options.push_back({institution.id.text(), {plain_text(institution.name)}});
    }
    field.answers = std::move(answers);
    return field;
}

ProposalField profile_field(const ProposalInput& input) {
    ProposalField field = plain(Kind::profile, "profile");
    field.required = true;
    if (input.profiles == nullptr) return field;
    AnswerSet answers;
    for (const ProfileContent& profile : input.profiles->content().profiles) answers.options.push_back({profile.id.text(), texts_of(profile.title)});
    field.answers = std::move(answers);
    return field;
}

void add_questions(const SurveyContent& survey, const Survey& whole, std::vector<ProposalField>& fields) {
    for (const BackgroundQuestion& question : survey.background) {
        ProposalField field = plain(Kind::background, question.id.text(), {}, folded_texts_of(question.title));
        field.name = "background question " + field.id;
        field.answers = answers_of(question.options, survey);
        field.required = question.active;
        fields.push_back(std::move(field));
    }
    for (std::size_t i = 0; i < survey.items.size(); ++i) {
        const Item& item = survey.items[i];
        ProposalField field = plain(Kind::item, item.id.text(), {}, folded_texts_of(item.title));
        field.name = "item " + field.id;
        field.answers = answers_of(whole.scale_of(i).options, survey);
        field.answers_id = item.scale.text();
        field.required = true;
        fields.push_back(std::move(field));
    }
}

}  // namespace

std::vector<ProposalField> proposal_fields(const ProposalInput& input) {
    const SurveyContent& survey = input.survey.content();
    const bool persons = survey.unit == Unit::person;
    std::vector<ProposalField> fields;
    if (persons) {
        fields.push_back(plain(Kind::respondent, "respondent", {"id"}, all_folded(headings_of_id)));
        fields.back().required = true;
    }
    fields.push_back(institution_field(input));
    if (persons) fields.push_back(profile_field(input));
    add_questions(survey, input.survey, fields);
    if (persons && survey.wanted) fields.push_back(plain(Kind::text, "wanted"));
    if (persons) {
        fields.push_back(plain(Kind::weight, "weight"));
        fields.push_back(plain(Kind::text, "stratum"));
        fields.push_back(plain(Kind::text, "psu"));
    }
    fields.push_back(plain(Kind::language, "language", {"startlanguage"}, all_folded(headings_of_language)));
    fields.push_back(plain(Kind::seconds, "seconds", {"interviewtime"}, all_folded(headings_of_time)));
    fields.push_back(plain(Kind::text, "wave"));
    return fields;
}

void put_rule(Mapping& mapping, const ProposalField& field, FieldRule rule) {
    if (field.kind == Kind::background) {
        mapping.background.push_back({field.id, {}, std::move(rule)});
        return;
    }
    if (field.kind == Kind::item) {
        mapping.items.push_back({field.id, {}, std::move(rule)});
        return;
    }
    const std::array<std::pair<std::string_view, std::optional<FieldRule>*>, 10> places{{{"respondent", &mapping.respondent},
                                                                                         {"institution", &mapping.institution},
                                                                                         {"profile", &mapping.profile},
                                                                                         {"wanted", &mapping.wanted},
                                                                                         {"weight", &mapping.weight},
                                                                                         {"stratum", &mapping.stratum},
                                                                                         {"psu", &mapping.psu},
                                                                                         {"language", &mapping.language},
                                                                                         {"seconds", &mapping.seconds},
                                                                                         {"wave", &mapping.wave}}};
    for (const auto& [name, place] : places) {
        if (name != field.id) continue;
        *place = std::move(rule);
        return;
    }
}

std::string reason_against(const std::string& code) {
    for (const auto& [name, reason] : added_columns) {
        if (code == name || (name == "grouptime" && code.starts_with(name))) return reason;
    }
    return {};
}

}  // namespace capgap
