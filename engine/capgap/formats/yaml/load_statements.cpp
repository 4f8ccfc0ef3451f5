#include <capgap/formats/yaml/overlay_reader.hpp>

#include <utility>

namespace capgap::yaml {

namespace {

Statement statement_of(const Node& node, Reader& reader) {
    Statement out;
    out.id = StatementId(text_of(node.find("id")));
    out.at = place_of(node.find("id"), node.at);
    out.level = LevelId(text_of(node.find("level")));
    out.level_at = place_of(node.find("level"), node.at);
    out.text = reader.text(node.find("text"));
    out.labels = texts_of(node.find("labels"));
    return out;
}

OutcomeKind kind_of(const std::string& word) {
    if (word == "skill") return OutcomeKind::skill;
    return word == "attitude" ? OutcomeKind::attitude : OutcomeKind::knowledge;
}

}  // namespace

void read_statements(Competency& competency, const Node& node, Reader& reader) {
    for (const Node& one : items_of(node.find("statements"))) competency.statements.push_back(statement_of(one, reader));
    for (const Node& one : items_of(node.find("outcomes"))) {
        competency.outcomes.push_back({statement_of(one, reader), kind_of(text_of(one.find("kind")))});
    }
    competency.described_by_statements = node.find("descriptors") == nullptr && !competency.statements.empty();
}

}  // namespace capgap::yaml
