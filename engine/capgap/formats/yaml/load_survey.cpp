#include <capgap/formats/yaml/load.hpp>
#include <capgap/formats/yaml/notice.hpp>
#include <capgap/formats/yaml/reader.hpp>

namespace capgap {

namespace {

using yaml::Node;
using yaml::Reader;

Scale scale_of(const Node& node, Reader& reader) {
    Scale scale{ScaleId(yaml::text_of(node.find("id"))), yaml::place_of(node.find("id"), node.at), {}};
    for (const Node& option : yaml::items_of(node.find("options"))) {
        scale.options.push_back({OptionId(yaml::text_of(option.find("id"))), yaml::place_of(option.find("id"), option.at),
                                 reader.text(option.find("title")), reader.decimal(option.find("score"))});
    }
    return scale;
}

Item item_of(const Node& node, Reader& reader) {
    Item item;
    item.id = ItemId(yaml::text_of(node.find("id")));
    item.at = yaml::place_of(node.find("id"), node.at);
    item.competency = CompetencyId(yaml::text_of(node.find("competency")));
    item.attitude = AttitudeId(yaml::text_of(node.find("attitude")));
    item.anchors = ItemId(yaml::text_of(node.find("anchors")));
    item.scale = ScaleId(yaml::text_of(node.find("scale")));
    item.reversed = yaml::truth_of(node.find("reversed"), false);
    item.title = reader.text(node.find("title"));
    item.help = reader.text(node.find("help"));
    if (const Node* condition = node.find("ask_if")) {
        item.ask_if = Condition{yaml::text_of(condition->find("question")), yaml::texts_of(condition->find("in")), condition->at};
    }
    return item;
}

BackgroundQuestion question_of(const Node& node, Reader& reader) {
    BackgroundQuestion question;
    question.id = BackgroundId(yaml::text_of(node.find("id")));
    question.at = yaml::place_of(node.find("id"), node.at);
    question.title = reader.text(node.find("title"));
    for (const Node& option : yaml::items_of(node.find("options"))) {
        question.options.push_back(
            {OptionId(yaml::text_of(option.find("id"))), yaml::place_of(option.find("id"), option.at), reader.text(option.find("title"))});
    }
    question.breakdown = yaml::truth_of(node.find("breakdown"), false);
    question.sensitive = yaml::truth_of(node.find("sensitive"), false);
    question.active = yaml::truth_of(node.find("active"), true);
    return question;
}

std::vector<Decimal> decimals_of(const Node* list, Reader& reader) {
    std::vector<Decimal> out;
    for (const Node& value : yaml::items_of(list)) {
        if (const std::optional<Decimal> number = reader.decimal(&value)) out.push_back(*number);
    }
    return out;
}

Scoring scoring_of(const Node* node, Reader& reader) {
    Scoring scoring;
    if (node == nullptr) return scoring;
    scoring.at = node->at;
    scoring.method = yaml::text_of(node->find("method"));
    scoring.min_answered = reader.decimal(node->find("min_answered")).value_or(scoring.min_answered);
    if (const Node* limits = node->find("match_bands")) {
        scoring.match_bands = decimals_of(limits, reader);
        scoring.match_bands_at = limits->at;
    }
    const Node* cuts = node->find("cut_scores");
    if (cuts == nullptr) return scoring;
    scoring.at = cuts->at;
    scoring.cut_scores = decimals_of(cuts->find("values"), reader);
    scoring.cut_method = reader.text(cuts->find("method"));
    scoring.cut_source = SourceId(yaml::text_of(cuts->find("source")));
    return scoring;
}

void read_titles(SurveyContent& content, Reader& reader) {
    const Node& root = reader.root;
    content.title = reader.text(root.find("title"));
    content.description = reader.text(root.find("description"));
    content.disclaimer = reader.text(root.find("disclaimer"));
    const Node* special = root.find("special_answers");
    if (special == nullptr) return;
    content.title_na = reader.text(special->find("na"));
    content.title_dk = reader.text(special->find("dk"));
    content.title_ref = reader.text(special->find("ref"));
}

SurveyContent survey_from(Reader& reader) {
    const Node& root = reader.root;
    SurveyContent content;
    content.head = reader.head();
    content.framework = yaml::framework_ref_of(root.find("framework"));
    content.unit = yaml::text_of(root.find("unit")) == "institution" ? Unit::institution : Unit::person;
    read_titles(content, reader);
    for (const Node& node : yaml::items_of(root.find("scales"))) content.scales.push_back(scale_of(node, reader));
    for (const Node& node : yaml::items_of(root.find("items"))) content.items.push_back(item_of(node, reader));
    for (const Node& node : yaml::items_of(root.find("background"))) content.background.push_back(question_of(node, reader));
    if (const Node* wanted = root.find("wanted")) {
        content.wanted = Wanted{yaml::integer_of(wanted->find("max"), 3), reader.text(wanted->find("title")), wanted->at};
    }
    content.scoring = scoring_of(root.find("scoring"), reader);
    if (const Node* notice = root.find("notice")) content.notice = yaml::notice_of(*notice, reader);
    return content;
}

}  // namespace

Result<Checked<SurveyContent>> read_survey(const Document& document, const std::string& file) {
    return yaml::read_as<SurveyContent>("survey", document, file, survey_from);
}

}  // namespace capgap
