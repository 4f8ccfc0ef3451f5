#include <capgap/formats/yaml/load.hpp>
#include <capgap/formats/yaml/reader.hpp>

#include <algorithm>

namespace capgap {

namespace {

using yaml::Node;
using yaml::Reader;

FigureStatus figure_status_of(const std::string& text) {
    if (text == "fact") return FigureStatus::fact;
    return text == "estimate" ? FigureStatus::estimate : FigureStatus::assumption;
}

/// `key`: which member holds the number.
Figure figure_of(const Node& node, const char* key, Reader& reader) {
    Figure figure;
    figure.at = yaml::place_of(node.find(key), node.at);
    if (const auto value = reader.decimal(node.find(key))) figure.value = *value;
    figure.status = figure_status_of(yaml::text_of(node.find("status")));
    figure.source = SourceId(yaml::text_of(node.find("source")));
    return figure;
}

std::optional<Figure> figure_of(const Node* node, Reader& reader) {
    return node == nullptr ? std::nullopt : std::optional<Figure>(figure_of(*node, "value", reader));
}

RemedyKind kind_of_remedy(const std::string& text) {
    const auto& kinds = remedy_kinds();
    const auto found = std::find_if(kinds.begin(), kinds.end(), [&text](RemedyKind kind) { return to_string(kind) == text; });
    return found == kinds.end() ? RemedyKind::course : *found;
}

CostLine cost_of(const Node& node, Reader& reader) {
    CostLine cost;
    const std::string per = yaml::text_of(node.find("per"));
    cost.per = per == "person" ? CostLine::Per::person : per == "session" ? CostLine::Per::session : CostLine::Per::once;
    cost.amount = figure_of(node, "amount", reader);
    return cost;
}

ModuleContent module_of(const Node& node, Reader& reader) {
    ModuleContent module;
    module.competency = CompetencyId(yaml::text_of(node.find("competency")));
    module.from = yaml::integer_of(node.find("from"), 0);
    module.to = yaml::integer_of(node.find("to"), 0);
    module.title = reader.text(node.find("title"));
    module.hours = figure_of(node.find("hours"), reader);
    module.at = yaml::place_of(node.find("competency"), node.at);
    return module;
}

std::vector<NamedId> named_ids(const Node* node) {
    std::vector<NamedId> out;
    for (const Node& item : yaml::items_of(node)) out.push_back({item.text, item.at});
    return out;
}

RemedyContent remedy_of(const Node& node, Reader& reader) {
    RemedyContent remedy;
    remedy.id = RemedyId(yaml::text_of(node.find("id")));
    remedy.at = yaml::place_of(node.find("id"), node.at);
    remedy.kind = kind_of_remedy(yaml::text_of(node.find("kind")));
    remedy.title = reader.text(node.find("title"));
    remedy.description = reader.text(node.find("description"));
    remedy.provider = yaml::text_of(node.find("provider"));
    remedy.languages = yaml::texts_of(node.find("languages"));
    remedy.mode = yaml::text_of(node.find("mode"));
    remedy.hours = figure_of(node.find("hours"), reader);
    remedy.seats = figure_of(node.find("seats"), reader);
    for (const Node& cost : yaml::items_of(node.find("costs"))) remedy.costs.push_back(cost_of(cost, reader));
    for (const Node& dates : yaml::items_of(node.find("dates"))) {
        remedy.dates.push_back({yaml::text_of(dates.find("from")), yaml::text_of(dates.find("to")), dates.at});
    }
    remedy.offered = yaml::truth_of(node.find("offered"), true);
    remedy.prerequisites = named_ids(node.find("prerequisites"));
    remedy.completion = figure_of(node.find("completion"), reader);
    remedy.success = figure_of(node.find("success"), reader);
    for (const Node& module : yaml::items_of(node.find("modules"))) remedy.modules.push_back(module_of(module, reader));
    remedy.mends = named_ids(node.find("mends"));
    return remedy;
}

CatalogueContent catalogue_from(Reader& reader) {
    const Node& root = reader.root;
    CatalogueContent content;
    content.head = reader.head();
    content.framework = yaml::framework_ref_of(root.find("framework"));
    if (const Node* mends_in = root.find("mends_in")) content.mends_in = yaml::framework_ref_of(mends_in);
    content.currency = yaml::text_of(root.find("currency"));
    content.title = reader.text(root.find("title"));
    content.description = reader.text(root.find("description"));
    content.mapping_method = reader.text(root.find("mapping_method"));
    content.licence_name = yaml::text_of(root.find("licence"));
    for (const Node& node : yaml::items_of(root.find("remedies"))) content.remedies.push_back(remedy_of(node, reader));
    return content;
}

}  // namespace

Result<Checked<CatalogueContent>> read_catalogue(const Document& document, const std::string& file) {
    return yaml::read_as<CatalogueContent>("catalogue", document, file, catalogue_from);
}

}  // namespace capgap
