#include <capgap/files/round.hpp>

#include <capgap/assessment/check.hpp>
#include <capgap/files/codes.hpp>
#include <capgap/formats/csv/responses.hpp>
#include <capgap/formats/csv/tables.hpp>
#include <capgap/formats/yaml/load.hpp>

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

namespace capgap {

namespace fs = std::filesystem;

namespace {

/// Loads file after file and keeps everything there is to say.
class Loader {
public:
    Loader(fs::path folder, const Places& places) : folder_(std::move(folder)), places_(places) {}

    Diagnostics found;
    std::vector<InputFile> inputs;

    /// The file that a reference means, read by `read(bytes, name)`.
    template <class Read>
    auto load(const FileReference& reference, ReferenceKind kind, const std::string& role, Read read) {
        using Content = typename std::remove_cvref_t<decltype(read(std::string_view{}, std::string{}))>::value_type;
        std::optional<decltype(Content::value)> out;
        fs::path path;
        if (!take(resolve(reference, kind, folder_, places_), path, found)) return out;
        std::string bytes;
        if (!take(read_file(path, reference.at), bytes, found)) return out;
        inputs.push_back({role, reference.text, path});
        take(read(std::string_view(bytes), path.generic_string()), out, found);
        return out;
    }

    /// A file that is only looked for: answers are streamed later.
    fs::path expect(const FileReference& reference, const std::string& role) {
        fs::path path;
        if (!take(resolve(reference, ReferenceKind::other, folder_, places_), path, found)) return path;
        bool there = false;
        if (take(expect_file(path, reference.at), there, found)) inputs.push_back({role, reference.text, path});
        return path;
    }

private:
    fs::path folder_;
    const Places& places_;
};

struct Parts {
    std::optional<Framework> framework;
    std::optional<Survey> survey;
    std::optional<Profiles> profiles;
    std::optional<Mapping> mapping;
    fs::path responses;

    bool complete() const { return framework && survey && profiles; }
};

Parts load_parts(Loader& loader, const InstrumentContent& instrument, const std::string& number) {
    Parts out;
    if (auto content = loader.load(instrument.framework, ReferenceKind::framework, "framework" + number, read_framework)) {
        take(Framework::make(std::move(*content)), out.framework, loader.found);
    }
    auto survey = loader.load(instrument.survey, ReferenceKind::survey, "survey" + number, read_survey);
    auto targets = loader.load(instrument.targets, ReferenceKind::profiles, "targets" + number, read_profiles);
    if (survey && out.framework) take(Survey::make(std::move(*survey), *out.framework), out.survey, loader.found);
    if (targets && out.framework) take(Profiles::make(std::move(*targets), *out.framework), out.profiles, loader.found);
    if (!instrument.mapping.empty()) out.mapping = loader.load(instrument.mapping, ReferenceKind::other, "mapping" + number, read_mapping);
    out.responses = loader.expect(instrument.responses, "responses" + number);
    return out;
}

std::vector<std::size_t> asked_background(const Survey& survey, const InstrumentContent& instrument) {
    std::vector<std::size_t> out;
    for (std::size_t q = 0; q < survey.content().background.size(); ++q) {
        const BackgroundQuestion& question = survey.content().background[q];
        const bool named = instrument.breakdowns && std::find(instrument.breakdowns->begin(), instrument.breakdowns->end(), question.id.text()) !=
                                                        instrument.breakdowns->end();
        if (question.active || named) out.push_back(q);
    }
    return out;
}

std::optional<std::size_t> background_code(const Codebook& codebook, const std::string& id) {
    for (std::size_t q = 0; q < codebook.background.size(); ++q) {
        if (codebook.background[q].id == id) return q;
    }
    return std::nullopt;
}

std::vector<std::size_t> breakdowns_of(const Survey& survey, const InstrumentContent& instrument, const Codebook& codebook) {
    std::vector<std::size_t> out;
    for (const BackgroundQuestion& question : survey.content().background) {
        const auto code = background_code(codebook, question.id.text());
        const bool wanted = instrument.breakdowns ? std::find(instrument.breakdowns->begin(), instrument.breakdowns->end(), question.id.text()) !=
                                                        instrument.breakdowns->end()
                                                  : question.breakdown;
        if (code && wanted) out.push_back(*code);
    }
    return out;
}

LoadedInstrument assemble(Parts parts, const InstrumentContent& content, const InstitutionTree& tree) {
    std::vector<std::size_t> active = asked_background(*parts.survey, content);
    Codebook codebook = make_codebook(*parts.framework, *parts.survey, *parts.profiles, tree, active);
    std::vector<std::size_t> breakdowns = breakdowns_of(*parts.survey, content, codebook);
    return {std::move(*parts.framework), std::move(*parts.survey), std::move(*parts.profiles), std::move(codebook),    std::move(active),
            std::move(breakdowns),       std::move(parts.mapping), std::move(parts.responses), content.responses.text, content.format};
}

WeightSettings weight_settings(const AssessmentContent& assessment, const Codebook& codebook) {
    WeightSettings out;
    const WeightingMethod usual = assessment.population.empty() ? WeightingMethod::none : WeightingMethod::post_stratified;
    out.method = assessment.weighting.value_or(usual);
    out.at = assessment.weighting_at;
    for (const Margin& margin : assessment.margins) {
        std::vector<MarginVariable>& variables = out.margins.emplace_back();
        for (const std::string& name : margin.variables) {
            if (name == "institution") {
                variables.push_back({MarginVariable::Kind::institution, 0});
            } else if (name == "profile") {
                variables.push_back({MarginVariable::Kind::profile, 0});
            } else if (const auto code = background_code(codebook, name)) {
                variables.push_back({MarginVariable::Kind::background, *code});
            }
        }
    }
    return out;
}

/// read_institutions and read_population take streams; a file that is read as a whole is one.
template <class Read>
auto from_stream(Read read) {
    return [read](std::string_view bytes, const std::string& file) {
        std::istringstream in{std::string(bytes)};
        return read(in, file);
    };
}

}  // namespace

Result<Checked<Round>> load_round(const fs::path& assessment_path, const Places& places) {
    Loader loader(assessment_path.parent_path(), places);
    std::string bytes;
    if (!take(read_file(assessment_path, Location{assessment_path.generic_string(), 0, 0}), bytes, loader.found)) return std::move(loader.found);
    std::optional<AssessmentContent> assessment;
    if (!take(read_assessment(bytes, assessment_path.generic_string()), assessment, loader.found)) return std::move(loader.found);
    loader.inputs.push_back({"assessment", assessment_path.filename().generic_string(), assessment_path});
    append(loader.found, check(*assessment));

    std::optional<InstitutionTree> tree;
    if (auto institutions = loader.load(assessment->institutions, ReferenceKind::other, "institutions", from_stream(read_institutions))) {
        take(InstitutionTree::make(std::move(*institutions)), tree, loader.found);
    }
    std::vector<Parts> parts;
    std::vector<Unit> units;
    for (std::size_t i = 0; i < assessment->instruments.size(); ++i) {
        const std::string number = i == 0 ? "" : ' ' + std::to_string(i + 1);
        parts.push_back(load_parts(loader, assessment->instruments[i], number));
        if (parts.back().survey) units.push_back(parts.back().survey->content().unit);
    }
    if (units.size() == parts.size()) append(loader.found, check_instruments(*assessment, units));
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (parts[i].survey) append(loader.found, check_breakdowns(assessment->instruments[i], *parts[i].survey));
    }
    for (const Parts& one : parts) {
        if (one.survey && one.profiles) append(loader.found, check_profile_routing(*one.survey, *one.profiles));
    }
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (parts[i].survey && parts[i].profiles)
            append(loader.found, check_targets(assessment->instruments[i], *parts[i].survey, *parts[i].profiles));
    }
    const bool complete = tree && std::all_of(parts.begin(), parts.end(), [](const Parts& one) { return one.complete(); });
    if (!complete || has_errors(loader.found)) {
        if (!has_errors(loader.found))
            loader.found.push_back(error(codes::not_a_result_folder, {assessment_path.generic_string(), 0, 0}, "the round is not complete"));
        return std::move(loader.found);
    }

    std::optional<LoadedInstrument> persons;
    std::vector<LoadedInstrument> environments;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const bool of_persons = parts[i].survey->content().unit == Unit::person;
        LoadedInstrument instrument = assemble(std::move(parts[i]), assessment->instruments[i], *tree);
        if (of_persons) {
            persons.emplace(std::move(instrument));
        } else {
            environments.push_back(std::move(instrument));
        }
    }
    for (const LoadedInstrument& environment : environments) append(loader.found, check_blocks(environment.framework, persons->framework));
    std::optional<Population> population;
    if (!assessment->population.empty()) {
        population = loader.load(assessment->population, ReferenceKind::other, "population", [&](std::string_view text, const std::string& file) {
            std::istringstream in{std::string(text)};
            return read_population(in, file, persons->codebook);
        });
        if (population) {
            std::vector<std::string> columns;
            for (const std::size_t question : population->background) columns.push_back(persons->codebook.background[question].id);
            append(loader.found, check_margins(*assessment, columns));
        }
    }
    if (has_errors(loader.found)) return std::move(loader.found);
    WeightSettings weighting = weight_settings(*assessment, persons->codebook);
    Location population_at{loader.inputs.back().path.generic_string(), 0, 0};
    Round round{std::move(*assessment), std::move(*tree),         std::move(*persons),  std::move(environments),
                std::move(population),  std::move(population_at), std::move(weighting), std::move(loader.inputs)};
    return Checked<Round>{std::move(round), std::move(loader.found)};
}

}  // namespace capgap
