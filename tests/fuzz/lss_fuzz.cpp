// Any bytes as a structure file of LimeSurvey. What must hold, beside that nothing breaks:
// - what is refused is refused with an error that has a place in the file;
// - the survey that is made, once a person has filled in what LimeSurvey does not know, is written, read as the same, and makes sense for its
// framework;
// - so does the mapping, and no two rules of it name one column.
#include <capgap/formats/lss/survey_from.hpp>
#include <capgap/formats/yaml/load.hpp>
#include <capgap/formats/yaml/write.hpp>

#include <formats/yaml/same_content.hpp>
#include <fuzz/checks.hpp>

#include <cstdint>
#include <string>

namespace {

using namespace capgap;

void check(const Diagnostics& all) {
    for (const Diagnostic& one : all) {
        must(one.at.file == "f.lss" && !one.message.empty(), "a diagnostic has a place and words");
        must(one.message.size() + one.hint.size() < 2'000, "a diagnostic has an end");
    }
}

Text text_of(const LssSurvey& made, const char* words) {
    return Text({{made.survey.head.languages.front(), words, made.text_default.status, made.text_default.source, {}}});
}

void fill_in(LssSurvey& made) {
    for (Item& item : made.survey.items) item.competency = CompetencyId("c");
    made.survey.disclaimer = text_of(made, "no test");
    made.survey.scoring.method = "classical";
    made.survey.scoring.cut_scores = {Decimal::of_millionths(50'000'000)};
    made.survey.scoring.cut_method = text_of(made, "the middle");
    made.survey.scoring.cut_source = made.text_default.source;
    const Text words = text_of(made, "said");
    made.survey.notice = Notice{words, words, words, words, words, words};
    FieldRule constant;
    constant.kind = FieldRule::Kind::constant;
    constant.text = "office";
    made.mapping.institution = constant;
}

FrameworkContent framework() {
    const auto text = [](const char* words) { return Text({{"en", words, TextStatus::project, SourceId("s"), {}}}); };
    FrameworkContent content;
    content.head = {"f", "1", {}, {"en"}, {{SourceId("s"), {}, "s", "", "", ""}}};
    content.title = content.attribution = text("f");
    content.endorsement = "none";
    content.levels = {{LevelId("l1"), {}, text("one"), {}}, {LevelId("l2"), {}, text("two"), {}}};
    content.domains = {{DomainId("d"), {}, text("d"), {}}};
    content.competencies = {{CompetencyId("c"), {}, 0, text("c"), {}, {text("one"), text("two")}, {}}};
    return content;
}

void check_made(LssSurvey made) {
    fill_in(made);
    const std::string bytes = write_survey(made.survey, made.text_default);
    auto survey = read_survey(bytes, "f.yaml");
    if (survey.has_error()) must(false, "the survey that was written is read", [&] { return lines(survey.error().all) + bytes; });
    must(yaml::same_survey(made.survey, survey->value), "the survey is read as it was made", [&] { return bytes; });
    static const auto of = Framework::make(framework());
    must(of.has_value(), "the framework makes sense");
    auto whole = Survey::make(std::move(survey->value), of->value);
    if (whole.has_error()) must(false, "the survey makes sense", [&] { return lines(whole.error().all) + bytes; });
    const std::string mapping_bytes = write_mapping(made.mapping);
    const auto mapping = read_mapping(mapping_bytes, "f.yaml");
    if (mapping.has_error()) must(false, "the mapping that was written is read", [&] { return lines(mapping.error().all) + mapping_bytes; });
    must(yaml::same_mapping(made.mapping, mapping->value), "the mapping is read as it was made", [&] { return mapping_bytes; });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string bytes(data, data + size);
    const LssWords words = [](const std::string& language, std::string_view word) {
        return language == "fr" ? std::nullopt : std::optional<std::string>(word);
    };
    auto made = read_lss(bytes, "f.lss", {FrameworkId("f"), "1", {}}, words);
    check(made.has_error() ? made.error().all : made->remarks);
    must(made.has_error() ? has_errors(made.error().all) : !has_errors(made->remarks), "an error is one, and a result has none");
    if (made.has_value()) check_made(std::move(made->value));
    return 0;
}
