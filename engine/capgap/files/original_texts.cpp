#include <capgap/files/original_texts.hpp>

#include <capgap/base/message.hpp>
#include <capgap/files/codes.hpp>
#include <capgap/files/framework_of.hpp>
#include <capgap/formats/book/text_places.hpp>
#include <capgap/formats/book/translations.hpp>
#include <capgap/formats/book/tree_path.hpp>
#include <capgap/formats/yaml/parser.hpp>

#include <algorithm>

namespace capgap {

namespace fs = std::filesystem;

namespace {

using yaml::Node;

std::string scalar_in(const Node* node, std::string_view key) {
    const Node* const found = node == nullptr ? nullptr : node->find(key);
    return found != nullptr && found->is_scalar() ? found->text : std::string();
}

/// What a text has that says nothing of itself.
struct TextDefault {
    std::string status = "project";
    std::string source;
};

TextDefault default_of(const Node& root) {
    TextDefault out;
    const Node* const said = root.find("text_default");
    if (const std::string status = scalar_in(said, "status"); !status.empty()) out.status = status;
    out.source = scalar_in(said, "source");
    return out;
}

Translated words_of(const Node& node, const TextDefault& otherwise) {
    Translated out{node.text, otherwise.status, otherwise.source, {}, {}, {}, node.at};
    if (!node.is_mapping()) return out;
    out.text = scalar_in(&node, "text");
    if (const std::string status = scalar_in(&node, "status"); !status.empty()) out.status = status;
    if (const std::string source = scalar_in(&node, "source"); !source.empty()) out.source = source;
    out.reviewer = scalar_in(&node, "reviewer");
    out.date = scalar_in(&node, "date");
    out.of = scalar_in(&node, "of");
    return out;
}

void add_translations(OriginalText& text, const Node* node, const TextDefault& otherwise) {
    if (node == nullptr) return;
    for (const Node::Member& member : node->members) {
        if (member.key != text.language) text.translations.emplace(member.key, words_of(member.value, otherwise));
    }
}

/// The texts of a framework that an overlay may have in languages of its own.
class TextsBelow {
public:
    TextsBelow(TextFile& file, const FrameworkContent& base) : file_(file), base_(base), default_(default_of(file.root)) {}

    void add() {
        for (const Level& one : base_.levels) add_thing("levels", "level", one.id.text(), one.title, one.description);
        for (std::size_t d = 0; d < base_.domains.size(); ++d) {
            if (is_used(d)) add_thing("domains", "domain", base_.domains[d].id.text(), base_.domains[d].title, base_.domains[d].description);
        }
        for (const Competency& one : base_.competencies) {
            if (!is_in("unused", "competencies", one.id.text())) add_competency(one);
        }
        for (const Attitude& one : base_.attitudes) {
            if (!is_in("unused", "attitudes", one.id.text())) add_thing("attitudes", "attitude", one.id.text(), one.title, one.description);
        }
    }

private:
    bool is_in(const char* part, const char* kind, const std::string& id) const {
        const Node* const said = file_.root.find(part);
        const Node* const things = said == nullptr ? nullptr : said->find(kind);
        return things != nullptr && things->find(id) != nullptr;
    }

    /// A domain of which nothing is used goes out, unless something is added to it.
    bool is_used(std::size_t domain) const {
        const auto keeps = [&](const Competency& one) { return one.domain == domain && !is_in("unused", "competencies", one.id.text()); };
        if (std::any_of(base_.competencies.begin(), base_.competencies.end(), keeps)) return true;
        const Node* const add = file_.root.find("add");
        const Node* const added = add == nullptr ? nullptr : add->find("competencies");
        return added != nullptr && std::any_of(added->items.begin(), added->items.end(),
                                               [&](const Node& one) { return scalar_in(&one, "domain") == base_.domains[domain].id.text(); });
    }

    void add_competency(const Competency& one) {
        add_thing("competencies", "competency", one.id.text(), one.title, one.description);
        const std::string place = place_of("competencies", one.id.text());
        for (std::size_t l = 0; l < one.descriptors.size(); ++l) {
            const std::string level = base_.levels[l].id.text();
            add_text(one.descriptors[l], book::path_to(book::path_to(place, "descriptors"), level),
                     "descriptor of level " + level + " of competency " + one.id.text() + " (" + one.title.in(file_.languages.front()) + ')');
        }
    }

    static std::string place_of(const char* kind, const std::string& id) { return book::path_to(book::path_to("translate", kind), id); }

    void add_thing(const char* kind, const char* noun, const std::string& id, const Text& title, const Text& description) {
        const std::string named = std::string(noun) + ' ' + id;
        if (!is_in("rename", kind, id)) add_text(title, book::path_to(place_of(kind, id), "title"), "title of " + named);
        const std::string of = " of " + named + " (" + title.in(file_.languages.front()) + ')';
        add_text(description, book::path_to(place_of(kind, id), "description"), "description" + of);
    }

    void add_text(const Text& text, const std::string& place, const std::string& context) {
        if (text.empty()) return;
        const Text::Entry& original = text.entry(file_.languages.front());
        const Node* const extends = file_.root.find("extends");
        OriginalText out{place, context + ", in the framework that is extended", original.language, original.text, extends->at, {}, {}};
        out.not_needed = {base_.head.languages.begin(), base_.head.languages.end()};
        if (const Node* there = book::node_at(file_.root, place)) {
            out.at = there->at;
            add_translations(out, there, default_);
        }
        file_.texts.push_back(std::move(out));
    }

    TextFile& file_;
    const FrameworkContent& base_;
    TextDefault default_;
};

void add_own_texts(TextFile& file) {
    const TextDefault otherwise = default_of(file.root);
    const std::string& first = file.languages.front();
    for (const book::TextPlace& one : book::text_places(file.kind, file.root)) {
        const Node* const original = one.text->find(first);
        if (original == nullptr || one.place.starts_with("translate.")) continue;
        OriginalText text{one.place, one.context, first, words_of(*original, otherwise).text, original->at, {}, {}};
        add_translations(text, one.text, otherwise);
        file.texts.push_back(std::move(text));
    }
}

Diagnostics add_texts_below(TextFile& file, const Places& places) {
    const Node* const extends = file.root.find("extends");
    if (extends == nullptr) return {};
    Diagnostics found;
    fs::path path;
    const FileReference reference{extends->text, extends->at};
    if (!take(resolve(reference, ReferenceKind::framework, file.path.parent_path(), places), path, found)) return found;
    const auto base = sound_framework(path, extends->at, places);
    if (!base) {
        return {error(codes::framework_not_at_hand, extends->at, "the framework in '" + path.generic_string() + "' has errors of its own",
                      "check it first")};
    }
    TextsBelow(file, base->content()).add();
    return {};
}

/// Sentences by id, in the order of their file.
void flatten(const Node& group, const std::string& prefix, std::vector<std::pair<std::string, const Node::Member*>>& out) {
    for (const Node::Member& member : group.members) {
        const std::string id = prefix + member.key;
        if (member.value.is_mapping()) {
            flatten(member.value, id + '.', out);
        } else {
            out.emplace_back(id, &member);
        }
    }
}

/// The comment above a key, for translators too.
std::string comment_above(const std::vector<std::string_view>& lines, std::uint32_t line) {
    std::string out;
    for (std::size_t i = line - 1; i-- > 0;) {
        const std::size_t first = lines[i].find_first_not_of(' ');
        if (first == std::string_view::npos || lines[i][first] != '#') break;
        const std::size_t words = std::min(lines[i].find_first_not_of("# ", first), lines[i].size());
        out = std::string(lines[i].substr(words)) + (out.empty() ? "" : " ") + out;
    }
    return out;
}

std::vector<std::string_view> lines_of(std::string_view bytes) {
    std::vector<std::string_view> out;
    for (std::size_t begin = 0; begin < bytes.size();) {
        const std::size_t end = std::min(bytes.find('\n', begin), bytes.size());
        out.push_back(bytes.substr(begin, end - begin));
        begin = end + 1;
    }
    return out;
}

std::string context_of(const std::string& id, const std::string& comment) {
    std::string out = "sentence of the report";
    if (id.ends_with(".one")) out = "sentence of the report, for one";
    if (id.ends_with(".other")) out = "sentence of the report, for several";
    if (id.ends_with(".only")) out = "sentence of the report, for the only one";
    if (id.starts_with("format.")) out = "how the language writes it: not to be translated word by word";
    if (id.starts_with("columns.") && id.ends_with(".enters")) out = "names of columns: the same in all languages";
    return out + (comment.empty() ? "" : ". " + comment);
}

/// The sentences of the complete language, and what there is of them in the file's own.
Diagnostics add_sentences(TextFile& file, const Places& places) {
    constexpr const char* complete = "en";
    const fs::path path = places.data_root / "reports" / "texts" / (std::string(complete) + ".yaml");
    Diagnostics found;
    std::string bytes;
    if (!take(read_file(path, {path.generic_string(), 0, 0}), bytes, found)) return found;
    const auto parsed = yaml::parse(bytes, path.generic_string());
    const Node* const texts = parsed.root ? parsed.root->find("texts") : nullptr;
    if (texts == nullptr) return parsed.problems;
    const std::string language = scalar_in(&file.root, "language");
    std::vector<std::pair<std::string, const Node::Member*>> originals;
    std::vector<std::pair<std::string, const Node::Member*>> own;
    flatten(*texts, "", originals);
    flatten(*file.root.find("texts"), "", own);
    std::map<std::string_view, const Node*> there;
    for (const auto& [id, member] : own) there.emplace(id, &member->value);
    const Node* const reviews = file.root.find("reviews");
    const std::string file_status = scalar_in(&file.root, "status");
    const std::vector<std::string_view> lines = lines_of(bytes);
    for (const auto& [id, member] : originals) {
        OriginalText text{id, context_of(id, comment_above(lines, member->key_at.line)), complete, member->value.text, file.root.at, {}, {}};
        if (const auto said = there.find(id); said != there.end() && language != complete) {
            Translated words{said->second->text, file_status.empty() ? "project" : file_status, {}, {}, {}, {}, said->second->at};
            const Node* const review = reviews == nullptr ? nullptr : reviews->find(id);
            if (const std::string status = scalar_in(review, "status"); !status.empty()) words.status = status;
            words.reviewer = scalar_in(review, "reviewer");
            words.date = scalar_in(review, "date");
            words.of = scalar_in(review, "of");
            text.at = words.at;
            text.translations.emplace(language, std::move(words));
        }
        file.texts.push_back(std::move(text));
    }
    file.languages = {language};
    return {};
}

}  // namespace

Diagnostics find_original_texts(TextFile& file, const Places& places) {
    file.texts.clear();
    if (file.kind == "texts") return add_sentences(file, places);
    const Node* const languages = file.root.find("languages");
    for (const Node& one : languages->items) file.languages.push_back(one.text);
    add_own_texts(file);
    return add_texts_below(file, places);
}

}  // namespace capgap
