#include <capgap/files/joint_calibration_files.hpp>

#include <capgap/assessment/fixed_settings.hpp>
#include <capgap/base/message.hpp>
#include <capgap/base/version.hpp>
#include <capgap/files/codes.hpp>
#include <capgap/files/existing_file.hpp>
#include <capgap/files/run.hpp>
#include <capgap/files/sealed_file.hpp>
#include <capgap/files/sha256.hpp>
#include <capgap/files/whole_file.hpp>
#include <capgap/formats/json/joint_files.hpp>
#include <capgap/formats/yaml/load.hpp>
#include <capgap/formats/yaml/write.hpp>

#include <algorithm>
#include <map>
#include <stdexcept>
#include <utility>

namespace capgap {

namespace fs = std::filesystem;

namespace {

constexpr const char* counts_kind = "site-counts/1";
constexpr const char* parameters_kind = "joint-parameters/1";

std::string this_program() {
    return "capgap " + std::string(version());
}

struct ReadParameters {
    JointParameters parameters;
    std::string sha256;
};

/// A calibration begins with a remark: its kind stands in a line of its own.
bool is_calibration(const fs::path& path) {
    const auto bytes = read_file(path, command_line);
    return bytes && (bytes->starts_with("capgap: calibration/") || bytes->find("\ncapgap: calibration/") != std::string::npos);
}

Result<ReadParameters> read_parameters(const fs::path& path) {
    const Location at{path.generic_string(), 0, 0};
    const auto file = read_sealed(path, parameters_kind);
    if (file.has_error() && is_calibration(path))
        return error(codes::joint_calibration_done, at, "this is a finished calibration: there is nothing left to count",
                     "name it in the assessment as `calibration`");
    if (file.has_error()) return file.error();
    auto parameters = parse_joint_parameters(file->body, at.file);
    if (parameters.has_error()) return parameters.error();
    return ReadParameters{std::move(*parameters), file->sha256};
}

Diagnostics refuse_same_file(const fs::path& input, const fs::path& out, const std::string& what) {
    std::error_code ignored;
    if (!fs::equivalent(input, out, ignored)) return {};
    return {
        error(codes::output_is_input, {out.generic_string(), 0, 0}, "this is a file that is read, named as " + what, "name another file with -o")};
}

/// As they were read, and written again: what a site changed in the parameters that it answers to would be found here.
Result<SiteCounts> read_counts(const fs::path& path, const SealedFile& file) {
    auto counts = parse_site_counts(file.body, path.generic_string());
    if (counts.has_error()) return counts;
    const std::string expected = counts->parameters ? sha256_of(render_joint_parameters(*counts->parameters)) : "";
    if (counts->parameters_sha256 != expected)
        return error(codes::joint_file_damaged, counts->at, "the parameters in it are not those that the counts answer to",
                     "let the site count again with the parameters as the centre wrote them");
    return counts;
}

/// By their hashes, each once.
Result<std::vector<SiteCounts>> read_all_counts(const std::vector<fs::path>& paths) {
    Diagnostics found;
    std::map<std::string, SiteCounts> by_hash;
    for (const fs::path& path : paths) {
        SealedFile file;
        SiteCounts counts;
        if (!take(read_sealed(path, counts_kind), file, found) || !take(read_counts(path, file), counts, found)) continue;
        const auto [place, is_new] = by_hash.try_emplace(file.sha256, std::move(counts));
        if (!is_new)
            found.push_back(error(codes::site_twice, {path.generic_string(), 0, 0},
                                  "these are the same counts as " + in_quotes(place->second.at.file), "each site gives its counts once"));
    }
    if (!found.empty()) return Errors(std::move(found));
    std::vector<SiteCounts> out;
    for (auto& [hash, counts] : by_hash) out.push_back(std::move(counts));
    return out;
}

}  // namespace

Result<Checked<CountedSite>> count_site_file(const CountSiteRequest& request, const Places& places) {
    std::optional<ReadParameters> parameters;
    Diagnostics said;
    if (request.parameters != "start") {
        if (!take(read_parameters(request.parameters), parameters, said)) return Errors(std::move(said));
        if (Diagnostics wrong = refuse_same_file(request.parameters, request.out, "the parameters"); !wrong.empty()) return Errors(std::move(wrong));
    }
    auto round = load_round(request.assessment, places, Answers::expected, UseCalibration::no);
    if (round.has_error()) return std::move(round).error();
    append(said, std::move(round->remarks));
    if (Diagnostics wrong = refuse_input(round->value, request.out); !wrong.empty()) return Errors(std::move(wrong));
    auto responses = open_responses(round->value.persons, false, request.progress);
    if (responses.has_error()) return std::move(responses).error();
    AssessInput input = assess_input(round->value, **responses, {}, request.threads);
    input.progress = request.progress;
    CalibrationDesign design = joint_design(input, parameters ? parameters->parameters.design.model : request.model);
    design.survey_sha256 = sha256_of(survey_text(round->value.persons.survey.content()));
    auto counted = count_site(input, design, parameters ? std::optional(std::move(parameters->parameters)) : std::nullopt);
    if (counted.has_error()) return std::move(counted).error();
    SiteCounts& counts = counted->counts;
    counts.made_by = this_program();
    counts.assessment = round->value.assessment.head.id;
    if (parameters) counts.parameters_sha256 = parameters->sha256;
    const std::string body = render_site_counts(counts);
    if (parse_site_counts(body, request.out.generic_string()).has_error()) throw std::logic_error("counts are not read as they were written");
    write_whole_file(request.out, sealed(counts_kind, body), ReadableBy::owner);
    return Checked<CountedSite>{std::move(*counted), std::move(said)};
}

Result<Checked<JointStep>> join_site_files(const std::vector<fs::path>& sites, const fs::path& out) {
    Diagnostics wrong;
    for (const fs::path& one : sites) append(wrong, refuse_same_file(one, out, "counts"));
    if (!wrong.empty()) return Errors(std::move(wrong));
    const auto counts = read_all_counts(sites);
    if (counts.has_error()) return counts.error();
    auto step = join_sites(*counts);
    if (step.has_error()) return std::move(step).error();
    std::string bytes;
    if (step->value.next) {
        step->value.next->made_by = this_program();
        bytes = sealed(parameters_kind, render_joint_parameters(*step->value.next));
    } else {
        step->value.found->made_by = this_program();
        bytes = write_calibration(*step->value.found);
        if (read_calibration(bytes, out.generic_string()).has_error()) throw std::logic_error("a calibration is not read as it was written");
    }
    write_whole_file(out, bytes, ReadableBy::everyone);
    return std::move(*step);
}

}  // namespace capgap
