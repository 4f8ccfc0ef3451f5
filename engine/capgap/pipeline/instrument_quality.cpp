#include <capgap/pipeline/instrument_quality.hpp>

#include <algorithm>
#include <string>
#include <utility>

namespace capgap {

namespace {

class InstrumentRows {
public:
    explicit InstrumentRows(const AssessInput& input) : input_(input) {}

    void add(const std::string& competency, const CalibratedScale& scale, const ScaleQuality& quality) {
        people_ = quality.people;
        const std::int64_t complete = quality.complete_cases;
        row("competency", competency, "empirical_reliability", quality.empirical_reliability, people_, "undefined");
        row("competency", competency, "omega_total", quality.one_factor.omega_total, complete,
            quality.one_factor.undefined ? std::string(to_string(*quality.one_factor.undefined)) : "undefined");
        // Of the calibration: no number of people of this round stands beside it.
        if (scale.calibrated_loading) rows.push_back({"competency", competency, "loading", scale.calibrated_loading, std::nullopt, {}});
        test("competency", competency, "rmsea_c2", quality.fit.c2, "");
        row("competency", competency, "srmsr", quality.fit.srmsr.empty() ? std::nullopt : quality.fit.srmsr.front(), complete, "undefined");
        if (quality.classification) {
            row("competency", competency, "right_level_share", quality.classification->right, people_, "undefined");
            for (std::size_t k = 0; k < quality.finite_cuts.size(); ++k) {
                row("competency", competency + '/' + std::to_string(quality.finite_cuts[k]), "wrongly_below_share",
                    quality.classification->cuts[k].wrongly_below_of_those_above(), people_, "undefined");
            }
        }
        for (std::size_t i = 0; i < scale.items.size(); ++i) item(name(scale, i), i, quality);
        for (const ItemFinding& one : quality.findings) {
            if (one.category) category(name(scale, one.item), scale, one);
            if (one.other) pair(name(scale, one.item) + '/' + name(scale, *one.other), one, quality);
        }
    }

    std::vector<QualityRow> rows;

private:
    const std::string& name(const CalibratedScale& scale, std::size_t i) const { return input_.instrument.survey.items()[scale.items[i]].id.text(); }

    /// `why_not`: the flag where there is no value.
    void row(const char* kind, const std::string& id, const char* statistic, std::optional<double> value, std::int64_t n, const std::string& why_not,
             const std::string& flag = {}) {
        const bool shown = value && n >= input_.policy.min_cell;
        rows.push_back({kind, id, statistic, shown ? value : std::nullopt, n, shown ? flag : why_not});
    }

    void test(const char* kind, const std::string& id, const char* statistic, const FitTest& found, const std::string& flag) {
        row(kind, id, statistic, found.test ? std::optional(found.test->rmsea) : std::nullopt, found.people,
            found.undefined ? std::string(to_string(*found.undefined)) : "undefined", flag);
    }

    static std::string flag_of(const ScaleQuality& quality, std::size_t i, std::initializer_list<ItemFindingKind> kinds) {
        for (const ItemFinding& one : quality.findings) {
            if (one.item == i && std::find(kinds.begin(), kinds.end(), one.kind) != kinds.end()) return std::string(to_string(one.kind));
        }
        return {};
    }

    void item(const std::string& id, std::size_t i, const ScaleQuality& quality) {
        using Kind = ItemFindingKind;
        const std::string alone = flag_of(quality, i, {Kind::no_variance});
        row("item", id, "item_rest_correlation", quality.item_rest[i], quality.complete_cases, alone.empty() ? "undefined" : alone,
            flag_of(quality, i, {Kind::runs_against_others, Kind::apart_from_others}));
        const MeanSquares& squares = quality.mean_squares[i];
        const std::string scatter = flag_of(quality, i, {Kind::erratic, Kind::redundant});
        const auto flagged = [&](const std::optional<double>& one, const std::optional<double>& other) {
            if (!one || !other || scatter.empty()) return std::string();
            const bool tells = scatter == to_string(Kind::erratic) ? *one >= *other : *one <= *other;
            return tells ? scatter : std::string();
        };
        row("item", id, "infit", squares.infit, squares.people, alone.empty() ? "undefined" : alone, flagged(squares.infit, squares.outfit));
        row("item", id, "outfit", squares.outfit, squares.people, alone.empty() ? "undefined" : alone, flagged(squares.outfit, squares.infit));
        test("item", id, "s_x2_rmsea", quality.sum_score_fit[i], flag_of(quality, i, {Kind::misfit}));
        const std::string steps = flag_of(quality, i, {Kind::disordered_steps});
        if (!steps.empty()) rows.push_back({"item", id, "order_of_steps", std::nullopt, people_, steps});
    }

    /// An option that says little; how many chose it is not said where they are few.
    void category(const std::string& id, const CalibratedScale& scale, const ItemFinding& finding) {
        const auto& options = input_.instrument.survey.scale_of(scale.items[finding.item]).options;
        const auto& category = scale.category[finding.item];
        const auto option = std::find(category.begin(), category.end(), static_cast<std::uint8_t>(*finding.category)) - category.begin();
        if (static_cast<std::size_t>(option) == category.size()) return;
        rows.push_back({"item", id + '/' + options[static_cast<std::size_t>(option)].id.text(), "use_of_option", std::nullopt, people_,
                        std::string(to_string(finding.kind))});
    }

    void pair(const std::string& id, const ItemFinding& finding, const ScaleQuality& quality) {
        const auto found = std::find_if(quality.residual_correlations.begin(), quality.residual_correlations.end(),
                                        [&](const ResidualCorrelation& one) { return one.first == finding.item && one.second == *finding.other; });
        if (found == quality.residual_correlations.end()) return;
        row("item", id, "q3_less_mean", found->less_the_mean, found->people, "undefined", std::string(to_string(finding.kind)));
    }

    const AssessInput& input_;
    std::int64_t people_ = 0;
};

}  // namespace

std::vector<QualityRow> instrument_rows(const AssessInput& input, const std::vector<std::optional<ScaleQuality>>& scales) {
    InstrumentRows out(input);
    for (std::size_t c = 0; c < scales.size(); ++c) {
        if (scales[c]) out.add(input.instrument.framework.competencies()[c].id.text(), *input.scales[c], *scales[c]);
    }
    return std::move(out.rows);
}

}  // namespace capgap
