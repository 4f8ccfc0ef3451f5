#include <capgap/formats/yaml/load.hpp>
#include <capgap/formats/yaml/notice.hpp>
#include <capgap/formats/yaml/reader.hpp>

namespace capgap {

namespace {

using yaml::Node;
using yaml::Reader;

FileReference reference_of(const Node* node) {
    return node == nullptr ? FileReference{} : FileReference{node->text, node->at};
}

DuplicateRows duplicates_of(const std::string& text) {
    if (text == "first") return DuplicateRows::first;
    return text == "last" ? DuplicateRows::last : DuplicateRows::set_aside;
}

InstrumentContent instrument_of(const Node& node) {
    InstrumentContent instrument;
    instrument.at = node.at;
    instrument.framework = reference_of(node.find("framework"));
    instrument.survey = reference_of(node.find("survey"));
    instrument.targets = reference_of(node.find("targets"));
    instrument.responses = reference_of(node.find("responses"));
    instrument.mapping = reference_of(node.find("mapping"));
    instrument.format = yaml::text_of(node.find("format")) == "limesurvey" ? ResponseFormat::limesurvey : ResponseFormat::tidy;
    instrument.file = yaml::file_form_of(node.find("file"));
    instrument.duplicates = duplicates_of(yaml::text_of(node.find("duplicates")));
    instrument.leave_out_at = yaml::place_of(node.find("leave_out"), node.at);
    for (const std::string& flag : yaml::texts_of(node.find("leave_out"))) {
        instrument.leave_out.straightlining |= flag == "straightlining";
        instrument.leave_out.speeding |= flag == "speeding";
    }
    instrument.breakdowns_at = node.at;
    if (const Node* breakdowns = node.find("breakdowns")) {
        instrument.breakdowns = yaml::texts_of(breakdowns);
        instrument.breakdowns_at = breakdowns->at;
    }
    instrument.compare_items_by = yaml::texts_of(node.find("compare_items_by"));
    instrument.compare_items_by_at = yaml::place_of(node.find("compare_items_by"), node.at);
    instrument.tests = reference_of(node.find("tests"));
    return instrument;
}

/// One reference, or a list of them.
std::vector<FileReference> references_of(const Node* node) {
    std::vector<FileReference> references;
    if (node != nullptr && node->is_scalar()) references.push_back(reference_of(node));
    for (const Node& item : yaml::items_of(node)) references.push_back(reference_of(&item));
    return references;
}

Design design_of(const std::string& text) {
    if (text == "probability") return Design::probability;
    return text == "volunteer" ? Design::volunteer : Design::census;
}

WeightingMethod method_of(const std::string& text) {
    if (text == "raked") return WeightingMethod::raked;
    return text == "none" ? WeightingMethod::none : WeightingMethod::post_stratified;
}

void read_data(AssessmentContent& content, const Node& data, Reader& reader) {
    content.data_at = data.at;
    content.collected_from = yaml::text_of(data.find("collected_from"));
    content.collected_from_at = yaml::place_of(data.find("collected_from"), data.at);
    content.collected_to = yaml::text_of(data.find("collected_to"));
    content.collected_to_at = yaml::place_of(data.find("collected_to"), data.at);
    content.simulated = yaml::truth_of(data.find("simulated"), false);
    content.note = reader.text(data.find("note"));
}

void read_weighting(AssessmentContent& content, const Node& weighting) {
    content.weighting = method_of(yaml::text_of(weighting.find("method")));
    content.weighting_at = weighting.at;
    for (const Node& margin : yaml::items_of(weighting.find("margins"))) content.margins.push_back({yaml::texts_of(&margin), margin.at});
}

std::optional<bool> stated(const Node* node) {
    if (node == nullptr) return std::nullopt;
    return yaml::truth_of(node, false);
}

void read_privacy(AssessmentContent& content, const Node& privacy, Reader& reader) {
    content.min_cell = yaml::integer_of(privacy.find("min_cell"), content.min_cell);
    content.min_cell_at = yaml::place_of(privacy.find("min_cell"), privacy.at);
    content.anonymous = stated(privacy.find("anonymous"));
    content.person_scores = stated(privacy.find("person_scores"));
    content.person_scores_at = yaml::place_of(privacy.find("person_scores"), privacy.at);
    for (const Node& pool : yaml::items_of(privacy.find("pools")))
        content.pools.push_back({reader.text(pool.find("name")), yaml::texts_of(pool.find("institutions")), pool.at});
}

Opening opening_of(const Node& node) {
    Opening out;
    out.at = node.at;
    out.on = yaml::text_of(node.find("on"));
    out.on_at = yaml::place_of(node.find("on"), node.at);
    out.program = yaml::text_of(node.find("program"));
    out.sha256 = yaml::text_of(node.find("sha256"));
    out.sha256_at = yaml::place_of(node.find("sha256"), node.at);
    out.notice_sha256 = yaml::text_of(node.find("notice"));
    out.drafts = yaml::texts_of(node.find("drafts"));
    for (const auto& part : yaml::members_of(node.find("fixed"))) {
        for (const auto& value : yaml::members_of(&part.value)) out.settings.push_back({part.key, value.key, yaml::text_of(&value.value)});
    }
    return out;
}

Reanalysis reanalysis_of(const Node& node, Reader& reader) {
    return {reader.text(node.find("name")), reader.text(node.find("reason")), yaml::text_of(node.find("date")), node.at,
            yaml::place_of(node.find("date"), node.at)};
}

AssessmentContent assessment_from(Reader& reader) {
    const Node& root = reader.root;
    AssessmentContent content;
    content.head = reader.head();
    content.title = reader.text(root.find("title"));
    content.languages_at = yaml::place_of(root.find("languages"), content.head.at);
    content.data_at = content.head.at;
    content.weighting_at = content.head.at;
    content.min_cell_at = content.head.at;
    content.person_scores_at = content.head.at;
    if (const Node* data = root.find("data")) read_data(content, *data, reader);
    content.design = design_of(yaml::text_of(root.find("design")));
    content.design_at = yaml::place_of(root.find("design"), content.head.at);
    content.institutions = reference_of(root.find("institutions"));
    content.population = reference_of(root.find("population"));
    content.posts = reference_of(root.find("posts"));
    content.calibration = reference_of(root.find("calibration"));
    if (const Node* weighting = root.find("weighting")) read_weighting(content, *weighting);
    if (const Node* privacy = root.find("privacy")) read_privacy(content, *privacy, reader);
    content.notice_at = yaml::place_of(root.find("notice"), content.head.at);
    if (const Node* notice = root.find("notice")) content.notice = yaml::notice_of(*notice, reader);
    if (const Node* report = root.find("report")) content.texts = references_of(report->find("texts"));
    if (const Node* frozen = root.find("frozen")) content.opening = opening_of(*frozen);
    if (const Node* reanalysis = root.find("reanalysis")) content.reanalysis = reanalysis_of(*reanalysis, reader);
    content.catalogues = references_of(root.find("catalogue"));
    content.training_at = yaml::place_of(root.find("training"), content.head.at);
    if (const Node* training = root.find("training")) {
        content.language_question = yaml::text_of(training->find("language_question"));
        content.training_at = yaml::place_of(training->find("language_question"), training->at);
    }
    for (const Node& node : yaml::items_of(root.find("instruments"))) content.instruments.push_back(instrument_of(node));
    return content;
}

}  // namespace

Result<Checked<AssessmentContent>> read_assessment(const Document& document, const std::string& file) {
    return yaml::read_as<AssessmentContent>("assessment", document, file, assessment_from);
}

}  // namespace capgap
