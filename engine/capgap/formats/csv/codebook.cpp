#include <capgap/formats/csv/codebook.hpp>

#include <capgap/formats/csv/writer.hpp>

#include <algorithm>
#include <optional>
#include <string_view>

namespace capgap {

namespace {

/// Empty where the text is not there in the language: another one would pass for it.
std::string_view in(const Text& text, const std::string& language) {
    const Text::Entry& entry = text.entry(language);
    return entry.language == language ? std::string_view(entry.text) : std::string_view();
}

class CodebookWriter {
public:
    explicit CodebookWriter(const std::vector<std::string>& languages) : languages_(languages), csv_(out_) {
        for (const char* column : {"survey", "version", "unit", "column", "kind", "about", "reversed", "code", "score"}) csv_.text(column);
        for (const std::string& language : languages_) csv_.text("question." + language).text("answer." + language);
        csv_.end_row();
    }

    void add(const Survey& survey) {
        survey_ = &survey.content();
        for (std::size_t i = 0; i < survey.items().size(); ++i) add_item(survey, i);
        for (const BackgroundQuestion& question : survey_->background) {
            for (const BackgroundOption& option : question.options)
                row({question.id.text(), "background", "", false}, option.id.text(), std::nullopt, question.title, option.title);
        }
        if (survey_->wanted) row({"wanted", "wanted", "", false}, "", std::nullopt, survey_->wanted->title, {});
        for (const auto& [code, title] : {std::pair{"na", &survey_->title_na}, {"dk", &survey_->title_dk}, {"ref", &survey_->title_ref}})
            row({"*", "no answer", "", false}, code, std::nullopt, {}, *title);
    }

    std::string take() { return std::move(out_); }

private:
    struct Question {
        std::string column;
        std::string kind;
        std::string about;
        bool reversed = false;
    };

    void add_item(const Survey& survey, std::size_t index) {
        const Item& item = survey.items()[index];
        const auto [kind, about] = !item.competency.empty() ? std::pair{"competency", item.competency.text()}
                                   : !item.attitude.empty() ? std::pair{"attitude", item.attitude.text()}
                                                            : std::pair{"vignette", item.anchors.text()};
        const Question question{item.id.text(), kind, about, item.reversed};
        for (const Option& option : survey.scale_of(index).options) row(question, option.id.text(), option.score, item.title, option.title);
    }

    void row(const Question& question, const std::string& code, const std::optional<Decimal>& score, const Text& asked, const Text& answer) {
        csv_.text(survey_->head.id).text(survey_->head.version).text(survey_->unit == Unit::person ? "person" : "institution");
        csv_.text(question.column).text(question.kind).text(question.about).text(question.reversed ? "yes" : "").text(code);
        csv_.number(score ? std::optional(score->to_double()) : std::nullopt);
        for (const std::string& language : languages_) csv_.text(in(asked, language)).text(in(answer, language));
        csv_.end_row();
    }

    const std::vector<std::string>& languages_;
    std::string out_;
    CsvWriter csv_;
    const SurveyContent* survey_ = nullptr;
};

}  // namespace

std::string write_codebook(const std::vector<const Survey*>& surveys, const std::vector<std::string>& languages) {
    CodebookWriter writer(languages);
    for (const Survey* survey : surveys) writer.add(*survey);
    return writer.take();
}

}  // namespace capgap
