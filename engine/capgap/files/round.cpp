#include <capgap/files/round.hpp>

#include <capgap/assessment/check.hpp>
#include <capgap/assessment/fixed_settings.hpp>
#include <capgap/base/message.hpp>
#include <capgap/files/load_catalogues.hpp>
#include <capgap/files/load_instrument.hpp>
#include <capgap/files/load_texts.hpp>
#include <capgap/files/loader.hpp>
#include <capgap/files/opened_round.hpp>
#include <capgap/files/sha256.hpp>
#include <capgap/formats/csv/tables.hpp>
#include <capgap/formats/yaml/load.hpp>
#include <capgap/pipeline/codes.hpp>

#include <cassert>
#include <utility>

namespace capgap {

namespace fs = std::filesystem;

namespace {

std::optional<AssessmentContent> load_assessment(Loader& loader, const fs::path& path) {
    const std::string name = path.generic_string();
    std::string bytes;
    std::optional<AssessmentContent> assessment;
    if (sheet_path(path)) {
        assessment = loader.load({path.filename().string(), {name, 0, 0}}, ReferenceKind::other, "assessment", read_assessment);
        if (assessment) append(loader.found, check(*assessment));
        return assessment;
    }
    if (!take(read_file(path, Location{name, 0, 0}), bytes, loader.found)) return assessment;
    loader.inputs.push_back({"assessment", path.filename().generic_string(), path});
    if (take(read_assessment(bytes, name), assessment, loader.found)) append(loader.found, check(*assessment));
    return assessment;
}

std::optional<InstitutionTree> load_tree(Loader& loader, const AssessmentContent& assessment) {
    std::optional<InstitutionTree> tree;
    if (auto institutions = loader.load_table(assessment.institutions, "institutions", read_institutions)) {
        take(InstitutionTree::make(std::move(*institutions), {loader.inputs.back().path.generic_string(), 0, 0}), tree, loader.found);
    }
    return tree;
}

/// The instruments that could be read, those of persons and of institutions.
struct Instruments {
    std::optional<LoadedInstrument> persons;
    std::vector<LoadedInstrument> environments;
};

Instruments load_instruments(Loader& loader, const AssessmentContent& assessment, const std::optional<InstitutionTree>& tree) {
    std::vector<InstrumentParts> parts;
    std::vector<Unit> units;
    for (std::size_t i = 0; i < assessment.instruments.size(); ++i) {
        parts.push_back(load_parts(loader, assessment.instruments[i], i == 0 ? "" : ' ' + std::to_string(i + 1)));
        if (parts.back().survey) units.push_back(parts.back().survey->content().unit);
    }
    if (units.size() == parts.size()) append(loader.found, check_instruments(assessment, units));
    Instruments out;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (!tree || !parts[i].complete()) continue;
        const bool of_persons = parts[i].survey->content().unit == Unit::person;
        LoadedInstrument instrument = assemble(std::move(parts[i]), assessment.instruments[i], *tree);
        load_tests(loader, assessment.instruments[i], i == 0 ? "" : ' ' + std::to_string(i + 1), instrument);
        if (!of_persons) {
            out.environments.push_back(std::move(instrument));
        } else if (!out.persons) {
            out.persons.emplace(std::move(instrument));
        }
    }
    for (const LoadedInstrument& environment : out.environments) {
        if (out.persons) append(loader.found, check_blocks(environment.framework, out.persons->framework));
    }
    return out;
}

/// Against the codebook of the persons; without it the file is only looked for.
std::optional<Population> load_population(Loader& loader, const AssessmentContent& assessment, const std::optional<LoadedInstrument>& persons) {
    if (assessment.population.empty()) return std::nullopt;
    if (!persons) {
        loader.expect(assessment.population, "population");
        return std::nullopt;
    }
    auto population = loader.load_table(assessment.population, "population",
                                        [&](std::istream& in, const std::string& file) { return read_population(in, file, persons->codebook); });
    if (population) {
        std::vector<std::string> columns;
        for (const std::size_t question : population->background) columns.push_back(persons->codebook.background[question].id);
        append(loader.found, check_margins(assessment, columns));
    }
    return population;
}

/// Into the codebook of the persons; without them the file is only looked for.
void load_posts(Loader& loader, const AssessmentContent& assessment, std::optional<LoadedInstrument>& persons) {
    if (assessment.posts.empty()) return;
    if (!persons) {
        loader.expect(assessment.posts, "posts");
        return;
    }
    const auto content = loader.load_table(assessment.posts, "posts", read_posts);
    if (!content) return;
    std::optional<Posts> posts;
    if (!take(Posts::make(*content, persons->profiles, persons->framework, {loader.inputs.back().path.generic_string(), 0, 0}), posts, loader.found))
        return;
    persons->codebook.posts = posts->names();
    for (std::size_t post = 0; post < posts->names().size(); ++post)
        persons->codebook.profile_of_post.push_back(static_cast<std::uint16_t>(posts->profile(post)));
}

/// Laid over the questionnaire of the persons; without it the file is only looked for.
CalibratedScales load_scales(Loader& loader, const AssessmentContent& assessment, const std::optional<LoadedInstrument>& persons) {
    if (assessment.calibration.empty()) return {};
    if (!persons) {
        loader.expect(assessment.calibration, "calibration");
        return {};
    }
    const auto calibration = loader.load(assessment.calibration, ReferenceKind::other, "calibration", read_calibration);
    if (!calibration) return {};
    CalibratedScales out;
    take(calibrated_scales(*calibration, persons->framework, persons->survey), out, loader.found);
    if (calibration->survey_sha256 != sha256_of(survey_text(persons->survey.content()))) {
        loader.found.push_back(warning(codes::calibration_of_other_wording, assessment.calibration.at,
                                       "the calibration was made with other words of the survey " + in_quotes(calibration->survey_id),
                                       "if a question or an option means something else now, calibrate again"));
    }
    return out;
}

WeightSettings weight_settings(const AssessmentContent& assessment, const Codebook& codebook) {
    WeightSettings out;
    out.method = weighting_of(assessment);
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

/// check_pools() found every one of them.
std::vector<std::vector<std::size_t>> institutions_of_pools(const AssessmentContent& assessment, const InstitutionTree& tree) {
    std::vector<std::vector<std::size_t>> out;
    for (const PoolContent& pool : assessment.pools) {
        std::vector<std::size_t>& institutions = out.emplace_back();
        for (const std::string& id : pool.institutions) institutions.push_back(*tree.index(id));
    }
    return out;
}

}  // namespace

Result<Checked<Round>> load_round(const fs::path& assessment_path, const Places& places, Answers answers, UseCalibration use_calibration) {
    Loader loader = Loader::beside(assessment_path, places);
    loader.answers = answers;
    std::optional<AssessmentContent> assessment = load_assessment(loader, assessment_path);
    if (!assessment) return std::move(loader.found);
    std::optional<InstitutionTree> tree = load_tree(loader, *assessment);
    auto [persons, environments] = load_instruments(loader, *assessment, tree);
    load_posts(loader, *assessment, persons);
    std::vector<Catalogue> catalogues = load_catalogues(loader, *assessment, persons, environments);
    std::optional<LanguageBreakdown> languages;
    if (persons) languages = language_breakdown(*assessment, *persons, loader.found);
    std::optional<Population> population = load_population(loader, *assessment, persons);
    Location population_at{loader.inputs.back().path.generic_string(), 0, 0};
    CalibratedScales scales;
    if (use_calibration == UseCalibration::yes) scales = load_scales(loader, *assessment, persons);
    if (tree) append(loader.found, check_pools(*assessment, *tree));
    std::vector<Texts> texts = load_own_texts(loader, *assessment);
    if (has_errors(loader.found)) {
        if (persons) append(loader.found, problems_of_responses(*persons));
        for (const LoadedInstrument& environment : environments) append(loader.found, problems_of_responses(environment));
        return std::move(loader.found);
    }
    assert(tree && persons && "what is not there was reported");
    WeightSettings weighting = weight_settings(*assessment, persons->codebook);
    std::vector<std::vector<std::size_t>> pools = institutions_of_pools(*assessment, *tree);
    Round round{std::move(*assessment), std::move(*tree),
                std::move(*persons),    std::move(environments),
                std::move(population),  std::move(population_at),
                std::move(weighting),   std::move(pools),
                std::move(catalogues),  std::move(languages),
                std::move(texts),       std::move(loader.inputs),
                std::move(scales),      {}};
    append(loader.found, compare_with_opening(round));
    if (has_errors(loader.found)) {
        append(loader.found, problems_of_responses(round.persons));
        for (const LoadedInstrument& environment : round.environments) append(loader.found, problems_of_responses(environment));
        return std::move(loader.found);
    }
    return Checked<Round>{std::move(round), std::move(loader.found)};
}

}  // namespace capgap
