#include <capgap/report/syllabus.hpp>

#include <capgap/report/coverage_words.hpp>
#include <capgap/report/phrases.hpp>

namespace capgap {

namespace {

using namespace coverage_words;

class SyllabusMaking {
public:
    SyllabusMaking(const CoverageStudy& study, const Texts& texts) : study_(study), texts_(texts) {}

    Syllabus make() const {
        Syllabus out;
        out.language = texts_.language();
        out.title = texts_.say("coverage.syllabus_title", {{"catalogue", study_.catalogue.content().title.in(out.language)}});
        out.lead = attributions(study_, texts_);
        out.lead.insert(out.lead.begin(), texts_.say("coverage.syllabus.lead"));
        out.courses_title = texts_.say("coverage.syllabus.courses");
        for (std::size_t r = 0; r < study_.catalogue.remedies().size(); ++r) {
            const RemedyContent& remedy = study_.catalogue.remedies()[r];
            if (teaches(remedy.kind) && !remedy.modules.empty()) out.courses.push_back(course_of(r));
        }
        out.open_title = texts_.say("coverage.syllabus.open");
        for (const CoverageStep& one : study_.coverage.steps) {
            if (one.status != StepStatus::covered) out.open.push_back(unit(one.competency, one.to - 1, one.to));
        }
        if (!out.open.empty()) out.open_lead = texts_.say("coverage.syllabus.open_lead");
        out.footer = footer(study_, texts_);
        return out;
    }

private:
    SyllabusCourse course_of(std::size_t index) const {
        const RemedyContent& remedy = study_.catalogue.remedies()[index];
        SyllabusCourse out;
        out.title = remedy.title.in(texts_.language());
        const std::optional<double> all = remedy.hours ? std::optional<double>(remedy.hours->value.to_double()) : std::nullopt;
        if (!remedy.description.empty()) out.facts.push_back(remedy.description.in(texts_.language()));
        out.facts.push_back(
            texts_.say("coverage.syllabus.facts",
                       {{"hours", hours(all, texts_)}, {"languages", languages(remedy.languages, texts_)}, {"mode", mode(remedy.mode, texts_)}}));
        if (!study_.catalogue.prerequisites(index).empty()) {
            std::vector<std::string> needed;
            for (const std::size_t one : study_.catalogue.prerequisites(index)) needed.push_back(course(study_, one, texts_));
            out.facts.push_back(texts_.say("coverage.syllabus.needs", {{"courses", phrase::list_of(needed, texts_)}}));
        }
        if (!remedy.offered) out.facts.push_back(texts_.say("coverage.syllabus.closed"));
        for (std::size_t m = 0; m < remedy.modules.size(); ++m) out.units.push_back(module_of(index, m));
        return out;
    }

    SyllabusUnit module_of(std::size_t remedy, std::size_t module) const {
        const ModuleContent& content = study_.catalogue.remedies()[remedy].modules[module];
        SyllabusUnit out = unit(study_.catalogue.competency(remedy, module), content.from, content.to);
        if (!content.title.empty()) out.facts.push_back(content.title.in(texts_.language()));
        if (const auto per_step = hours_per_step(study_.catalogue.remedies()[remedy], module))
            out.facts.push_back(hours(*per_step * (content.to - content.from), texts_));
        return out;
    }

    SyllabusUnit unit(std::size_t competency, int from, int to) const {
        const Competency& content = study_.framework.competencies()[competency];
        SyllabusUnit out;
        out.title = texts_.say("coverage.part_list", {{"first", content.title.in(texts_.language())}, {"next", step(study_, from, to, texts_)}});
        for (int one = from + 1; one <= to; ++one) {
            const std::string at = texts_.say("coverage.syllabus.outcome", {{"level", level(study_, one, texts_)}});
            for (std::string& words : outcomes_of(content, static_cast<std::size_t>(one - 1))) out.outcomes.push_back({at, std::move(words)});
        }
        return out;
    }

    /// The learning outcomes that the framework has for a level, else its statements, else its descriptor.
    std::vector<std::string> outcomes_of(const Competency& content, std::size_t level_index) const {
        const LevelId& id = study_.framework.levels()[level_index].id;
        std::vector<std::string> out = words_at(content.outcomes, id);
        if (out.empty()) out = words_at(content.statements, id);
        if (out.empty()) out.push_back(content.descriptors[level_index].in(texts_.language()));
        return out;
    }

    template <class Part>
    std::vector<std::string> words_at(const std::vector<Part>& parts, const LevelId& level) const {
        std::vector<std::string> out;
        for (const Part& part : parts) {
            if (part.level == level) out.push_back(part.text.in(texts_.language()) + " (" + part.id.text() + ')');
        }
        return out;
    }

    const CoverageStudy& study_;
    const Texts& texts_;
};

}  // namespace

Syllabus make_syllabus(const CoverageStudy& study, const Texts& texts) {
    return SyllabusMaking(study, texts).make();
}

}  // namespace capgap
