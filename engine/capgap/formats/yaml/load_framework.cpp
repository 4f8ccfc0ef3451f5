#include <capgap/base/did_you_mean.hpp>
#include <capgap/base/id.hpp>
#include <capgap/base/message.hpp>
#include <capgap/formats/yaml/codes.hpp>
#include <capgap/formats/yaml/load.hpp>
#include <capgap/formats/yaml/overlay_reader.hpp>
#include <capgap/formats/yaml/reader.hpp>

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace capgap {

namespace {

using yaml::Node;
using yaml::Reader;

std::vector<Level> levels_of(Reader& reader) {
    std::vector<Level> levels;
    for (const Node& node : yaml::items_of(reader.root.find("levels"))) {
        levels.push_back({LevelId(yaml::text_of(node.find("id"))), yaml::place_of(node.find("id"), node.at), reader.text(node.find("title")),
                          reader.text(node.find("description"))});
    }
    return levels;
}

/// The descriptors of one competency after the other, and the levels they name that there are not.
class DescriptorReader {
public:
    DescriptorReader(const std::vector<Level>& levels, Reader& reader) : levels_(levels), reader_(reader) {
        // What the schema has refused, or Framework::make() will; with it every descriptor would look wrong.
        can_be_known_ = !levels.empty() && levels.size() <= Framework::max_levels;
        std::set<std::string> ids;
        for (const Level& level : levels) can_be_known_ = ids.insert(level.id.text()).second && !level.id.empty() && can_be_known_;
    }

    /// One descriptor for each level, empty where there is none.
    std::vector<Text> descriptors(const Node* node) {
        if (levels_.size() > Framework::max_levels) return {};
        std::vector<Text> descriptors(levels_.size());
        for (const Node::Member& member : yaml::members_of(node)) {
            const auto level = std::find_if(levels_.begin(), levels_.end(), [&member](const Level& one) { return one.id.text() == member.key; });
            Text text = reader_.text(&member.value);
            if (level != levels_.end()) {
                descriptors[static_cast<std::size_t>(level - levels_.begin())] = std::move(text);
            } else if (can_be_known_ && is_well_formed_id(member.key) && !member.value.is_absent()) {
                unknown_.add(member.key, member.key_at);
            }
        }
        return descriptors;
    }

    void finish() {
        std::vector<std::string> ids(levels_.size());
        std::transform(levels_.begin(), levels_.end(), ids.begin(), [](const Level& one) { return one.id.text(); });
        DidYouMean did_you_mean(std::move(ids));
        for (const auto& [level, uses] : unknown_.all()) {
            reader_.problem(error(codes::level_unknown, uses.first,
                                  in_quotes(level) + uses.in_words("competencies") + " is none of the levels of this framework",
                                  did_you_mean(level)));
        }
    }

private:
    const std::vector<Level>& levels_;
    Reader& reader_;
    bool can_be_known_ = false;
    yaml::UnknownNames unknown_;
};

Competency competency_of(const Node& node, std::size_t domain, DescriptorReader& descriptors, Reader& reader) {
    Competency competency;
    competency.id = CompetencyId(yaml::text_of(node.find("id")));
    competency.at = yaml::place_of(node.find("id"), node.at);
    competency.domain = domain;
    competency.title = reader.text(node.find("title"));
    competency.description = reader.text(node.find("description"));
    competency.descriptors = descriptors.descriptors(node.find("descriptors"));
    yaml::read_statements(competency, node, reader);
    for (const Node& blocked : yaml::items_of(node.find("blocks"))) competency.blocks.push_back({CompetencyId(blocked.text), blocked.at});
    return competency;
}

void read_domains(FrameworkContent& content, Reader& reader) {
    DescriptorReader descriptors(content.levels, reader);
    for (const Node& node : yaml::items_of(reader.root.find("domains"))) {
        content.domains.push_back({DomainId(yaml::text_of(node.find("id"))), yaml::place_of(node.find("id"), node.at),
                                   reader.text(node.find("title")), reader.text(node.find("description"))});
        for (const Node& competency : yaml::items_of(node.find("competencies"))) {
            content.competencies.push_back(competency_of(competency, content.domains.size() - 1, descriptors, reader));
        }
    }
    descriptors.finish();
}

FrameworkContent framework_from(Reader& reader) {
    const Node& root = reader.root;
    FrameworkContent content;
    content.head = reader.head();
    content.title = reader.text(root.find("title"));
    content.description = reader.text(root.find("description"));
    content.attribution = reader.text(root.find("attribution"));
    content.endorsement = yaml::text_of(root.find("endorsement"));
    if (const Node* licence = root.find("licence")) {
        content.licence_name = yaml::text_of(licence->find("name"));
        content.licence_url = yaml::text_of(licence->find("url"));
        content.licence_scope = reader.text(licence->find("scope"));
    }
    content.levels = levels_of(reader);
    read_domains(content, reader);
    for (const Node& node : yaml::items_of(root.find("attitudes"))) {
        content.attitudes.push_back({AttitudeId(yaml::text_of(node.find("id"))), yaml::place_of(node.find("id"), node.at),
                                     reader.text(node.find("title")), reader.text(node.find("description"))});
    }
    if (const Node* blocks_in = root.find("blocks_in")) content.blocks_in = yaml::framework_ref_of(blocks_in);
    if (root.find("extends") != nullptr) content.overlay = yaml::overlay_of(reader);
    return content;
}

}  // namespace

Result<Checked<FrameworkContent>> read_framework(const Document& document, const std::string& file) {
    return yaml::read_as<FrameworkContent>("framework", document, file, framework_from);
}

}  // namespace capgap
