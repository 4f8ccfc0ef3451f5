#include <capgap/report/coverage_words.hpp>

#include <capgap/report/phrases.hpp>

#include <cmath>

namespace capgap::coverage_words {

std::string hours(const std::optional<double>& hours, const Texts& texts) {
    if (!hours) return texts.say("coverage.hours_unknown");
    const double tenths = std::round(*hours * 10) / 10;
    return texts.say("coverage.hours", {{"hours", phrase::decimal(tenths, tenths == std::floor(tenths) ? 0 : 1, texts)}});
}

std::string level(const CoverageStudy& study, int level, const Texts& texts) {
    return phrase::quoted(study.framework.levels()[static_cast<std::size_t>(level - 1)].title.in(texts.language()), texts);
}

std::string step(const CoverageStudy& study, int from, int to, const Texts& texts) {
    return texts.say("coverage.step", {{"from", level(study, from, texts)}, {"to", level(study, to, texts)}});
}

std::string competency(const CoverageStudy& study, std::size_t competency, const Texts& texts) {
    return phrase::quoted(study.framework.competencies()[competency].title.in(texts.language()), texts);
}

std::string course(const CoverageStudy& study, std::size_t remedy, const Texts& texts) {
    return phrase::quoted(study.catalogue.remedies()[remedy].title.in(texts.language()), texts);
}

std::string languages(const std::vector<std::string>& languages, const Texts& texts) {
    if (languages.empty() || languages.front() == "*") return texts.say("coverage.any_language");
    std::string out = languages.front();
    for (std::size_t i = 1; i < languages.size(); ++i) out = texts.say("format.list_next", {{"list", out}, {"next", languages[i]}});
    return out;
}

std::string mode(const std::string& mode, const Texts& texts) {
    return texts.say("coverage.mode." + (mode.empty() ? std::string("none") : mode));
}

std::vector<std::string> attributions(const CoverageStudy& study, const Texts& texts) {
    const FrameworkContent& framework = study.framework.content();
    std::vector<std::string> out{framework.attribution.in(texts.language())};
    for (const BaseFramework& base : framework.bases) out.push_back(base.attribution.in(texts.language()));
    return out;
}

std::string footer(const CoverageStudy& study, const Texts& texts) {
    const Head& catalogue = study.catalogue.content().head;
    const FrameworkContent& framework = study.framework.content();
    return texts.say("coverage.footer", {{"catalogue", catalogue.id},
                                         {"catalogue_version", catalogue.version},
                                         {"framework", framework.head.id},
                                         {"framework_version", framework.head.version},
                                         {"licence", framework.licence_name}});
}

}  // namespace capgap::coverage_words
