#include <capgap/pipeline/calibrated_scales.hpp>

#include <capgap/base/message.hpp>
#include <capgap/gaps/gap_counts.hpp>
#include <capgap/measurement/answer_table.hpp>
#include <capgap/measurement/cut_theta.hpp>
#include <capgap/pipeline/codes.hpp>
#include <capgap/survey/scoring_key.hpp>

#include <algorithm>
#include <limits>
#include <set>
#include <string>
#include <utility>

namespace capgap {

namespace {

constexpr double usual_loading = 0.7;
constexpr double widest_loading = 0.95;

/// Lays one competency of a calibration over the survey; what is wrong is found together.
class ScaleReading {
public:
    ScaleReading(const InstrumentCalibration& calibration, const CompetencyCalibration& of, const Survey& survey, const ScoringKey& key,
                 std::size_t competency, Diagnostics& found)
        : calibration_(calibration), of_(of), survey_(survey), key_(key), competency_(competency), found_(found) {}

    std::optional<CalibratedScale> run() {
        check_items();
        check_cuts();
        if (!of_.undefined.empty()) return std::nullopt;
        if (of_.end != "converged") {
            found_.push_back(warning(codes::calibration_not_used, of_.at,
                                     "the calibration of " + in_quotes(of_.id) + " did not come to its end, and is not used: " + of_.end,
                                     "its levels are those of classical scoring"));
            return std::nullopt;
        }
        CalibratedScale out;
        out.model.model = calibration_.model;
        out.model.quadrature = calibration_.grid;
        out.model.mean = of_.mean;
        out.model.sd = of_.sd;
        if (of_.loading) out.calibrated_loading = of_.loading->value;
        if (calibration_.together) out.loading = of_.loading ? std::clamp(of_.loading->value, -widest_loading, widest_loading) : usual_loading;
        for (const ItemCalibration& item : of_.items) take(item, out);
        out.model.equal_slopes = has_slopes(out.model.model) && varying_items(out.model) == 2;
        if (!has_errors(found_)) add_cuts(out);
        return out;
    }

private:
    void wrong(const Location& at, const std::string& what) {
        found_.push_back(
            error(codes::calibration_of_another, at, what, "calibrate again, with the survey and the answers of this round: capgap calibrate"));
    }

    /// Of a competency with a model: its items are those of the survey.
    void check_items() {
        if (!of_.undefined.empty()) return;
        std::set<std::string> calibrated;
        for (const ItemCalibration& item : of_.items) calibrated.insert(item.id);
        for (const Item& item : survey_.items()) {
            if (survey_.competency_of(index_of(item)) != competency_ || calibrated.count(item.id.text()) > 0) continue;
            wrong(of_.at, "the calibration of " + in_quotes(of_.id) + " does not have the item " + in_quotes(item.id.text()));
        }
    }

    std::size_t index_of(const Item& item) const { return static_cast<std::size_t>(&item - survey_.items().data()); }

    void check_cuts() {
        if (!of_.undefined.empty()) return;
        const std::size_t levels = survey_.content().scoring.cut_scores.size();
        if (of_.cuts.size() != levels)
            wrong(of_.at, in_quotes(of_.id) + " has " + std::to_string(of_.cuts.size()) + " cuts, and the survey has " + std::to_string(levels));
        double highest = -std::numeric_limits<double>::infinity();
        for (const auto& cut : of_.cuts) {
            if (cut && *cut < highest) wrong(of_.at, "the cuts of " + in_quotes(of_.id) + " fall");
            if (cut) highest = *cut;
        }
    }

    void take(const ItemCalibration& item, CalibratedScale& out) {
        const auto index = survey_.item_index(item.id);
        if (!index || survey_.competency_of(*index) != competency_) {
            wrong(item.at, "the survey has no item " + in_quotes(item.id) + " of the competency " + in_quotes(of_.id));
            return;
        }
        const auto& options = survey_.scale_of(*index).options;
        std::vector<std::uint8_t> category(options.size(), AnswerTable::missing);
        for (std::size_t k = 0; k < item.steps.size(); ++k) {
            for (const std::string& id : item.steps[k].options) {
                const auto option = std::find_if(options.begin(), options.end(), [&id](const auto& one) { return one.id.text() == id; });
                if (option == options.end()) {
                    wrong(item.at, "the item " + in_quotes(item.id) + " has no option " + in_quotes(id));
                    continue;
                }
                category[static_cast<std::size_t>(option - options.begin())] = static_cast<std::uint8_t>(k);
            }
        }
        out.items.push_back(*index);
        out.category.push_back(std::move(category));
        out.model.items.push_back(parameters_of(item).value_or(ItemParameters()));
    }

    static std::size_t varying_items(const ScaleModel& scale) {
        return static_cast<std::size_t>(
            std::count_if(scale.items.begin(), scale.items.end(), [](const ItemParameters& one) { return one.categories() > 1; }));
    }

    /// A cut that nobody on the grid is expected to reach is beyond everybody, or before.
    void add_cuts(CalibratedScale& scale) const {
        const std::vector<ScoredItemModel> items = scored_items(scale);
        for (std::size_t level = 0; level < of_.cuts.size(); ++level) {
            const double score = survey_.content().scoring.cut_scores[level].to_double();
            scale.model.cuts.push_back(of_.cuts[level].value_or(nowhere(scale, items, score)));
            // The cut of a linked scale is that of another round: the score that is expected there need not be this survey's.
            const double there = of_.cuts[level] ? expected_score_0_100(scale.model.model, items, *of_.cuts[level]) : score;
            const double error = linking_error(level).value_or(0);
            scale.has_linking_errors = scale.has_linking_errors || linking_error(level);
            scale.moved_cuts.push_back({theta_of(scale, items, there - MovedCuts::by), theta_of(scale, items, there + MovedCuts::by),
                                        scale.model.cuts.back() - error, scale.model.cuts.back() + error});
        }
    }

    std::optional<double> linking_error(std::size_t cut) const {
        return of_.link && cut < of_.link->cut_errors.size() ? of_.link->cut_errors[cut] : std::nullopt;
    }

    double theta_of(const CalibratedScale& scale, const std::vector<ScoredItemModel>& items, double score) const {
        return theta_of_cut(scale.model.model, items, score, scale.model.quadrature.limit).value_or(nowhere(scale, items, score));
    }

    static double nowhere(const CalibratedScale& scale, const std::vector<ScoredItemModel>& items, double score) {
        const bool beyond = expected_score_0_100(scale.model.model, items, scale.model.quadrature.limit) < score;
        return beyond ? std::numeric_limits<double>::infinity() : -std::numeric_limits<double>::infinity();
    }

    std::vector<ScoredItemModel> scored_items(const CalibratedScale& scale) const {
        std::vector<ScoredItemModel> items;
        const auto per_item = static_cast<double>(key_.points_per_item(competency_));
        for (std::size_t i = 0; i < scale.items.size(); ++i) {
            ScoredItemModel& item =
                items.emplace_back(ScoredItemModel{scale.model.items[i], std::vector<double>(scale.model.items[i].categories(), 0)});
            for (std::size_t option = 0; option < scale.category[i].size(); ++option) {
                if (scale.category[i][option] < item.worth.size())
                    item.worth[scale.category[i][option]] = 100 * static_cast<double>(key_.points(scale.items[i])[option]) / per_item;
            }
        }
        return items;
    }

    const InstrumentCalibration& calibration_;
    const CompetencyCalibration& of_;
    const Survey& survey_;
    const ScoringKey& key_;
    std::size_t competency_;
    Diagnostics& found_;
};

}  // namespace

std::optional<ItemParameters> parameters_of(const ItemCalibration& item) {
    if (!item.slope || item.steps.size() < 2 || item.end == "flat" || item.end == "no_variance") return std::nullopt;
    ItemParameters out;
    out.slope = *item.slope;
    for (std::size_t k = 1; k < item.steps.size(); ++k) {
        if (!item.steps[k].difficulty) return std::nullopt;
        out.intercepts.push_back(-out.slope * *item.steps[k].difficulty);
    }
    return out;
}

Result<Checked<CalibratedScales>> calibrated_scales(const InstrumentCalibration& calibration, const Framework& framework, const Survey& survey) {
    Diagnostics found;
    Checked<CalibratedScales> out;
    out.value.resize(framework.competencies().size());
    const ScoringKey key(survey);
    if (calibration.framework_id != framework.ref().id.text() || calibration.survey_id != survey.content().head.id) {
        return error(codes::calibration_of_another, calibration.at,
                     "the calibration is of the framework " + in_quotes(calibration.framework_id) + " and the survey " +
                         in_quotes(calibration.survey_id) + ", not of " + in_quotes(framework.ref().id.text()) + " and " +
                         in_quotes(survey.content().head.id),
                     "calibrate again, with the survey and the answers of this round: capgap calibrate");
    }
    for (const CompetencyCalibration& one : calibration.competencies) {
        const auto competency = framework.competency_index(one.id);
        if (!competency) {
            found.push_back(error(codes::calibration_of_another, one.at, "the framework has no competency " + in_quotes(one.id)));
            continue;
        }
        out.value[*competency] = ScaleReading(calibration, one, survey, key, *competency, found).run();
    }
    if (has_errors(found)) return Errors(std::move(found));
    out.remarks = std::move(found);
    return out;
}

}  // namespace capgap
