#include <capgap/base/message.hpp>
#include <capgap/formats/yaml/codes.hpp>
#include <capgap/formats/yaml/load.hpp>
#include <capgap/formats/yaml/reader.hpp>

#include <algorithm>
#include <map>
#include <string>
#include <utility>

namespace capgap {

namespace {

using yaml::Node;
using yaml::Reader;

using Sentences = std::map<std::string, std::string>;

void flatten(const Node& group, const std::string& prefix, Sentences& sentences, Reader& reader) {
    for (const Node::Member& member : group.members) {
        const std::string id = prefix + member.key;
        if (member.value.is_mapping()) {
            flatten(member.value, id + '.', sentences, reader);
        } else if (!sentences.try_emplace(id, member.value.text).second) {
            reader.problem(
                error(codes::text_id_repeated, member.key_at, "the text " + in_quotes(id) + " stands here twice, with dots and in groups"));
        }
    }
}

/// The status of a sentence is that of its review, else that of the file.
bool any_draft(const Sentences& sentences, const Node& root) {
    const std::string of_file = yaml::text_of(root.find("status"));
    const Node* const reviews = root.find("reviews");
    return std::any_of(sentences.begin(), sentences.end(), [&](const auto& sentence) {
        const Node* const review = reviews == nullptr ? nullptr : reviews->find(sentence.first);
        const Node* const status = review == nullptr ? nullptr : review->find("status");
        return (status == nullptr ? of_file : status->text) == "draft";
    });
}

Texts texts_from(Reader& reader) {
    Sentences sentences;
    if (const Node* groups = reader.root.find("texts")) flatten(*groups, "", sentences, reader);
    const bool draft = any_draft(sentences, reader.root);
    return {yaml::text_of(reader.root.find("language")), std::move(sentences), draft};
}

}  // namespace

Result<Checked<Texts>> read_texts(const Document& document, const std::string& file) {
    return yaml::read_as<Texts>("texts", document, file, texts_from);
}

}  // namespace capgap
