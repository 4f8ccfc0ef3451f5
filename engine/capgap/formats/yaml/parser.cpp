#include <capgap/formats/yaml/parser.hpp>

#include <capgap/base/message.hpp>
#include <capgap/formats/yaml/codes.hpp>
#include <capgap/formats/yaml/encoding.hpp>
#include <capgap/formats/yaml/layout.hpp>
#include <capgap/formats/yaml/places.hpp>
#include <capgap/formats/yaml/problems.hpp>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <cstddef>
#include <sstream>
#include <unordered_map>
#include <utility>
#include <vector>

namespace capgap::yaml {

namespace {

/// Stands for a question mark that the parser would misunderstand. No text holds this control character (check_encoding() saw to it).
constexpr char masked_question_mark = '\x1a';

/// What the parser is given. It misreads a last line without a line end, question marks between brackets, and tabs on empty lines.
std::string prepared(std::string_view bytes, const Layout& layout) {
    std::string text(bytes);
    for (const std::size_t offset : layout.question_marks) text[offset] = masked_question_mark;
    for (const std::size_t offset : layout.idle_tabs) text[offset] = ' ';
    if (!text.ends_with('\n')) text += '\n';
    return text;
}

/// Ends the parse from within the parser's recursion.
struct LimitReached {};

/// Builds the tree of one document from the parser's events, and checks what only the tree can tell: keys, depth, number of values.
class TreeBuilder : public YAML::EventHandler {
public:
    TreeBuilder(const Places& places, const Limits& limits, Problems& problems) : places_(places), limits_(limits), problems_(problems) {}

    std::optional<Node> take_root() { return std::move(root_); }

    void OnDocumentStart(const YAML::Mark& mark) override {
        if (++documents_ < 2) return;
        problems_.add(error(codes::several_documents, place(mark), "a second document begins here; a file holds one", "make two files of it"));
        throw LimitReached{};
    }
    void OnDocumentEnd() override {}

    void OnNull(const YAML::Mark& mark, YAML::anchor_t) override { add(Node{Node::Kind::absent, place(mark), {}, {}, {}}, false); }
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override { OnNull(mark, anchor); }
    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t, const std::string& value) override {
        Node node{Node::Kind::scalar, place(mark), value, {}, {}};
        std::replace(node.text.begin(), node.text.end(), masked_question_mark, '?');
        add(std::move(node), tag == "?");
    }

    void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {
        open(Node::Kind::sequence, mark);
    }
    void OnSequenceEnd() override { close(); }
    void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {
        open(Node::Kind::mapping, mark);
    }
    void OnMapEnd() override { close(); }

private:
    /// Of a key in a mapping.
    struct FirstUse {
        Location at;
        std::size_t member;  ///< its index
    };

    /// A collection that is being read.
    struct Open {
        Node node;
        std::optional<Node::Member> pending;  ///< a key that waits for its value
        bool drop_value = false;              ///< of a key that cannot be used
        bool key_repeated = false;            ///< the last key
        std::unordered_map<std::string, FirstUse> keys;
    };

    [[nodiscard]] Location place(const YAML::Mark& mark) const {
        return mark.pos < 0 ? places_.whole_file() : places_.at(static_cast<std::size_t>(mark.pos));
    }

    void count() {
        if (++nodes_ <= limits_.nodes) return;
        problems_.add(error(codes::too_many_values, places_.whole_file(), "the file holds more than " + std::to_string(limits_.nodes) + " values"));
        throw LimitReached{};
    }

    void open(Node::Kind kind, const YAML::Mark& mark) {
        const Location at = place(mark);
        if (open_.size() == limits_.depth) {
            problems_.add(error(codes::too_deep, at, "more than " + std::to_string(limits_.depth) + " lists and mappings inside each other"));
            throw LimitReached{};
        }
        open_.push_back({Node{kind, at, {}, {}, {}}, {}, false, false, {}});
    }

    void close() {
        Node node = std::move(open_.back().node);
        open_.pop_back();
        add(std::move(node), false);
    }

    void add(Node node, bool is_plain) {
        if (open_.empty()) {
            count();
            root_ = std::move(node);
            return;
        }
        Open& parent = open_.back();
        if (parent.node.is_sequence()) {
            count();
            parent.node.items.push_back(std::move(node));
        } else if (!parent.pending) {
            add_key(parent, std::move(node), is_plain);
        } else {
            count();
            parent.pending->value = std::move(node);
            if (!parent.drop_value) parent.node.members.push_back(std::move(*parent.pending));
            parent.pending.reset();
        }
    }

    void add_key(Open& parent, Node key, bool is_plain) {
        parent.drop_value = !is_usable_key(parent, key, is_plain);
        if (parent.drop_value) parent.node.incomplete = true;
        parent.pending = Node::Member{std::move(key.text), std::move(key.at), {}};
    }

    bool is_usable_key(Open& parent, const Node& key, bool is_plain) {
        if (key.is_absent()) return false;
        if (!key.is_scalar()) {
            problems_.add(error(codes::key_not_text, key.at, "a key must be a text, not a list or a mapping",
                                "a text that begins with '[' or '{' needs quotes"));
            return false;
        }
        if (is_plain && key.text == "<<") {
            problems_.add(
                error(codes::merge_key, key.at, "the merge key '<<' is outside the plain subset of YAML that is read here", "write the keys again"));
            return false;
        }
        const auto [first, is_new] = parent.keys.try_emplace(key.text, FirstUse{key.at, parent.node.members.size()});
        const bool last_was_repeated = std::exchange(parent.key_repeated, !is_new);
        if (is_new) return true;
        const bool was_reported = parent.node.members.at(first->second.member).value.is_absent();
        // Where one key after the other is repeated, the first was meant to begin an entry of its own.
        if (!last_was_repeated && !was_reported) report_repeated(key, first->second.at);
        return false;
    }

    void report_repeated(const Node& key, const Location& first) {
        const bool in_list = open_.size() > 1 && open_[open_.size() - 2].node.is_sequence();
        problems_.add(error(codes::key_repeated, key.at,
                            "the key " + in_quotes(key.text) + " stands here twice, first in " + place_from(key.at, first),
                            in_list ? "or does another entry begin here, with '- '?" : ""));
    }

    const Places& places_;
    const Limits& limits_;
    Problems& problems_;
    std::vector<Open> open_;
    std::optional<Node> root_;
    std::size_t documents_ = 0;
    std::size_t nodes_ = 0;
};

/// What the parser's messages mean to somebody who wrote the file. What is not here is rare.
std::string in_words(const std::string& message) {
    static const std::unordered_map<std::string, const char*> words{
        {"end of map not found", "the next key of a mapping was expected here; is the indentation right?"},
        {"end of sequence not found", "the next entry of a list ('- ') was expected here; is the indentation right?"},
        {"end of map flow not found", "a comma or '}' was expected here"},
        {"end of sequence flow not found", "a comma or ']' was expected here"},
        {"illegal map value", "a key and a value cannot stand here; does a value with ': ' want quotes?"},
        {"illegal block entry", "a list entry ('- ') cannot stand here"},
        {"illegal tab when looking for indentation", "a tab stands where only spaces can"},
    };
    const auto found = words.find(message);
    return found != words.end() ? found->second : "this cannot be read as YAML (" + message + ')';
}

/// Whether the text was read to its end.
bool build(const std::string& text, TreeBuilder& builder, const Places& places, Problems& problems) {
    std::istringstream stream(text);
    try {
        YAML::Parser parser(stream);
        while (parser.HandleNextDocument(builder)) {
        }
        return true;
    } catch (const LimitReached&) {
        return false;
    } catch (const YAML::Exception& refusal) {
        const Location at = refusal.mark.pos < 0 ? places.whole_file() : places.at(static_cast<std::size_t>(refusal.mark.pos));
        problems.add(error(codes::unreadable, at, in_words(refusal.msg)));
        return false;
    }
}

std::optional<Node> read(std::string_view bytes, const Places& places, const Limits& limits, Problems& problems) {
    if (!check_encoding(bytes, places, problems)) return std::nullopt;
    const Layout layout = check_layout(bytes, places, limits, problems);
    if (!layout.readable) return std::nullopt;
    TreeBuilder builder(places, limits, problems);
    if (!build(prepared(bytes, layout), builder, places, problems)) return std::nullopt;
    std::optional<Node> root = builder.take_root();
    if (!root || root->is_absent()) {
        if (problems.empty())
            problems.add(
                error(codes::file_empty, places.whole_file(), "the file holds nothing", "its first line says what it is, as 'capgap: framework/1'"));
        return std::nullopt;
    }
    return root;
}

}  // namespace

Parsed parse(std::string_view bytes, const std::string& file, const Limits& limits) {
    if (bytes.size() > limits.bytes) {
        return {std::nullopt,
                {error(codes::file_too_large, Location{file, 0, 0},
                       "the file has " + std::to_string(bytes.size()) + " bytes; at most " + std::to_string(limits.bytes) + " are read")}};
    }
    if (bytes.substr(0, byte_order_mark.size()) == byte_order_mark) bytes.remove_prefix(byte_order_mark.size());
    const Places places(bytes, file);
    Problems problems(limits.problems);
    std::optional<Node> root = read(bytes, places, limits, problems);
    Diagnostics found = problems.take();
    sort_by_place(found);
    return {std::move(root), std::move(found)};
}

}  // namespace capgap::yaml
