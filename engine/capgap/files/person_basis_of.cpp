#include <capgap/files/person_basis_of.hpp>

#include <capgap/assessment/notice.hpp>
#include <capgap/training/personal_steps.hpp>

#include <algorithm>

namespace capgap {

namespace {

/// A cut that nobody reaches, or everybody, is beyond what JSON can say.
std::vector<double> theta_cuts_of(const ScaleModel& scale) {
    constexpr double beyond_everybody = 100;
    std::vector<double> out;
    for (const double cut : scale.cuts) out.push_back(std::clamp(cut, -beyond_everybody, beyond_everybody));
    return out;
}

void add_competencies(const Round& round, const AssessSummary& summary, PersonBasis& out) {
    const Framework& framework = round.persons.framework;
    for (const Level& level : framework.levels()) out.levels.push_back(level.title);
    for (std::size_t c = 0; c < framework.competencies().size(); ++c) {
        const Competency& one = framework.competencies()[c];
        out.competencies.push_back({one.id.text(), framework.content().domains[one.domain].title, one.title, one.descriptors, summary.precision[c]});
        if (c >= summary.scales.size() || !summary.scales[c]) continue;
        out.competencies.back().theta_cuts = theta_cuts_of(round.scales[c]->model);
        out.competencies.back().reliability = summary.scales[c]->empirical_reliability;
    }
}

void add_profiles(const Profiles& profiles, PersonBasis& out) {
    const ProfilesContent& content = profiles.content();
    out.targets_approved = content.approved;
    out.approved_by = content.approved_by;
    out.approved_on = content.approved_on;
    for (std::size_t p = 0; p < profiles.size(); ++p) {
        PersonBasis::Profile& one = out.profiles.emplace_back(PersonBasis::Profile{content.profiles[p].id.text(), content.profiles[p].title, {}});
        for (std::size_t c = 0; c < out.competencies.size(); ++c) one.targets.push_back(profiles.target(p, c));
    }
}

/// As the question on the working language names them.
void add_language_names(const Round& round, PersonBasis& out) {
    const auto& questions = round.persons.survey.content().background;
    const auto question = std::find_if(questions.begin(), questions.end(),
                                       [&](const BackgroundQuestion& one) { return one.id.text() == round.assessment.language_question; });
    if (round.assessment.language_question.empty() || question == questions.end()) return;
    for (const BackgroundOption& option : question->options) out.language_names.emplace_back(option.id.text(), option.title);
}

}  // namespace

PersonBasis person_basis_of(const Round& round, const AssessSummary& summary) {
    const AssessmentContent& assessment = round.assessment;
    const SurveyContent& survey = round.persons.survey.content();
    PersonBasis out;
    out.assessment = assessment.head.id;
    out.languages = assessment.head.languages;
    out.title = assessment.title;
    out.simulated = assessment.simulated;
    out.collected_from = assessment.collected_from;
    out.collected_to = assessment.collected_to;
    out.attribution = round.persons.framework.content().attribution;
    out.disclaimer = survey.disclaimer;
    for (const Decimal& cut : survey.scoring.cut_scores) out.cuts.push_back(cut.to_double());
    add_competencies(round, summary, out);
    add_profiles(round.persons.profiles, out);
    out.has_catalogue = !round.catalogues.empty();
    out.remedies = personal_remedies(round.catalogues, assessment.collected_to);
    add_language_names(round, out);
    const Notice notice = notice_of(assessment, survey);
    out.controller = notice.controller;
    out.contact = notice.contact;
    out.retention = notice.retention;
    out.texts = round.texts;
    return out;
}

}  // namespace capgap
