#include <capgap/formats/yaml/load.hpp>
#include <capgap/formats/yaml/reader.hpp>

#include <tuple>
#include <utility>

namespace capgap {

namespace {

using yaml::Node;
using yaml::Reader;

std::optional<double> number_in(Reader& reader, const Node* node) {
    const std::optional<Decimal> value = reader.decimal(node);
    return value ? std::optional(value->to_double()) : std::nullopt;
}

double number_in(Reader& reader, const Node* node, double otherwise) {
    return number_in(reader, node).value_or(otherwise);
}

const Node* in(const Node* node, const char* key) {
    return node == nullptr ? nullptr : node->find(key);
}

ItemCalibration item_of(Reader& reader, const Node& node) {
    ItemCalibration out;
    out.id = yaml::text_of(node.find("id"));
    out.at = yaml::place_of(node.find("id"), node.at);
    out.end = yaml::text_of(node.find("end"));
    out.slope = number_in(reader, in(node.find("slope"), "value"));
    out.slope_error = number_in(reader, in(node.find("slope"), "error"));
    for (const Node& step : yaml::items_of(node.find("steps")))
        out.steps.push_back(
            {yaml::texts_of(step.find("options")), number_in(reader, step.find("difficulty")), number_in(reader, step.find("error"))});
    return out;
}

std::vector<std::optional<double>> numbers_in(Reader& reader, const Node* node) {
    std::vector<std::optional<double>> out;
    for (const Node& one : yaml::items_of(node)) out.push_back(one.text == "none" ? std::nullopt : number_in(reader, &one));
    return out;
}

CalibrationLink link_of(Reader& reader, const Node& node) {
    CalibrationLink out;
    out.items = static_cast<std::size_t>(yaml::integer_of(node.find("items"), 0));
    out.fixed = yaml::text_of(node.find("by")) == "fixed";
    out.slope = number_in(reader, in(node.find("slope"), "value"), 1);
    out.slope_error = number_in(reader, in(node.find("slope"), "error"));
    out.shift = number_in(reader, in(node.find("shift"), "value"), 0);
    out.shift_error = number_in(reader, in(node.find("shift"), "error"));
    out.cut_errors = numbers_in(reader, node.find("cut_errors"));
    return out;
}

TogetherCalibration together_of(Reader& reader, const Node& node) {
    TogetherCalibration out;
    out.people = yaml::integer_of(node.find("people"), 0);
    out.end = yaml::text_of(node.find("end"));
    out.grid = yaml::text_of(node.find("grid"));
    out.e_steps = static_cast<std::size_t>(yaml::integer_of(node.find("e_steps"), 0));
    out.parameters = static_cast<std::size_t>(yaml::integer_of(node.find("parameters"), 0));
    out.log_likelihood = number_in(reader, node.find("log_likelihood"), 0);
    for (const Node& pair : yaml::items_of(node.find("correlations"))) {
        TogetherCalibration::Correlation& one = out.correlations.emplace_back();
        const std::vector<std::string> of = yaml::texts_of(pair.find("of"));
        if (of.size() == 2) std::tie(one.a, one.b) = std::tie(of[0], of[1]);
        one.value = number_in(reader, pair.find("value"), 0);
        one.error = number_in(reader, pair.find("error"));
    }
    return out;
}

CalibratedGroup group_of(Reader& reader, const Node& node) {
    CalibratedGroup out;
    out.category = yaml::text_of(node.find("category"));
    out.mean = number_in(reader, node.find("mean"), 0);
    out.mean_error = number_in(reader, node.find("mean_error"));
    out.sd = number_in(reader, node.find("sd"), 1);
    out.sd_error = number_in(reader, node.find("sd_error"));
    out.people = yaml::integer_of(node.find("people"), 0);
    return out;
}

CompetencyCalibration competency_calibration_of(Reader& reader, const Node& node) {
    CompetencyCalibration out;
    out.id = yaml::text_of(node.find("id"));
    out.at = yaml::place_of(node.find("id"), node.at);
    out.people = yaml::integer_of(node.find("people"), 0);
    out.undefined = yaml::text_of(node.find("undefined"));
    out.end = yaml::text_of(node.find("end"));
    out.grid = yaml::text_of(node.find("grid"));
    out.e_steps = static_cast<std::size_t>(yaml::integer_of(node.find("e_steps"), 0));
    out.parameters = static_cast<std::size_t>(yaml::integer_of(node.find("parameters"), 0));
    out.log_likelihood = number_in(reader, node.find("log_likelihood"), 0);
    out.mean = number_in(reader, in(node.find("theta"), "mean"), 0);
    out.sd = number_in(reader, in(node.find("theta"), "sd"), 1);
    out.mean_error = number_in(reader, in(node.find("theta"), "mean_error"));
    out.sd_error = number_in(reader, in(node.find("theta"), "sd_error"));
    for (const Node& group : yaml::items_of(node.find("groups"))) out.groups.push_back(group_of(reader, group));
    out.cuts = numbers_in(reader, node.find("cuts"));
    if (const Node* const loading = node.find("loading")) {
        CompetencyLoading& one = out.loading.emplace();
        one.value = number_in(reader, loading->find("value"), 0);
        one.error = number_in(reader, loading->find("error"));
        one.end = yaml::text_of(loading->find("end"));
    }
    if (const Node* const link = node.find("link")) out.link = link_of(reader, *link);
    for (const Node& item : yaml::items_of(node.find("items"))) out.items.push_back(item_of(reader, item));
    return out;
}

InstrumentCalibration calibration_from(Reader& reader) {
    const Node& root = reader.root;
    InstrumentCalibration out;
    out.id = yaml::text_of(root.find("id"));
    out.at = yaml::place_of(root.find("id"), root.at);
    out.made_by = yaml::text_of(root.find("made_by"));
    out.model = item_model_of(yaml::text_of(root.find("model"))).value_or(ItemModel::graded);
    const FrameworkRef framework = yaml::framework_ref_of(root.find("framework"));
    out.framework_id = framework.id.text();
    out.framework_version = framework.version;
    const Node* const survey = root.find("survey");
    out.survey_id = yaml::text_of(in(survey, "id"));
    out.survey_version = yaml::text_of(in(survey, "version"));
    out.survey_sha256 = yaml::text_of(in(survey, "sha256"));
    out.groups_by = yaml::text_of(root.find("groups_by"));
    out.linked_to = yaml::text_of(in(root.find("linked_to"), "id"));
    out.linked_to_sha256 = yaml::text_of(in(root.find("linked_to"), "sha256"));
    const Node* const grid = root.find("grid");
    out.grid.nodes = static_cast<std::size_t>(yaml::integer_of(in(grid, "nodes"), 61));
    out.grid.limit = number_in(reader, in(grid, "limit"), 6);
    out.weighted = yaml::text_of(root.find("weights")) == "answers";
    out.structure = structure_of(yaml::text_of(root.find("structure"))).value_or(Structure::apart);
    if (const Node* const together = root.find("together")) out.together = together_of(reader, *together);
    for (const Node& one : yaml::items_of(root.find("competencies"))) out.competencies.push_back(competency_calibration_of(reader, one));
    return out;
}

}  // namespace

Result<Checked<InstrumentCalibration>> read_calibration(const Document& document, const std::string& file) {
    return yaml::read_as<InstrumentCalibration>("calibration", document, file, calibration_from);
}

}  // namespace capgap
