#include <capgap/pipeline/joint_calibration.hpp>

#include <capgap/base/message.hpp>
#include <capgap/measurement/calibration_steps.hpp>
#include <capgap/pipeline/codes.hpp>
#include <capgap/pipeline/joint_scale.hpp>
#include <capgap/pipeline/scale_calibration.hpp>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <utility>

namespace capgap {

namespace {

const CalibrationDesign& design_of(const SiteCounts& site) {
    return site.parameters ? site.parameters->design : *site.design;
}

/// Why counts of a site cannot be added to those of the first.
Diagnostics differs(const SiteCounts& first, const SiteCounts& site) {
    const auto refuse = [&](const std::string& what, const std::string& hint) {
        return Diagnostics{error(codes::sites_differ, site.at, what + " than those of " + in_quotes(first.at.file), hint)};
    };
    const char* const together = "all sites answer to the same parameters: let the site count again with those of this exchange";
    if (const std::string what = design_difference(design_of(first), design_of(site)); !what.empty())
        return refuse("these counts are of another " + what, "all sites ask the same questions with the same words, and name the same model");
    if (site.exchange() != first.exchange()) return refuse("these counts are of exchange " + std::to_string(site.exchange()) + ", another", together);
    if (site.parameters_sha256 != first.parameters_sha256) return refuse("these counts were made at other parameters", together);
    return {};
}

/// A count of all people, within what rounding leaves.
bool adds_up(double sum, std::int64_t people) {
    return std::abs(sum - static_cast<double>(people)) <= 1e-6 + 1e-9 * static_cast<double>(people);
}

bool is_sound(const SiteCounts& site) {
    const CalibrationDesign& design = design_of(site);
    if (!is_sound(design) || site.scales.size() != design.scales.size()) return false;
    if (site.parameters && !is_sound(*site.parameters)) return false;
    for (std::size_t c = 0; c < site.scales.size(); ++c) {
        const ScaleCounts& one = site.scales[c];
        if (!site.parameters && (one.sums || !has_shape(design.scales[c], one.people, one.asked, one.chosen))) return false;
        if (!site.parameters) continue;
        const ScaleProgress& progress = site.parameters->scales[c];
        const bool wanted = progress.em && progress.em->phase != EmPhase::finished;
        if (wanted != one.sums.has_value() || !one.asked.empty() || !one.chosen.empty()) return false;
        if (wanted && (one.sums->people != one.people || !steps_of(design, progress).fits(*one.sums))) return false;
    }
    return true;
}

/// What exchange 0 is the beginning of.
ScaleProgress begin(const CalibrationDesign& design, std::size_t c, const std::vector<SiteCounts>& sites) {
    ScaleProgress out;
    out.asked.resize(design.scales[c].items.size());
    for (const SiteCounts& site : sites) {
        const ScaleCounts& one = site.scales[c];
        out.people += one.people;
        out.chosen.resize(one.chosen.size());
        for (std::size_t i = 0; i < out.asked.size(); ++i) out.asked[i] = out.asked[i] || one.asked[i];
        for (std::size_t i = 0; i < out.chosen.size(); ++i) {
            out.chosen[i].resize(one.chosen[i].size());
            for (std::size_t k = 0; k < out.chosen[i].size(); ++k) out.chosen[i][k] += one.chosen[i][k];
        }
    }
    const ChosenCategories chosen = weights_of(out.chosen);
    out.undefined = why_undefined(static_cast<std::size_t>(std::count(out.asked.begin(), out.asked.end(), true)), out.people, chosen);
    if (out.undefined.empty()) out.em = CalibrationSteps(design.model, calibration_options(design, chosen), chosen).state();
    return out;
}

double sum_of(const std::vector<NodeSums>& sums, const std::function<const std::vector<double>&(const NodeSums&)>& row_of) {
    double out = 0;
    for (const NodeSums& one : sums) out = std::accumulate(row_of(one).begin(), row_of(one).end(), out);
    return out;
}

/// Whether the people are those of exchange 0, by their number and by what they answered.
bool are_the_same_people(const CalibrationSteps& steps, const ScaleProgress& before, const std::vector<NodeSums>& sums) {
    if (!adds_up(sum_of(
                     sums, [](const NodeSums& one) -> const auto& { return one.node_mass; }),
                 before.people))
        return false;
    std::size_t kept = 0;
    for (std::size_t i = 0; i < steps.items().size(); ++i) {
        if (steps.items()[i].end == ItemEnd::no_variance) continue;
        const std::vector<std::size_t>& used = steps.items()[i].used;
        for (std::size_t k = 0; k < used.size(); ++k) {
            const double sum = sum_of(
                sums, [ kept, k ](const NodeSums& one) -> const auto& { return one.counts[kept][k]; });
            if (!adds_up(sum, before.chosen[i][used[k]])) return false;
        }
        ++kept;
    }
    return true;
}

Diagnostics go_on(JointParameters& joint, std::size_t c, const std::vector<SiteCounts>& sites) {
    ScaleProgress& progress = joint.scales[c];
    std::vector<NodeSums> sums;
    std::int64_t people = 0;
    for (const SiteCounts& site : sites) {
        people += site.scales[c].people;
        if (site.scales[c].sums) sums.push_back(*site.scales[c].sums);
    }
    const Diagnostics changed{
        error(codes::sites_changed, sites.front().at,
              "the competency " + in_quotes(joint.design.scales[c].competency) + ": these " + counted(sites.size(), "site") +
                  " do not add up to the answers that " + counted(joint.sites, "site") + " counted at the start",
              "the same sites take part in every exchange, with the same answers: add the counts that are missing, or start again")};
    if (people != progress.people) return changed;
    if (sums.empty()) return {};
    CalibrationSteps steps = steps_of(joint.design, progress);
    if (!are_the_same_people(steps, progress, sums)) return changed;
    steps.take(sums);
    progress.em = steps.state();
    return {};
}

/// Items that no site asked are none of the calibration.
CompetencyCalibration end_of(const CalibrationDesign& design, std::size_t c, const ScaleProgress& progress) {
    CompetencyCalibration out;
    if (progress.em) {
        ScaleDesign scale = design.scales[c];
        Calibration found = steps_of(design, progress).result();
        for (std::size_t i = progress.asked.size(); i-- > 0;) {
            if (progress.asked[i]) continue;
            scale.items.erase(scale.items.begin() + static_cast<std::ptrdiff_t>(i));
            found.items.erase(found.items.begin() + static_cast<std::ptrdiff_t>(i));
        }
        out = competency_calibration(design, scale, found, {});
    }
    out.id = design.scales[c].competency;
    out.people = progress.people;
    out.undefined = progress.undefined;
    return out;
}

InstrumentCalibration end_of(const JointParameters& joint) {
    InstrumentCalibration out;
    out.id = joint.assessment;
    out.model = joint.design.model;
    out.grid = joint.design.grid;
    out.framework_id = joint.design.framework_id;
    out.framework_version = joint.design.framework_version;
    out.survey_id = joint.design.survey_id;
    out.survey_version = joint.design.survey_version;
    out.survey_sha256 = joint.design.survey_sha256;
    for (std::size_t c = 0; c < joint.scales.size(); ++c) out.competencies.push_back(end_of(joint.design, c, joint.scales[c]));
    return out;
}

/// The id of all, if they have one in common; else that of the survey.
std::string id_of(const std::vector<SiteCounts>& sites) {
    const std::string& first = sites.front().assessment;
    const bool one = std::all_of(sites.begin(), sites.end(), [&first](const SiteCounts& site) { return site.assessment == first; });
    return one ? first : sites.front().design->survey_id;
}

JointParameters beginning(const std::vector<SiteCounts>& sites) {
    JointParameters out;
    out.assessment = id_of(sites);
    out.sites = sites.size();
    out.design = *sites.front().design;
    for (std::size_t c = 0; c < out.design.scales.size(); ++c) out.scales.push_back(begin(out.design, c, sites));
    return out;
}

Diagnostics unfit_sites(const std::vector<SiteCounts>& sites) {
    Diagnostics out;
    for (const SiteCounts& site : sites) {
        append(out, differs(sites.front(), site));
        if (!is_sound(site))
            out.push_back(error(codes::site_malformed, site.at, "the counts are not of the items that they name", "let the site count again"));
    }
    if (out.empty()) append(out, unfit_items(design_of(sites.front()), [&](const std::string&) { return sites.front().at; }));
    return out;
}

}  // namespace

Result<Checked<JointStep>> join_sites(const std::vector<SiteCounts>& sites) {
    if (Diagnostics found = unfit_sites(sites); !found.empty()) return Errors(std::move(found));
    JointParameters joint;
    if (sites.front().parameters) {
        joint = *sites.front().parameters;
        ++joint.exchange;
        Diagnostics found;
        for (std::size_t c = 0; c < joint.scales.size(); ++c) append(found, go_on(joint, c, sites));
        if (!found.empty()) return Errors(std::move(found));
    } else {
        joint = beginning(sites);
    }
    const auto is_open = [](const ScaleProgress& one) { return one.em && one.em->phase != EmPhase::finished; };
    JointStep out;
    if (std::any_of(joint.scales.begin(), joint.scales.end(), is_open)) {
        out.next = std::move(joint);
        return Checked<JointStep>{std::move(out), {}};
    }
    out.found = end_of(joint);
    Diagnostics remarks = remarks_on(*out.found, sites.front().at, ErrorsAre::left_out);
    return Checked<JointStep>{std::move(out), std::move(remarks)};
}

}  // namespace capgap
