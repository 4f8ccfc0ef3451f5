#include <capgap/formats/json/joint_files.hpp>

#include <capgap/formats/json/codes.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <stdexcept>
#include <utility>

namespace capgap {

using Json = nlohmann::ordered_json;

namespace {

constexpr int deepest_of_joint = 12;
/// More people than there are: sums of counts stay whole numbers.
constexpr std::uint64_t most_people = 1'000'000'000'000;
constexpr std::array phases{std::pair{EmPhase::expanding, "expanding"}, std::pair{EmPhase::first, "first"}, std::pair{EmPhase::second, "second"},
                            std::pair{EmPhase::extrapolated, "extrapolated"}, std::pair{EmPhase::finished, "finished"}};
constexpr std::array ends{CalibrationEnd::converged, CalibrationEnd::out_of_steps, CalibrationEnd::diverged};

// Writing

Json json_of(const ScaleDesign& scale) {
    Json items = Json::array();
    for (const ItemDesign& item : scale.items) {
        Json categories = Json::array();
        for (const auto& one : item.categories) categories.push_back({{"points", one.points}, {"options", one.options}});
        items.push_back({{"id", item.id}, {"categories", std::move(categories)}});
    }
    return {{"competency", scale.competency}, {"points_per_item", scale.points_per_item}, {"items", std::move(items)}};
}

Json json_of(const CalibrationDesign& design) {
    Json scales = Json::array();
    for (const ScaleDesign& one : design.scales) scales.push_back(json_of(one));
    return {{"framework", {{"id", design.framework_id}, {"version", design.framework_version}}},
            {"survey", {{"id", design.survey_id}, {"version", design.survey_version}, {"sha256", design.survey_sha256}}},
            {"model", to_string(design.model)},
            {"grid", {{"nodes", design.grid.nodes}, {"limit", design.grid.limit}}},
            {"cut_scores", design.cut_scores_0_100},
            {"scales", std::move(scales)}};
}

Json json_of(const EmParameters& parameters) {
    Json items = Json::array();
    for (const ItemParameters& one : parameters.items) items.push_back({{"slope", one.slope}, {"intercepts", one.intercepts}});
    Json groups = Json::array();
    for (const GroupMoments& one : parameters.groups) groups.push_back({{"mean", one.mean}, {"sd", one.sd}, {"people", one.weight}});
    return {{"items", std::move(items)}, {"groups", std::move(groups)}};
}

Json json_of(const EmState& em) {
    const auto* const phase = std::find_if(phases.begin(), phases.end(), [&em](const auto& one) { return one.first == em.phase; });
    return {{"phase", phase->second},
            {"at", json_of(em.at)},
            {"now", json_of(em.now)},
            {"two", json_of(em.two)},
            {"log_likelihood_of_one", em.log_likelihood_of_one},
            {"e_steps", em.e_steps},
            {"log_likelihood", em.log_likelihood},
            {"last_change", em.last_change},
            {"end", to_string(em.end)},
            {"node_mass", em.node_mass}};
}

Json json_of(const JointParameters& parameters) {
    Json scales = Json::array();
    for (const ScaleProgress& one : parameters.scales) {
        scales.push_back({{"people", one.people},
                          {"asked", one.asked},
                          {"chosen", one.chosen},
                          {"undefined", one.undefined},
                          {"em", one.em ? json_of(*one.em) : Json()}});
    }
    return {{"made_by", parameters.made_by}, {"assessment", parameters.assessment},  {"exchange", parameters.exchange},
            {"sites", parameters.sites},     {"design", json_of(parameters.design)}, {"scales", std::move(scales)}};
}

Json json_of(const ScaleCounts& scale) {
    Json sums;
    if (scale.sums) {
        const auto& likelihood = scale.sums->log_likelihood;
        sums = {{"counts", scale.sums->counts}, {"node_mass", scale.sums->node_mass}, {"log_likelihood", likelihood ? Json(*likelihood) : Json()}};
    }
    return {{"people", scale.people}, {"asked", scale.asked}, {"chosen", scale.chosen}, {"sums", std::move(sums)}};
}

// Reading. What is not as it was written throws; read_joint() makes one error of it.

[[noreturn]] void refuse(const std::string& what) {
    throw std::invalid_argument(what);
}

/// An object of these keys and no others.
const Json& with_keys(const Json& said, std::initializer_list<const char*> keys) {
    if (!said.is_object() || said.size() != keys.size()) refuse("an object with other keys");
    for (const char* key : keys) {
        if (!said.contains(key)) refuse(std::string("no ") + key);
    }
    return said;
}

const Json& list(const Json& said) {
    if (!said.is_array()) refuse("something else where a list should be");
    return said;
}

double finite(const Json& said) {
    if (!said.is_number() || !std::isfinite(said.get<double>())) refuse("something else where a number should be");
    return said.get<double>();
}

double not_negative(const Json& said) {
    if (finite(said) < 0) refuse("a count below 0");
    return said.get<double>();
}

std::int64_t whole(const Json& said) {
    if (!said.is_number_unsigned() || said.get<std::uint64_t>() > most_people) refuse("something else where a count should be");
    return said.get<std::int64_t>();
}

std::string text(const Json& said) {
    if (!said.is_string()) refuse("something else where a text should be");
    return said.get<std::string>();
}

bool yes_or_no(const Json& said) {
    if (!said.is_boolean()) refuse("something else where true or false should be");
    return said.get<bool>();
}

template <class Read>
auto each(const Json& said, Read read) {
    std::vector<decltype(read(said))> out;
    out.reserve(list(said).size());
    for (const Json& one : said) out.push_back(read(one));
    return out;
}

ItemDesign item_design(const Json& said) {
    with_keys(said, {"id", "categories"});
    return {text(said["id"]), each(said["categories"], [](const Json& one) {
                with_keys(one, {"points", "options"});
                return ItemDesign::Category{whole(one["points"]), each(one["options"], text)};
            })};
}

ScaleDesign scale_design(const Json& said) {
    with_keys(said, {"competency", "points_per_item", "items"});
    return {text(said["competency"]), whole(said["points_per_item"]), each(said["items"], item_design)};
}

CalibrationDesign design_of_json(const Json& said) {
    with_keys(said, {"framework", "survey", "model", "grid", "cut_scores", "scales"});
    const Json& framework = with_keys(said["framework"], {"id", "version"});
    const Json& survey = with_keys(said["survey"], {"id", "version", "sha256"});
    const Json& grid = with_keys(said["grid"], {"nodes", "limit"});
    const auto model = item_model_of(text(said["model"]));
    if (!model) refuse("a model that there is not");
    return {text(framework["id"]),
            text(framework["version"]),
            text(survey["id"]),
            text(survey["version"]),
            text(survey["sha256"]),
            *model,
            {static_cast<std::size_t>(whole(grid["nodes"])), finite(grid["limit"])},
            each(said["cut_scores"], finite),
            each(said["scales"], scale_design)};
}

EmParameters em_parameters(const Json& said) {
    with_keys(said, {"items", "groups"});
    EmParameters out;
    out.items = each(said["items"], [](const Json& one) {
        with_keys(one, {"slope", "intercepts"});
        return ItemParameters{finite(one["slope"]), each(one["intercepts"], finite)};
    });
    out.groups = each(said["groups"], [](const Json& one) {
        with_keys(one, {"mean", "sd", "people"});
        return GroupMoments{finite(one["mean"]), finite(one["sd"]), finite(one["people"])};
    });
    return out;
}

EmState em_state(const Json& said) {
    with_keys(said, {"phase", "at", "now", "two", "log_likelihood_of_one", "e_steps", "log_likelihood", "last_change", "end", "node_mass"});
    const std::string phase_said = text(said["phase"]);
    const std::string end_said = text(said["end"]);
    const auto* const phase = std::find_if(phases.begin(), phases.end(), [&](const auto& one) { return one.second == phase_said; });
    const auto* const end = std::find_if(ends.begin(), ends.end(), [&](CalibrationEnd one) { return to_string(one) == end_said; });
    if (phase == phases.end() || end == ends.end()) refuse("a phase or an end that there is not");
    const Json& likelihood = said["log_likelihood"];  // null where EM diverged
    return {phase->first,
            em_parameters(said["at"]),
            em_parameters(said["now"]),
            em_parameters(said["two"]),
            finite(said["log_likelihood_of_one"]),
            static_cast<std::size_t>(whole(said["e_steps"])),
            likelihood.is_null() ? std::numeric_limits<double>::quiet_NaN() : finite(likelihood),
            finite(said["last_change"]),
            *end,
            each(said["node_mass"], [](const Json& one) { return each(one, not_negative); })};
}

std::vector<std::vector<std::int64_t>> chosen_of(const Json& said) {
    return each(said, [](const Json& one) { return each(one, whole); });
}

ScaleProgress scale_progress(const Json& said) {
    with_keys(said, {"people", "asked", "chosen", "undefined", "em"});
    ScaleProgress out{whole(said["people"]), each(said["asked"], yes_or_no), chosen_of(said["chosen"]), text(said["undefined"]), {}};
    if (!said["em"].is_null()) out.em = em_state(said["em"]);
    return out;
}

JointParameters parameters_of_json(const Json& said) {
    with_keys(said, {"made_by", "assessment", "exchange", "sites", "design", "scales"});
    return {text(said["made_by"]),
            text(said["assessment"]),
            static_cast<std::size_t>(whole(said["exchange"])),
            static_cast<std::size_t>(whole(said["sites"])),
            design_of_json(said["design"]),
            each(said["scales"], scale_progress)};
}

ScaleCounts scale_counts(const Json& said) {
    with_keys(said, {"people", "asked", "chosen", "sums"});
    ScaleCounts out{whole(said["people"]), each(said["asked"], yes_or_no), chosen_of(said["chosen"]), {}};
    const Json& sums = said["sums"];
    if (sums.is_null()) return out;
    with_keys(sums, {"counts", "node_mass", "log_likelihood"});
    const auto rows = [](const Json& one) { return each(one, not_negative); };
    out.sums = NodeSums{out.people, each(sums["counts"], [&rows](const Json& item) { return each(item, rows); }), rows(sums["node_mass"]), {}};
    if (!sums["log_likelihood"].is_null()) out.sums->log_likelihood = finite(sums["log_likelihood"]);
    return out;
}

SiteCounts counts_of_json(const Json& said) {
    with_keys(said, {"made_by", "assessment", "design", "parameters", "parameters_sha256", "scales"});
    SiteCounts out;
    out.made_by = text(said["made_by"]);
    out.assessment = text(said["assessment"]);
    if (!said["design"].is_null()) out.design = design_of_json(said["design"]);
    if (!said["parameters"].is_null()) out.parameters = parameters_of_json(said["parameters"]);
    if (out.design.has_value() == out.parameters.has_value()) refuse("counts of no exchange");
    out.parameters_sha256 = text(said["parameters_sha256"]);
    out.scales = each(said["scales"], scale_counts);
    return out;
}

/// The parser calls itself for what lies within: depth is counted before.
bool is_too_deep(std::string_view bytes) {
    int depth = 0;
    bool in_text = false;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const char one = bytes[i];
        if (in_text) {
            if (one == '\\') ++i;
            if (one == '"') in_text = false;
            continue;
        }
        if (one == '"') in_text = true;
        if (one == '[' || one == '{') ++depth;
        if (one == ']' || one == '}') --depth;
        if (depth > deepest_of_joint) return true;
    }
    return false;
}

template <class Read>
auto read_joint(std::string_view bytes, const std::string& file, Read read) -> Result<decltype(read(Json()))> {
    const Location at{file, 0, 0};
    const char* const hint = "the file is to be handed on as capgap calibrate wrote it; let it be written and sent again";
    if (is_too_deep(bytes)) return error(codes::joint_file_malformed, at, "is not as capgap calibrate writes it: too many lists within lists", hint);
    try {
        return read(Json::parse(bytes));
    } catch (const Json::exception& problem) {
        return error(codes::joint_file_malformed, at, std::string("is not as capgap calibrate writes it: ") + problem.what(), hint);
    } catch (const std::invalid_argument& problem) {
        return error(codes::joint_file_malformed, at, std::string("is not as capgap calibrate writes it: it has ") + problem.what(), hint);
    }
}

}  // namespace

std::string render_joint_parameters(const JointParameters& parameters) {
    return json_of(parameters).dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
}

std::string render_site_counts(const SiteCounts& counts) {
    Json scales = Json::array();
    for (const ScaleCounts& one : counts.scales) scales.push_back(json_of(one));
    const Json out = {{"made_by", counts.made_by},
                      {"assessment", counts.assessment},
                      {"design", counts.design ? json_of(*counts.design) : Json()},
                      {"parameters", counts.parameters ? json_of(*counts.parameters) : Json()},
                      {"parameters_sha256", counts.parameters_sha256},
                      {"scales", std::move(scales)}};
    return out.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
}

Result<JointParameters> parse_joint_parameters(std::string_view bytes, const std::string& file) {
    return read_joint(bytes, file, parameters_of_json);
}

Result<SiteCounts> parse_site_counts(std::string_view bytes, const std::string& file) {
    auto out = read_joint(bytes, file, counts_of_json);
    if (out) out->at = {file, 0, 0};
    return out;
}

}  // namespace capgap
