#include <capgap/formats/yaml/load.hpp>
#include <capgap/formats/yaml/reader.hpp>

namespace capgap {

namespace {

using yaml::Node;
using yaml::Reader;

ProfileContent profile_of(const Node& node, Reader& reader) {
    ProfileContent profile;
    profile.id = ProfileId(yaml::text_of(node.find("id")));
    profile.at = yaml::place_of(node.find("id"), node.at);
    profile.title = reader.text(node.find("title"));
    profile.description = reader.text(node.find("description"));
    for (const Node::Member& member : yaml::members_of(node.find("targets"))) {
        profile.targets.push_back({CompetencyId(member.key), yaml::integer_of(&member.value, 0), member.key_at});
    }
    return profile;
}

ProfilesContent profiles_from(Reader& reader) {
    const Node& root = reader.root;
    ProfilesContent content;
    content.head = reader.head();
    content.framework = yaml::framework_ref_of(root.find("framework"));
    content.approved = yaml::text_of(root.find("status")) == "approved";
    content.status_at = yaml::place_of(root.find("status"), content.head.at);
    content.approved_by = yaml::text_of(root.find("approved_by"));
    content.approved_on = yaml::text_of(root.find("approved_on"));
    content.approved_on_at = yaml::place_of(root.find("approved_on"), content.status_at);
    for (const Node& node : yaml::items_of(root.find("profiles"))) content.profiles.push_back(profile_of(node, reader));
    return content;
}

}  // namespace

Result<Checked<ProfilesContent>> read_profiles(const Document& document, const std::string& file) {
    return yaml::read_as<ProfilesContent>("profiles", document, file, profiles_from);
}

}  // namespace capgap
