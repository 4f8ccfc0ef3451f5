#include <capgap/files/calibrate_file.hpp>

#include <capgap/assessment/fixed_settings.hpp>
#include <capgap/base/version.hpp>
#include <capgap/files/codes.hpp>
#include <capgap/files/existing_file.hpp>
#include <capgap/files/references.hpp>
#include <capgap/files/round.hpp>
#include <capgap/files/run.hpp>
#include <capgap/files/sha256.hpp>
#include <capgap/files/whole_file.hpp>
#include <capgap/formats/csv/writer.hpp>
#include <capgap/formats/yaml/load.hpp>
#include <capgap/formats/yaml/write.hpp>
#include <capgap/pipeline/link_calibration.hpp>

#include <array>
#include <charconv>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

namespace capgap {

namespace {

/// A calibration to link to.
struct KnownCalibration {
    InstrumentCalibration calibration;
    std::string sha256;
};

Result<KnownCalibration> read_known(const std::filesystem::path& path) {
    const std::string name = path.generic_string();
    auto bytes = read_file(path, {name, 0, 0});
    if (bytes.has_error()) return std::move(bytes).error();
    auto read = read_calibration(*bytes, name);
    if (read.has_error()) return std::move(read).error();
    return KnownCalibration{std::move(read->value), sha256_of(*bytes)};
}

/// To the last bit: what is left in the end is far below the six decimals of other tables.
std::string all_digits(double value) {
    std::array<char, 32> text{};
    return {text.data(), std::to_chars(text.data(), text.data() + text.size(), value).ptr};
}

std::string log_text(const RoundCalibration& of) {
    std::string out;
    CsvWriter csv(out);
    csv.text("competency").text("step").text("log_likelihood").text("largest_change").text("phase").end_row();
    for (const RoundCalibration::Steps& of_model : of.steps) {
        for (const CalibrationStep& one : of_model.steps) {
            csv.text(of_model.competency).count(static_cast<std::int64_t>(one.step));
            csv.text(one.log_likelihood ? all_digits(*one.log_likelihood) : std::string());
            csv.text(all_digits(one.largest_change)).text(one.phase).end_row();
        }
    }
    return out;
}

/// A place for the log that is nobody else's.
Diagnostics refuse_log(const CalibrateRequest& request, const Round& round) {
    if (request.log.empty()) return {};
    Diagnostics found = refuse_input(round, request.log);
    std::error_code ignored;
    for (const std::filesystem::path& other : {request.out, request.link}) {
        if (request.log != other && (other.empty() || !std::filesystem::equivalent(request.log, other, ignored))) continue;
        found.push_back(error(codes::output_is_input, {request.log.generic_string(), 0, 0},
                              "this is a calibration, and the log cannot be the same file", "name another file with --log"));
    }
    return found;
}

}  // namespace

Result<Checked<RoundCalibration>> calibrate_file(const CalibrateRequest& request, const Places& places) {
    auto round = load_round(request.assessment, places, Answers::expected, UseCalibration::no);
    if (round.has_error()) return std::move(round).error();
    Diagnostics said = std::move(round->remarks);
    if (Diagnostics wrong = refuse_input(round->value, request.out); !wrong.empty()) return Errors(std::move(wrong));
    if (Diagnostics wrong = refuse_log(request, round->value); !wrong.empty()) return Errors(std::move(wrong));
    std::error_code ignored;
    if (!request.link.empty() && std::filesystem::equivalent(request.link, request.out, ignored)) {
        return error(codes::output_is_input, {request.out.generic_string(), 0, 0}, "this is the calibration to link to",
                     "name another file with -o: the earlier one is still needed");
    }
    std::optional<KnownCalibration> known;
    if (!request.link.empty()) {
        auto read = read_known(request.link);
        if (read.has_error()) return std::move(read).error();
        known = std::move(*read);
    }
    auto responses = open_responses(round->value.persons, false, request.progress);
    if (responses.has_error()) return std::move(responses).error();
    AssessInput input = assess_input(round->value, **responses, {}, request.threads);
    input.progress = request.progress;
    RoundCalibrationOptions options{request.model, request.structure, nullptr, request.groups_by, !request.log.empty()};
    if (known && request.link_by == LinkBy::fixed) options.fixed_to = &known->calibration;
    auto calibrated = calibrate_round(input, options);
    if (calibrated.has_error()) return std::move(calibrated).error();
    append(said, std::move(calibrated->remarks));

    InstrumentCalibration& found = calibrated->value.found;
    const LoadedInstrument& persons = round->value.persons;
    found.id = round->value.assessment.head.id;
    found.made_by = "capgap " + std::string(version());
    found.survey_sha256 = sha256_of(survey_text(persons.survey.content()));
    if (known) found.linked_to_sha256 = known->sha256;
    if (known && request.link_by == LinkBy::stocking_lord) {
        auto linked = linked_calibration(std::move(found), known->calibration);
        if (linked.has_error()) return std::move(linked).error();
        found = std::move(linked->value);
        append(said, std::move(linked->remarks));
    }
    const std::string bytes = write_calibration(found);
    if (read_calibration(bytes, request.out.generic_string()).has_error()) throw std::logic_error("a calibration is not read as it was written");
    write_whole_file(request.out, bytes, ReadableBy::everyone);
    if (!request.log.empty()) write_whole_file(request.log, log_text(calibrated->value), ReadableBy::everyone);
    return Checked<RoundCalibration>{std::move(calibrated->value), std::move(said)};
}

}  // namespace capgap
