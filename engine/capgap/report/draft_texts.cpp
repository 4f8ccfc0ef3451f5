#include <capgap/report/draft_texts.hpp>

#include <initializer_list>

namespace capgap {

namespace {

class Count {
public:
    explicit Count(std::string_view language) : language_(language) {}

    Count& add(std::initializer_list<const Text*> texts) {
        for (const Text* text : texts) out_ += is_draft(*text, language_) ? 1 : 0;
        return *this;
    }
    std::int64_t all() const { return out_; }

private:
    std::string_view language_;
    std::int64_t out_ = 0;
};

}  // namespace

bool is_draft(const Text& text, std::string_view language) {
    return !text.empty() && text.entry(language).status == TextStatus::draft;
}

std::int64_t count_drafts(const FrameworkContent& framework, std::string_view language) {
    Count out(language);
    out.add({&framework.title, &framework.description, &framework.attribution, &framework.licence_scope});
    for (const Level& one : framework.levels) out.add({&one.title, &one.description});
    for (const Domain& one : framework.domains) out.add({&one.title, &one.description});
    for (const Competency& one : framework.competencies) {
        out.add({&one.title, &one.description});
        for (const Text& descriptor : one.descriptors) out.add({&descriptor});
    }
    for (const Attitude& one : framework.attitudes) out.add({&one.title, &one.description});
    for (const UnusedPart& one : framework.unused) out.add({&one.reason});
    return out.all();
}

std::int64_t count_drafts(const SurveyContent& survey, std::string_view language) {
    Count out(language);
    out.add({&survey.title, &survey.description, &survey.disclaimer, &survey.title_na, &survey.title_dk, &survey.title_ref});
    for (const Scale& scale : survey.scales) {
        for (const Option& option : scale.options) out.add({&option.title});
    }
    for (const Item& item : survey.items) out.add({&item.title, &item.help});
    for (const BackgroundQuestion& question : survey.background) {
        out.add({&question.title});
        for (const BackgroundOption& option : question.options) out.add({&option.title});
    }
    if (survey.wanted) out.add({&survey.wanted->title});
    return out.add({&survey.scoring.cut_method}).all();
}

std::int64_t count_drafts(const ProfilesContent& profiles, std::string_view language) {
    Count out(language);
    for (const ProfileContent& one : profiles.profiles) out.add({&one.title, &one.description});
    return out.all();
}

std::int64_t count_drafts(const CatalogueContent& catalogue, std::string_view language) {
    Count out(language);
    out.add({&catalogue.title, &catalogue.description, &catalogue.mapping_method});
    for (const RemedyContent& one : catalogue.remedies) out.add({&one.title, &one.description});
    return out.all();
}

}  // namespace capgap
