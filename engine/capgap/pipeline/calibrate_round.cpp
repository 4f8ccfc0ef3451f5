#include <capgap/pipeline/calibrate_round.hpp>

#include <capgap/base/message.hpp>
#include <capgap/base/parallel.hpp>
#include <capgap/measurement/calibrate.hpp>
#include <capgap/measurement/cut_theta.hpp>
#include <capgap/measurement/standard_errors.hpp>
#include <capgap/pipeline/codes.hpp>
#include <capgap/pipeline/round_counts.hpp>
#include <capgap/survey/scoring_key.hpp>

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

namespace capgap {

namespace {

/// Slopes below this tell nobody apart: difficulties would be a quotient of nothing.
constexpr double flat_slope = 1e-3;

/// The options of an item by what they are worth: each worth is a category.
struct ItemCategories {
    std::vector<std::int64_t> points;    ///< of each category, rising
    std::vector<std::uint8_t> category;  ///< of each option; `missing` for one without a score

    ItemCategories(const ScoringKey& key, std::size_t item) {
        std::set<std::int64_t> worths;
        for (const std::int64_t one : key.points(item)) {
            if (one != ScoringKey::no_points) worths.insert(one);
        }
        points.assign(worths.begin(), worths.end());
        for (const std::int64_t one : key.points(item)) {
            const auto at = std::lower_bound(points.begin(), points.end(), one) - points.begin();
            category.push_back(one == ScoringKey::no_points ? AnswerTable::missing : static_cast<std::uint8_t>(at));
        }
    }
};

/// One competency: its items, and the answers to them.
struct AnswerScale {
    std::vector<std::size_t> items;  ///< of the survey
    std::vector<ItemCategories> categories;
    AnswerTable answers{{}};
};

std::vector<AnswerScale> scales_of(const AssessInput& input, const ScoringKey& key) {
    std::vector<AnswerScale> out;
    for (const auto& items : items_by_competency(input.instrument.survey, input.instrument.framework.competencies().size(), input.asked_items)) {
        AnswerScale& scale = out.emplace_back();
        scale.items = items;
        std::vector<std::size_t> categories;
        for (const std::size_t item : items) categories.push_back(scale.categories.emplace_back(key, item).points.size());
        scale.answers = AnswerTable(std::move(categories));
    }
    return out;
}

class Reading {
public:
    Reading(const AssessInput& input, const ScoringKey& key, std::vector<AnswerScale>& scales)
        : input_(input),
          scales_(scales),
          scorer_(input.instrument.survey, key, input.instrument.codebook, scales.size()),
          flags_(input.instrument.survey) {}

    /// The number of respondents.
    Result<std::uint64_t> run() {
        Batch batch;
        ScoredBatch scored;
        std::vector<RowFlags> flags;
        FlagCounts counts;
        for (;;) {
            const auto read = input_.responses.next(batch);
            if (read.has_error()) return read.error();
            if (batch.rows == 0) return respondents_;
            scorer_.score(batch, scored);
            flags_.find(batch, scored, flags);
            count_flags(flags, input_.leave_out, scored, counts);
            add(batch, scored);
        }
    }

private:
    void add(const Batch& batch, const ScoredBatch& scored) {
        for (std::size_t row = 0; row < scored.rows; ++row) {
            if (scored.respondent[row] == 0) continue;
            ++respondents_;
            for (AnswerScale& scale : scales_) add(scale, batch.weight.empty() ? 1 : batch.weight[row], row, scored);
        }
    }

    void add(AnswerScale& scale, double weight, std::size_t row, const ScoredBatch& scored) {
        codes_.assign(scale.items.size(), AnswerTable::missing);
        bool answered = false;
        for (std::size_t i = 0; i < scale.items.size(); ++i) {
            const std::int8_t option = scored.answer[scale.items[i]][row];
            if (option < 0) continue;
            codes_[i] = scale.categories[i].category[static_cast<std::size_t>(option)];
            answered = answered || codes_[i] != AnswerTable::missing;
        }
        if (answered) scale.answers.add(codes_, weight);
    }

    const AssessInput& input_;
    std::vector<AnswerScale>& scales_;
    Scorer scorer_;
    ResponseFlags flags_;
    std::vector<std::uint8_t> codes_;
    std::uint64_t respondents_ = 0;
};

class ScaleCalibration {
public:
    ScaleCalibration(const AssessInput& input, const ScoringKey& key, ItemModel model, std::size_t competency, AnswerScale& scale)
        : input_(input), key_(key), model_(model), competency_(competency), scale_(scale) {}

    CompetencyCalibration run() {
        out_.id = input_.instrument.framework.competencies()[competency_].id.text();
        out_.people = static_cast<std::int64_t>(scale_.answers.people());
        out_.undefined = reason();
        if (!out_.undefined.empty()) return std::move(out_);
        scale_.answers.scale_weights();
        CalibrationOptions options;
        options.equal_slopes = varying_items() == 2 && has_slopes(model_);
        const Calibration found = calibrate(scale_.answers, model_, options);
        const ErrorMethod method = scale_.answers.has_weights() ? ErrorMethod::sandwich : ErrorMethod::information;
        take(found, parameter_errors(scale_.answers, found, options.quadrature, method));
        add_cuts(found, options.quadrature.limit);
        return std::move(out_);
    }

private:
    std::string reason() const {
        if (scale_.items.empty()) return "no_items";
        if (scale_.items.size() == 1) return "one_item";
        if (out_.people < least_people_of_a_calibration) return "few_people";
        const std::size_t varying = varying_items();
        return varying == 0 ? "no_variance" : varying == 1 ? "one_item" : "";
    }

    /// An item that everybody answers alike says nothing: it is as if it had not been asked.
    std::size_t varying_items() const {
        std::size_t out = 0;
        for (std::size_t i = 0; i < scale_.items.size(); ++i) {
            const std::vector<double> weights = scale_.answers.category_weights(i);
            out += std::count_if(weights.begin(), weights.end(), [](double one) { return one > 0; }) > 1 ? 1U : 0U;
        }
        return out;
    }

    void take(const Calibration& found, const ParameterErrors& errors) {
        out_.end = to_string(found.end);
        out_.grid = to_string(found.grid);
        out_.e_steps = found.e_steps;
        out_.parameters = found.free_parameters;
        out_.log_likelihood = found.log_likelihood;
        out_.mean = found.groups.front().mean;
        out_.sd = found.groups.front().sd;
        for (std::size_t i = 0; i < scale_.items.size(); ++i) out_.items.push_back(item_of(found, errors, i));
    }

    ItemCalibration item_of(const Calibration& found, const ParameterErrors& errors, std::size_t i) const {
        const CalibratedItem& one = found.items[i];
        ItemCalibration out;
        out.id = input_.instrument.survey.items()[scale_.items[i]].id.text();
        for (const std::size_t k : one.used) out.steps.push_back({options_of(i, k), {}, {}});
        out.end = to_string(one.end);
        if (one.end == ItemEnd::no_variance) return out;
        out.slope = one.parameters.slope;
        if (errors.defined() && has_slopes(model_) && one.end == ItemEnd::estimated) out.slope_error = errors.standard_error(errors.item_at[i]);
        if (std::abs(one.parameters.slope) < flat_slope) {
            out.end = "flat";
            return out;
        }
        const std::vector<double> difficulty = difficulties(one.parameters);
        const std::vector<double> error = one.end == ItemEnd::estimated ? difficulty_errors(found, errors, i) : std::vector<double>();
        for (std::size_t k = 0; k < difficulty.size(); ++k) {
            out.steps[k + 1].difficulty = difficulty[k];
            if (!error.empty()) out.steps[k + 1].error = error[k];
        }
        return out;
    }

    std::vector<std::string> options_of(std::size_t i, std::size_t category) const {
        std::vector<std::string> out;
        const auto& options = input_.instrument.survey.scale_of(scale_.items[i]).options;
        for (std::size_t option = 0; option < options.size(); ++option) {
            if (scale_.categories[i].category[option] == category) out.push_back(options[option].id.text());
        }
        return out;
    }

    /// Of items that nobody answered nothing is expected.
    void add_cuts(const Calibration& found, double limit) {
        std::vector<ScoredItemModel> items;
        const auto per_item = static_cast<double>(key_.points_per_item(competency_));
        for (std::size_t i = 0; i < scale_.items.size(); ++i) {
            if (found.items[i].used.empty()) continue;
            ScoredItemModel& item = items.emplace_back();
            item.parameters = found.items[i].parameters;
            for (const std::size_t k : found.items[i].used)
                item.worth.push_back(100 * static_cast<double>(scale_.categories[i].points[k]) / per_item);
        }
        for (const Decimal& cut : input_.instrument.survey.content().scoring.cut_scores)
            out_.cuts.push_back(theta_of_cut(model_, items, cut.to_double(), limit));
    }

    const AssessInput& input_;
    const ScoringKey& key_;
    ItemModel model_;
    std::size_t competency_;
    AnswerScale& scale_;
    CompetencyCalibration out_;
};

/// What the model asks of the items, before anything is read.
Diagnostics unfit_items(const AssessInput& input, ItemModel model, const std::vector<AnswerScale>& scales) {
    Diagnostics out;
    const auto& items = input.instrument.survey.items();
    for (const AnswerScale& scale : scales) {
        for (std::size_t i = 0; i < scale.items.size() && scale.items.size() > 1; ++i) {
            const std::size_t own = scale.answers.categories(i);
            const Item& item = items[scale.items[i]];
            const std::string name = "the item " + in_quotes(item.id.text()) + " has " + std::to_string(own) + " categories";
            if ((model == ItemModel::rasch || model == ItemModel::two_parameter) && own != 2) {
                out.push_back(error(codes::model_of_two_categories, item.at,
                                    name + ", and " + std::string(to_string(model)) + " is a model of items with two",
                                    "grm, gpcm and pcm are models of items with more"));
            }
            if (model == ItemModel::rating_scale && own != scale.answers.categories(0)) {
                out.push_back(error(codes::scale_items_differ, item.at,
                                    name + ", and " + in_quotes(items[scale.items[0]].id.text()) + " of the same competency " +
                                        std::to_string(scale.answers.categories(0)),
                                    "rsm is a model of items with the same categories; pcm has steps for each item"));
            }
        }
    }
    return out;
}

Diagnostics remarks_on(const InstrumentCalibration& found, const AssessInput& input) {
    Diagnostics out;
    const Location& at = input.instrument.survey.content().head.at;
    for (const CompetencyCalibration& one : found.competencies) {
        if (!one.undefined.empty()) continue;
        const std::string name = "the competency " + in_quotes(one.id);
        if (one.end != "converged") {
            out.push_back(warning(codes::calibration_ended, at, "the calibration of " + name + " did not come to its end: " + one.end,
                                  "its parameters are not to be used"));
        }
        const auto has_no_error = [](const ItemCalibration& item) {
            return item.end == "estimated" &&
                   std::none_of(item.steps.begin(), item.steps.end(), [](const auto& step) { return step.error.has_value(); });
        };
        if (std::any_of(one.items.begin(), one.items.end(), has_no_error)) {
            out.push_back(warning(codes::calibration_ended, at, name + " has no standard errors: the answers do not tell its parameters apart"));
        }
        if (one.grid == "too_coarse")
            out.push_back(
                warning(codes::calibration_ended, at, name + ": people are known better than the nodes of the grid lie apart; slopes are too low"));
        if (one.grid == "too_narrow")
            out.push_back(
                warning(codes::calibration_ended, at, name + ": people stand at the ends of the grid, beyond which nothing is known of them"));
        for (const ItemCalibration& item : one.items) {
            const std::string of_item = "the item " + in_quotes(item.id);
            if (item.end == "no_variance")
                out.push_back(warning(codes::calibration_ended, at, of_item + ": everybody answers alike; it says nothing of anybody"));
            if (item.end == "flat") out.push_back(warning(codes::calibration_ended, at, of_item + " does not tell people apart"));
            if (item.end == "at_limit")
                out.push_back(warning(codes::calibration_ended, at, of_item + " separates people perfectly: its parameters would go to infinity"));
        }
    }
    return out;
}

}  // namespace

Result<Checked<RoundCalibration>> calibrate_round(const AssessInput& input, ItemModel model) {
    const ScoringKey key(input.instrument.survey);
    std::vector<AnswerScale> scales = scales_of(input, key);
    if (Diagnostics found = unfit_items(input, model, scales); !found.empty()) return Errors(std::move(found));
    const auto respondents = Reading(input, key, scales).run();
    if (respondents.has_error()) return respondents.error();
    RoundCalibration out;
    out.respondents = *respondents;
    out.read = input.responses.summary();
    out.found.model = model;
    out.found.weighted = std::any_of(scales.begin(), scales.end(), [](const AnswerScale& one) { return one.answers.has_weights(); });
    out.found.competencies.resize(scales.size());
    parallel_for(scales.size(), input.threads,
                 [&](std::size_t c) { out.found.competencies[c] = ScaleCalibration(input, key, model, c, scales[c]).run(); });
    Diagnostics remarks = remarks_on(out.found, input);
    return Checked<RoundCalibration>{std::move(out), std::move(remarks)};
}

}  // namespace capgap
