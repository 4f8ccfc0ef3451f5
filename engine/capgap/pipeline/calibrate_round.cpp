#include <capgap/pipeline/calibrate_round.hpp>

#include <capgap/base/parallel.hpp>
#include <capgap/measurement/calibrate.hpp>
#include <capgap/measurement/standard_errors.hpp>
#include <capgap/pipeline/calibrate_together.hpp>
#include <capgap/pipeline/scale_calibration.hpp>
#include <capgap/survey/scoring_key.hpp>

#include <algorithm>
#include <utility>

namespace capgap {

namespace {

CompetencyCalibration calibrate_scale(const CalibrationDesign& design, AnswerScale& scale) {
    const auto people = static_cast<std::int64_t>(scale.answers.people());
    ChosenCategories chosen;
    for (std::size_t i = 0; i < scale.items.size(); ++i) chosen.push_back(scale.answers.category_weights(i));
    CompetencyCalibration out;
    const std::string undefined = why_undefined(scale.items.size(), people, chosen);
    if (undefined.empty()) {
        scale.answers.scale_weights();
        const CalibrationOptions options = calibration_options(design, chosen);
        const Calibration found = calibrate(scale.answers, design.model, options);
        const ErrorMethod method = scale.answers.has_weights() ? ErrorMethod::sandwich : ErrorMethod::information;
        out = competency_calibration(design, scale.design, found, parameter_errors(scale.answers, found, options.quadrature, method));
    }
    out.id = scale.design.competency;
    out.people = people;
    out.undefined = undefined;
    return out;
}

}  // namespace

CalibrationDesign calibration_design(const Instrument& instrument, ItemModel model, const std::vector<AnswerScale>& scales) {
    CalibrationDesign out;
    out.framework_id = instrument.framework.ref().id.text();
    out.framework_version = instrument.framework.ref().version;
    out.survey_id = instrument.survey.content().head.id;
    out.survey_version = instrument.survey.content().head.version;
    out.model = model;
    for (const Decimal& cut : instrument.survey.content().scoring.cut_scores) out.cut_scores_0_100.push_back(cut.to_double());
    for (const AnswerScale& one : scales) out.scales.push_back(one.design);
    return out;
}

Diagnostics items_unfit_for(const CalibrationDesign& design, const Survey& survey) {
    return unfit_items(design, [&survey](const std::string& id) {
        const auto& items = survey.items();
        return std::find_if(items.begin(), items.end(), [&id](const Item& one) { return one.id.text() == id; })->at;
    });
}

Result<Checked<RoundCalibration>> calibrate_round(const AssessInput& input, ItemModel model, std::optional<Structure> structure) {
    const ScoringKey key(input.instrument.survey);
    std::vector<AnswerScale> scales = answer_scales(input.instrument, key, input.asked_items);
    const CalibrationDesign design = calibration_design(input.instrument, model, scales);
    if (Diagnostics found = items_unfit_for(design, input.instrument.survey); !found.empty()) return Errors(std::move(found));
    AnswerTable together = table_of_all(scales);
    const bool may_be_together = structure ? *structure != Structure::apart : usual_structure(scales.size(), model, false) != Structure::apart;
    const auto respondents = read_answers(input, key, scales, may_be_together ? &together : nullptr);
    if (respondents.has_error()) return respondents.error();
    RoundCalibration out;
    out.respondents = *respondents;
    out.read = input.responses.summary();
    out.found.model = model;
    out.found.weighted = std::any_of(scales.begin(), scales.end(), [](const AnswerScale& one) { return one.answers.has_weights(); });
    out.found.framework_id = design.framework_id;
    out.found.framework_version = design.framework_version;
    out.found.survey_id = design.survey_id;
    out.found.survey_version = design.survey_version;
    const Location& at = input.instrument.survey.content().head.at;
    const auto done =
        may_be_together ? calibrate_together(design, scales, std::move(together), structure, at, input.threads, out.found) : Result<bool>(false);
    if (done.has_error()) return done.error();
    if (!*done) {
        out.found.competencies.resize(scales.size());
        parallel_for(scales.size(), input.threads, [&](std::size_t c) { out.found.competencies[c] = calibrate_scale(design, scales[c]); });
    }
    Diagnostics remarks = remarks_on(out.found, at, ErrorsAre::expected);
    return Checked<RoundCalibration>{std::move(out), std::move(remarks)};
}

}  // namespace capgap
