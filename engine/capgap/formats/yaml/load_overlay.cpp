#include <capgap/base/message.hpp>
#include <capgap/formats/yaml/overlay_reader.hpp>
#include <capgap/framework/codes.hpp>

#include <string>
#include <utility>
#include <vector>

namespace capgap::yaml {

namespace {

/// `rename`, `unused` or `translate` of one kind: its members are ids.
const std::vector<Node::Member>& said_of(const Reader& reader, const char* what, const char* kind) {
    const Node* node = reader.root.find(what);
    return members_of(node != nullptr ? node->find(kind) : nullptr);
}

std::vector<LevelWords> level_words_of(const Node* node, Reader& reader, bool translated) {
    std::vector<LevelWords> out;
    for (const Node::Member& member : members_of(node)) {
        out.push_back({LevelId(member.key), member.key_at, translated ? reader.translation(&member.value) : reader.text(&member.value)});
    }
    return out;
}

std::vector<StatementWords> statement_words_of(const Node& words, const char* kind, Reader& reader) {
    std::vector<StatementWords> out;
    for (const Node::Member& member : members_of(words.find(kind))) {
        out.push_back({StatementId(member.key), member.key_at, reader.translation(&member.value)});
    }
    return out;
}

OverlayOfKind overlay_of_kind(Reader& reader, const char* kind) {
    OverlayOfKind out;
    for (const Node::Member& member : said_of(reader, "rename", kind)) {
        out.renamed.push_back({member.key, member.key_at, reader.text(member.value.find("title"))});
    }
    for (const Node::Member& member : said_of(reader, "unused", kind)) {
        out.unused.push_back({member.key, member.key_at, reader.text(member.value.find("reason"))});
    }
    for (const Node::Member& member : said_of(reader, "translate", kind)) {
        const Node& words = member.value;
        out.translated.push_back({member.key, member.key_at, reader.translation(words.find("title")), reader.translation(words.find("description")),
                                  level_words_of(words.find("descriptors"), reader, true), statement_words_of(words, "statements", reader),
                                  statement_words_of(words, "outcomes", reader)});
    }
    return out;
}

AddedCompetency added_competency_of(const Node& node, const Node* domain, Reader& reader) {
    AddedCompetency out;
    out.domain = DomainId(text_of(domain));
    out.domain_at = place_of(domain, node.at);
    out.competency.id = CompetencyId(text_of(node.find("id")));
    out.competency.at = place_of(node.find("id"), node.at);
    out.competency.title = reader.text(node.find("title"));
    out.competency.description = reader.text(node.find("description"));
    out.descriptors = level_words_of(node.find("descriptors"), reader, false);
    read_statements(out.competency, node, reader);
    for (const Node& blocked : items_of(node.find("blocks"))) out.competency.blocks.push_back({CompetencyId(blocked.text), blocked.at});
    return out;
}

void read_added(OverlayContent& content, const Node& add, Reader& reader) {
    for (const Node& node : items_of(add.find("domains"))) {
        content.added_domains.push_back({DomainId(text_of(node.find("id"))), place_of(node.find("id"), node.at), reader.text(node.find("title")),
                                         reader.text(node.find("description"))});
        for (const Node& competency : items_of(node.find("competencies"))) {
            content.added_competencies.push_back(added_competency_of(competency, node.find("id"), reader));
        }
    }
    for (const Node& node : items_of(add.find("competencies"))) {
        content.added_competencies.push_back(added_competency_of(node, node.find("domain"), reader));
    }
    for (const Node& node : items_of(add.find("attitudes"))) {
        content.added_attitudes.push_back({AttitudeId(text_of(node.find("id"))), place_of(node.find("id"), node.at), reader.text(node.find("title")),
                                           reader.text(node.find("description"))});
    }
}

/// An overlay changes nothing of what these say; what it adds stands under `add`. `levels` is refused by the schema, which wants one of the two.
void refuse_parts_of_a_base(Reader& reader) {
    for (const char* part : {"domains", "attitudes", "blocks_in"}) {
        const Node::Member* member = reader.root.member(part);
        if (member == nullptr) continue;
        const bool can_be_added = std::string(part) != "blocks_in";
        reader.problem(error(codes::overlay_part, member->key_at,
                             "a file with 'extends' has no " + in_quotes(part) + " of its own: they are those of the framework it extends",
                             can_be_added ? std::string("put what is to be added under 'add'") : std::string("take it out")));
    }
}

}  // namespace

OverlayContent overlay_of(Reader& reader) {
    OverlayContent content;
    const Node* extends = reader.root.find("extends");
    content.extends = text_of(extends);
    content.extends_at = place_of(extends, reader.root.at);
    if (const Node* core = reader.root.find("core")) {
        content.core.emplace();
        for (const Node& id : items_of(core)) content.core->push_back({CompetencyId(id.text), id.at});
    }
    content.levels = overlay_of_kind(reader, "levels");
    content.domains = overlay_of_kind(reader, "domains");
    content.competencies = overlay_of_kind(reader, "competencies");
    content.attitudes = overlay_of_kind(reader, "attitudes");
    if (const Node* add = reader.root.find("add")) read_added(content, *add, reader);
    refuse_parts_of_a_base(reader);
    return content;
}

}  // namespace capgap::yaml
