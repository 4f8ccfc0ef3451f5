#include <capgap/pipeline/joint_calibration.hpp>

#include <capgap/base/message.hpp>
#include <capgap/base/parallel.hpp>
#include <capgap/measurement/calibration_steps.hpp>
#include <capgap/pipeline/answer_scales.hpp>
#include <capgap/pipeline/calibrate_round.hpp>
#include <capgap/pipeline/codes.hpp>
#include <capgap/pipeline/joint_scale.hpp>
#include <capgap/pipeline/scale_calibration.hpp>
#include <capgap/survey/scoring_key.hpp>

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace capgap {

namespace {

std::vector<AnswerScale> scales_of_all_items(const AssessInput& input, const ScoringKey& key) {
    return answer_scales(input.instrument, key, std::vector<bool>(input.instrument.survey.items().size(), true));
}

/// Whether a scale gives more than its number of people away.
bool gives_counts(const AnswerScale& scale, const ScaleProgress* progress) {
    return progress == nullptr ? scale.items.size() > 1 : progress->em && progress->em->phase != EmPhase::finished;
}

Diagnostics unfit_answers(const std::vector<AnswerScale>& scales, const std::optional<JointParameters>& parameters, const Location& at) {
    Diagnostics out;
    if (std::any_of(scales.begin(), scales.end(), [](const AnswerScale& one) { return one.answers.has_weights(); }))
        out.push_back(error(codes::site_is_weighted, at,
                            "the answers have weights, which are scaled to the number of people of all sites, and no site knows that",
                            "take the column `weight` out: a model of each item given theta does not need it"));
    for (std::size_t c = 0; c < scales.size(); ++c) {
        const std::size_t people = scales[c].answers.people();
        if (people == 0 || people >= static_cast<std::size_t>(least_people_of_a_calibration)) continue;
        if (!gives_counts(scales[c], parameters ? &parameters->scales[c] : nullptr)) continue;
        out.push_back(error(codes::site_is_small, at,
                            "the competency " + in_quotes(scales[c].design.competency) + " was answered by " + std::to_string(people) +
                                " people here, fewer than " + std::to_string(least_people_of_a_calibration) +
                                ": sums over so few would tell their answers",
                            "join the answers with those of another site first, or leave the competency out of the mapping here"));
    }
    return out;
}

ScaleCounts category_counts(const AnswerScale& scale, const std::vector<bool>& asked) {
    ScaleCounts out;
    out.people = static_cast<std::int64_t>(scale.answers.people());
    for (const std::size_t item : scale.items) out.asked.push_back(asked[item]);
    if (scale.items.size() < 2) return out;
    for (std::size_t i = 0; i < scale.items.size(); ++i) {
        std::vector<std::int64_t>& of_item = out.chosen.emplace_back();
        for (const double one : scale.answers.category_weights(i)) of_item.push_back(static_cast<std::int64_t>(one));
    }
    return out;
}

ScaleCounts node_counts(const CalibrationDesign& design, const ScaleProgress& progress, const AnswerScale& scale) {
    ScaleCounts out;
    out.people = static_cast<std::int64_t>(scale.answers.people());
    if (gives_counts(scale, &progress)) out.sums = steps_of(design, progress).e_step(scale.answers);
    return out;
}

Diagnostics unfit_parameters(const CalibrationDesign& design, const JointParameters& parameters, const Location& at) {
    if (const std::string what = design_difference(design, parameters.design); !what.empty())
        return {
            error(codes::parameters_of_another, at, "the parameters are of another " + what + " than this round",
                  "all sites ask the same questions with the same words: name the parameters of this calibration, or the assessment they are of")};
    if (!is_sound(parameters))
        return {error(codes::parameters_impossible, at, "the parameters cannot be those of these items", "ask the centre for them again")};
    return {};
}

}  // namespace

CalibrationDesign joint_design(const AssessInput& input, ItemModel model) {
    const ScoringKey key(input.instrument.survey);
    return calibration_design(input.instrument, model, scales_of_all_items(input, key));
}

Result<CountedSite> count_site(const AssessInput& input, const CalibrationDesign& design, const std::optional<JointParameters>& parameters) {
    const Location& at = input.instrument.survey.content().head.at;
    if (Diagnostics found = items_unfit_for(design, input.instrument.survey); !found.empty()) return Errors(std::move(found));
    if (parameters) {
        if (Diagnostics found = unfit_parameters(design, *parameters, at); !found.empty()) return Errors(std::move(found));
    }
    const ScoringKey key(input.instrument.survey);
    std::vector<AnswerScale> scales = scales_of_all_items(input, key);
    const auto respondents = read_answers(input, key, scales);
    if (respondents.has_error()) return respondents.error();
    if (Diagnostics found = unfit_answers(scales, parameters, at); !found.empty()) return Errors(std::move(found));
    CountedSite out;
    out.respondents = *respondents;
    out.read = input.responses.summary();
    out.counts.parameters = parameters;
    if (!parameters) out.counts.design = design;
    out.counts.scales.resize(scales.size());
    parallel_for(scales.size(), input.threads, [&](std::size_t c) {
        out.counts.scales[c] = parameters ? node_counts(design, parameters->scales[c], scales[c]) : category_counts(scales[c], input.asked_items);
    });
    return out;
}

}  // namespace capgap
