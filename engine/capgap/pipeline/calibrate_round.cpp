#include <capgap/pipeline/calibrate_round.hpp>

#include <capgap/base/message.hpp>
#include <capgap/base/parallel.hpp>
#include <capgap/base/string_index.hpp>
#include <capgap/measurement/standard_errors.hpp>
#include <capgap/pipeline/calibrate_together.hpp>
#include <capgap/pipeline/codes.hpp>
#include <capgap/pipeline/fixed_scale.hpp>
#include <capgap/pipeline/known_scales.hpp>
#include <capgap/pipeline/scale_calibration.hpp>
#include <capgap/survey/scoring_key.hpp>

#include <algorithm>
#include <optional>
#include <utility>

namespace capgap {

namespace {

/// The competencies of a round, one by one.
class ScaleByScale {
public:
    ScaleByScale(const CalibrationDesign& design, const RoundCalibrationOptions& options, Location at)
        : design_(design), at_(std::move(at)), grouped_(!options.groups_by.empty()) {
        if (options.fixed_to != nullptr) known_.emplace(*options.fixed_to);
    }

    /// Names of the categories of groups, where there are some.
    void name_groups(const StringIndex& categories) { categories_ = &categories; }

    CompetencyCalibration calibrate(AnswerScale& scale, Diagnostics& said, std::vector<CalibrationStep>* steps) const {
        const std::vector<std::size_t> groups = grouped_ ? keep_groups(scale, least_people_of_a_calibration) : std::vector<std::size_t>();
        CompetencyCalibration out;
        ChosenCategories chosen;
        for (std::size_t i = 0; i < scale.items.size(); ++i) chosen.push_back(scale.answers.category_weights(i));
        const auto people = static_cast<std::int64_t>(scale.answers.people());
        const std::string undefined = why_undefined(scale.items.size(), people, chosen);
        if (undefined.empty()) out = model_of(scale, chosen, groups, said, steps);
        out.id = scale.design.competency;
        out.people = people;
        out.undefined = undefined;
        if (scale.ungrouped > 0) said.push_back(ungrouped(scale));
        return out;
    }

private:
    CompetencyCalibration model_of(AnswerScale& scale, const ChosenCategories& chosen, const std::vector<std::size_t>& groups, Diagnostics& said,
                                   std::vector<CalibrationStep>* steps) const {
        const CompetencyCalibration* const known = known_ ? known_scale(scale, said) : nullptr;
        FixedScale fixed;
        if (known != nullptr) fixed = fix_scale(design_.model, *known, scale);
        scale.answers.scale_weights();
        CalibrationOptions options = calibration_options(design_, chosen);
        options.fixed = fixed.items;
        if (fixed.common > 0) options.equal_slopes = false;
        if (steps != nullptr) options.on_step = [steps](const CalibrationStep& one) { steps->push_back(one); };
        const Calibration found = capgap::calibrate(scale.answers, design_.model, options);
        const ErrorMethod method = scale.answers.has_weights() ? ErrorMethod::sandwich : ErrorMethod::information;
        const ParameterErrors errors = parameter_errors(scale.answers, found, options.quadrature, method);
        CompetencyCalibration out = competency_calibration(design_, scale.design, found, errors);
        if (grouped_) add_groups(out, found, errors, names_of(groups), people_of(scale.answers));
        if (known != nullptr) finish_link(out, *known, fixed, said);
        return out;
    }

    const CompetencyCalibration* known_scale(const AnswerScale& scale, Diagnostics& said) const {
        const CompetencyCalibration* const known = known_->model_of(scale.design.competency);
        if (known == nullptr) said.push_back(known_->stays_apart(scale.design.competency, "has no model in the calibration to link to"));
        return known;
    }

    void finish_link(CompetencyCalibration& one, const CompetencyCalibration& known, const FixedScale& fixed, Diagnostics& said) const {
        if (!fixed.why_not.empty()) return said.push_back(known_->stays_apart(known.id, fixed.why_not));
        append(said, KnownScales::other_levels(known, one.cuts.size()));
        if (fixed.common < 2) said.push_back(KnownScales::hangs_on_one_item(known));
        one.cuts = known.cuts;
        one.link.emplace();
        one.link->items = fixed.common;
        one.link->fixed = true;
        if (one.end == "converged") append(said, KnownScales::beyond_grid(one, design_.grid, known));
    }

    std::vector<std::string> names_of(const std::vector<std::size_t>& groups) const {
        std::vector<std::string> out;
        for (const std::size_t group : groups) out.push_back(categories_->name(static_cast<std::uint32_t>(group)));
        return out;
    }

    static std::vector<std::int64_t> people_of(const AnswerTable& answers) {
        std::vector<std::int64_t> out(answers.groups(), 0);
        for (std::size_t p = 0; p < answers.people(); ++p) ++out[answers.group(p)];
        return out;
    }

    Diagnostic ungrouped(const AnswerScale& scale) const {
        return warning(codes::calibration_ungrouped, at_,
                       "the competency " + in_quotes(scale.design.competency) + ": " + std::to_string(scale.ungrouped) +
                           " who answered gave no group, or one of fewer than " + std::to_string(least_people_of_a_calibration) +
                           ", and do not count");
    }

    const CalibrationDesign& design_;
    Location at_;
    std::optional<KnownScales> known_;
    bool grouped_;
    const StringIndex* categories_ = nullptr;
};

/// Where a question stands in the codebook; wrong where it is none that is asked.
Result<std::optional<std::size_t>> question_of(const Instrument& instrument, const std::string& id) {
    if (id.empty()) return std::optional<std::size_t>();
    const std::vector<Codebook::Question>& questions = instrument.codebook.background;
    std::vector<std::string> names;
    for (std::size_t q = 0; q < questions.size(); ++q) {
        if (questions[q].id == id) return std::optional(q);
        names.push_back(questions[q].id);
    }
    return error(codes::calibration_groups_unknown, instrument.survey.content().head.at,
                 "groups are to be made by " + in_quotes(id) + ", which is no background question that people are asked",
                 names.empty() ? "there is none" : "there is " + listed(names));
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

Result<Checked<RoundCalibration>> calibrate_round(const AssessInput& input, const RoundCalibrationOptions& options) {
    const ScoringKey key(input.instrument.survey);
    std::vector<AnswerScale> scales = answer_scales(input.instrument, key, input.asked_items);
    const CalibrationDesign design = calibration_design(input.instrument, options.model, scales);
    if (Diagnostics found = items_unfit_for(design, input.instrument.survey); !found.empty()) return Errors(std::move(found));
    if (options.fixed_to != nullptr) {
        Diagnostics wrong = KnownScales(*options.fixed_to).not_of_one_kind(design.framework_id, design.model);
        if (!wrong.empty()) return Errors(std::move(wrong));
    }
    const auto groups_by = question_of(input.instrument, options.groups_by);
    if (groups_by.has_error()) return groups_by.error();
    AnswerTable together = table_of_all(scales);
    const bool by_itself = options.fixed_to != nullptr || *groups_by;
    const bool may_be_together = !by_itself && options.structure.value_or(usual_structure(scales.size(), options.model, false)) != Structure::apart;
    const Location& at = input.instrument.survey.content().head.at;
    if (by_itself && options.structure && *options.structure != Structure::apart)
        return error(codes::structure_unfit, at, "items are fixed, and groups told apart, where each competency is calibrated by itself",
                     "take --structure apart");
    const auto respondents = read_answers(input, key, scales, may_be_together ? &together : nullptr, *groups_by);
    if (respondents.has_error()) return respondents.error();
    RoundCalibration out;
    out.respondents = *respondents;
    out.read = input.responses.summary();
    out.found.model = design.model;
    out.found.groups_by = options.groups_by;
    out.found.weighted = std::any_of(scales.begin(), scales.end(), [](const AnswerScale& one) { return one.answers.has_weights(); });
    out.found.framework_id = design.framework_id;
    out.found.framework_version = design.framework_version;
    out.found.survey_id = design.survey_id;
    out.found.survey_version = design.survey_version;
    std::vector<Diagnostics> said(scales.size());
    std::vector<CalibrationStep> of_all;
    const auto done = may_be_together ? calibrate_together(design, scales, std::move(together), options.structure, at, input.threads,
                                                           options.log_steps ? &of_all : nullptr, out.found)
                                      : Result<bool>(false);
    if (done.has_error()) return done.error();
    if (*done && options.log_steps) out.steps.push_back({{}, std::move(of_all)});
    if (!*done) {
        out.found.competencies.resize(scales.size());
        ScaleByScale by_scale(design, options, at);
        if (*groups_by) by_scale.name_groups(input.instrument.codebook.background[**groups_by].categories);
        std::vector<std::vector<CalibrationStep>> steps(scales.size());
        parallel_for(scales.size(), input.threads, [&](std::size_t c) {
            out.found.competencies[c] = by_scale.calibrate(scales[c], said[c], options.log_steps ? &steps[c] : nullptr);
        });
        for (std::size_t c = 0; c < scales.size() && options.log_steps; ++c) out.steps.push_back({out.found.competencies[c].id, std::move(steps[c])});
    }
    Diagnostics remarks = remarks_on(out.found, at, ErrorsAre::expected);
    for (Diagnostics& of_scale : said) append(remarks, std::move(of_scale));
    if (has_errors(remarks)) return Errors(std::move(remarks));
    if (options.fixed_to != nullptr) out.found.linked_to = options.fixed_to->id;
    return Checked<RoundCalibration>{std::move(out), std::move(remarks)};
}

}  // namespace capgap
