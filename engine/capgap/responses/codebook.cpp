#include <capgap/responses/codebook.hpp>

namespace capgap {

namespace {

template <class Options>
StringIndex categories_of(const Options& options) {
    StringIndex categories;
    for (const auto& option : options) categories.add(option.id.text());
    return categories;
}

}  // namespace

Codebook make_codebook(const Framework& framework, const Survey& survey, const std::vector<std::size_t>& active_background) {
    Codebook book;
    book.unit = survey.content().unit;
    for (const std::size_t question : active_background) {
        const BackgroundQuestion& asked = survey.content().background.at(question);
        book.background.push_back({asked.id.text(), categories_of(asked.options)});
    }
    for (std::size_t i = 0; i < survey.items().size(); ++i) {
        book.items.push_back({survey.items()[i].id.text(), categories_of(survey.scale_of(i).options)});
    }
    for (const std::string& competency : framework.competency_ids()) book.competencies.add(competency);
    if (survey.content().wanted) book.wanted_max = survey.content().wanted->max;
    return book;
}

Codebook make_codebook(const Framework& framework, const Survey& survey, const Profiles& profiles, const InstitutionTree& institutions,
                       const std::vector<std::size_t>& active_background) {
    Codebook book = make_codebook(framework, survey, active_background);
    for (std::size_t i = 0; i < institutions.size(); ++i) book.institutions.add(institutions[i].id.text());
    for (const ProfileContent& profile : profiles.content().profiles) book.profiles.add(profile.id.text());
    return book;
}

}  // namespace capgap
