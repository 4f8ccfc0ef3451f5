#include <capgap/files/load_instrument.hpp>

#include <capgap/assessment/check.hpp>
#include <capgap/assessment/codes.hpp>
#include <capgap/files/codes.hpp>
#include <capgap/files/framework_of.hpp>
#include <capgap/formats/csv/tables.hpp>
#include <capgap/formats/yaml/load.hpp>

#include <algorithm>
#include <utility>

namespace capgap {

namespace {

/// The background questions that are asked: those that are active, and those that the assessment switches on.
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

/// Those of `breakdowns` that items are compared by.
std::vector<std::size_t> comparisons_of(const InstrumentContent& instrument, const std::vector<std::size_t>& breakdowns, const Codebook& codebook) {
    std::vector<std::size_t> out;
    for (const std::size_t question : breakdowns) {
        const auto& named = instrument.compare_items_by;
        if (std::find(named.begin(), named.end(), codebook.background[question].id) != named.end()) out.push_back(question);
    }
    return out;
}

}  // namespace

Diagnostics check_mapping_survey(const Mapping& mapping, const Survey& survey) {
    const Head& head = survey.content().head;
    if (mapping.survey_id == head.id && mapping.survey_version == head.version) return {};
    return {error(codes::mapping_of_another_survey, mapping.survey_at,
                  "the mapping is for " + mapping.survey_id + ' ' + mapping.survey_version + ", the survey is " + head.id + ' ' + head.version,
                  "use the survey it was written for, or review the mapping and change `survey`")};
}

std::optional<std::size_t> background_code(const Codebook& codebook, const std::string& id) {
    for (std::size_t q = 0; q < codebook.background.size(); ++q) {
        if (codebook.background[q].id == id) return q;
    }
    return std::nullopt;
}

InstrumentParts load_parts(Loader& loader, const InstrumentContent& instrument, const std::string& number) {
    InstrumentParts out;
    out.framework = load_framework(loader, instrument.framework, "framework" + number);
    auto survey = loader.load(instrument.survey, ReferenceKind::survey, "survey" + number, read_survey);
    auto targets = loader.load(instrument.targets, ReferenceKind::profiles, "targets" + number, read_profiles);
    if (survey && out.framework) take(Survey::make(std::move(*survey), *out.framework), out.survey, loader.found);
    if (targets && out.framework) take(Profiles::make(std::move(*targets), *out.framework), out.profiles, loader.found);
    if (!instrument.mapping.empty()) out.mapping = loader.load(instrument.mapping, ReferenceKind::other, "mapping" + number, read_mapping);
    if (loader.answers == Answers::expected) {
        auto [path, name] = loader.expect(instrument.responses, "responses" + number);
        out.responses = std::move(path);
        out.responses_name = std::move(name);
    }
    if (!instrument.mapping.empty() && !out.mapping) out.responses.clear();  // without it they cannot be read
    if (out.survey && out.mapping) append(loader.found, check_mapping_survey(*out.mapping, *out.survey));
    if (out.survey) append(loader.found, check_breakdowns(instrument, *out.survey));
    if (out.survey) append(loader.found, check_comparisons(instrument, *out.survey));
    if (out.survey && out.profiles) append(loader.found, check_profile_routing(*out.survey, *out.profiles));
    if (out.survey && out.profiles) append(loader.found, check_targets(instrument, *out.survey, *out.profiles));
    return out;
}

LoadedInstrument assemble(InstrumentParts parts, const InstrumentContent& content, const InstitutionTree& tree) {
    std::vector<std::size_t> active = asked_background(*parts.survey, content);
    Codebook codebook = make_codebook(*parts.framework, *parts.survey, *parts.profiles, tree, active);
    std::vector<std::size_t> breakdowns = breakdowns_of(*parts.survey, content, codebook);
    std::vector<std::size_t> compare_items_by = comparisons_of(content, breakdowns, codebook);
    FileForm form = parts.mapping ? parts.mapping->file : content.file;
    return {std::move(*parts.framework),
            std::move(*parts.survey),
            std::move(*parts.profiles),
            std::move(codebook),
            std::move(active),
            std::move(breakdowns),
            std::move(compare_items_by),
            std::move(parts.mapping),
            std::move(parts.responses),
            std::move(parts.responses_name),
            content.responses.text,
            content.format,
            std::move(form),
            content.duplicates,
            content.leave_out,
            std::nullopt};
}

void load_tests(Loader& loader, const InstrumentContent& content, const std::string& number, LoadedInstrument& instrument) {
    if (content.tests.empty() || instrument.survey.content().unit != Unit::person) return;
    const Mapping* const mapping = instrument.mapping ? &*instrument.mapping : nullptr;
    if (mapping != nullptr && mapping->respondent && mapping->respondent->kind == FieldRule::Kind::row) {
        loader.found.push_back(error(codes::tests_without_ids, content.tests.at,
                                     "the mapping numbers respondents by row, so that no result of a test belongs to anybody",
                                     "take the ids from a column of the responses, or take `tests` out"));
        return;
    }
    if (loader.answers != Answers::expected) return;
    instrument.tests = loader.load_table(content.tests, "tests" + number,
                                         [&](std::istream& in, const std::string& file) { return read_test_results(in, file, instrument.codebook); });
}

Diagnostics problems_of_responses(const LoadedInstrument& instrument) {
    std::error_code ignored;
    if (!std::filesystem::is_regular_file(instrument.responses, ignored)) return {};  // was reported
    auto source = open_responses(instrument, false);
    if (source.has_error()) return std::move(source).error().all;
    Batch batch;
    for (;;) {
        auto more = (*source)->next(batch);
        if (more.has_error()) return std::move(more).error().all;
        if (!*more) return (*source)->summary().row_errors;
    }
}

}  // namespace capgap
