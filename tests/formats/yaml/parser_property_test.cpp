// Laws of the parser: what was written is what is read, in whatever style; and no bytes at all do harm.

#include <capgap/formats/yaml/parser.hpp>

#include <formats/yaml/yaml_testing.hpp>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace capgap::yaml {
namespace {

// Every character that means something in YAML, and some that do not.
const std::vector<std::string> pieces{"a", "b", "0", "1", " ", " ", ":",  "#",    "'",      "\"",   "\\", "\n",  "\t",
                                      "-", "?", ",", "[", "]", "{", "}",  "&",    "*",      "!",    "|",  ">",   "%",
                                      "@", "`", "~", ".", "=", "é", "語", "🙂", "\u00a0", "null", "<<", "--- "};

std::string join(const std::vector<std::string>& parts) {
    std::string out;
    for (const std::string& part : parts) out += part;
    return out;
}

rc::Gen<std::string> any_text() {
    return rc::gen::map(rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(pieces)), join);
}

Node any_node(int depth) {
    const int kind = depth == 0 ? 0 : *rc::gen::inRange(0, 3);
    Node node;
    if (kind == 0) {
        node.kind = Node::Kind::scalar;
        node.text = *any_text();
        return node;
    }
    const int size = *rc::gen::inRange(0, 4);
    node.kind = kind == 1 ? Node::Kind::sequence : Node::Kind::mapping;
    std::set<std::string> keys;
    for (int i = 0; i < size; ++i) {
        if (node.is_sequence()) {
            node.items.push_back(any_node(depth - 1));
        } else if (const std::string key = *any_text(); keys.insert(key).second) {
            node.members.push_back({key, {}, any_node(depth - 1)});
        }
    }
    return node;
}

/// Writes a tree in block style, each scalar in one of the styles that can hold it.
class BlockWriter {
public:
    std::string write(const Node& node) {
        value(node, 0, "");
        return out_;
    }

private:
    static bool can_be_plain(const std::string& text) {
        if (text.empty() || text == "null" || !std::isalnum(static_cast<unsigned char>(text.front())) || text.back() == ' ') return false;
        return text.find_first_of(":#\n\t\\\"") == std::string::npos;
    }
    static bool can_be_literal(const std::string& text) {
        return !text.empty() && text.front() != ' ' && text.front() != '\t' && text.front() != '\n' && text.back() != '\n' &&
               text.find("\n\n") == std::string::npos;
    }
    static std::string quoted_once(const std::string& text) {
        Node node;
        node.kind = Node::Kind::scalar;
        node.text = text;
        return to_flow_text(node);
    }
    static std::string in_single_quotes(const std::string& text) {
        std::string out = "'";
        for (const char c : text) out += c == '\'' ? "''" : std::string(1, c);
        return out + '\'';
    }

    std::string one_line(const std::string& text) {
        const int style = *rc::gen::inRange(0, 3);
        if (style == 0 && can_be_plain(text)) return text;
        if (style == 1 && text.find_first_of("\n\t") == std::string::npos) return in_single_quotes(text);
        return quoted_once(text);
    }

    void literal(const std::string& text, std::size_t indentation) {
        out_ += " |-\n";
        const std::string margin(indentation + 2, ' ');
        out_ += margin;
        for (const char c : text) {
            out_ += c;
            if (c == '\n') out_ += margin;
        }
        out_ += '\n';
    }

    /// `before` stands between what holds the value and the value: "" or " ".
    void value(const Node& node, std::size_t indentation, const std::string& before) {
        const bool small = (node.items.empty() && node.members.empty()) || *rc::gen::inRange(0, 4) == 0;
        if (node.is_scalar()) {
            if (!before.empty() && can_be_literal(node.text) && *rc::gen::arbitrary<bool>()) return literal(node.text, indentation);
            out_ += before + one_line(node.text) + comment() + '\n';
        } else if (small) {
            out_ += before + to_flow_text(node) + comment() + '\n';
        } else {
            if (!before.empty()) out_ += comment() + '\n';
            node.is_sequence() ? list(node, indentation) : mapping(node, indentation);
        }
    }

    std::string comment() { return *rc::gen::inRange(0, 5) == 0 ? " # [a: 'b" : ""; }

    void empty_line() {
        if (*rc::gen::inRange(0, 6) == 0) out_ += "\n";
        if (*rc::gen::inRange(0, 6) == 0) out_ += "  # - x: \"\n";
    }

    void list(const Node& node, std::size_t indentation) {
        for (const Node& item : node.items) {
            empty_line();
            out_ += std::string(indentation, ' ') + '-';
            value(item, indentation + 2, " ");
        }
    }

    void mapping(const Node& node, std::size_t indentation) {
        for (const Node::Member& member : node.members) {
            empty_line();
            out_ += std::string(indentation, ' ') + one_line(member.key) + ':';
            // A list may stand right below its key.
            const bool same_column = member.value.is_sequence() && *rc::gen::arbitrary<bool>();
            value(member.value, same_column ? indentation : indentation + 2, " ");
        }
    }

    std::string out_;
};

void expect_same_after_reading(const std::string& text, const Node& expected) {
    const Parsed parsed = parse(text, "f.yaml");
    if (!parsed.problems.empty() || !parsed.root) RC_FAIL(text + "\n" + lines(parsed.problems));
    if (!same_values(*parsed.root, expected))
        RC_FAIL(text + "\nis read as\n" + to_flow_text(*parsed.root) + "\nand not as\n" + to_flow_text(expected));
}

RC_GTEST_PROP(YamlParserLaws, what_is_written_between_brackets_is_read, ()) {
    const Node node = any_node(4);
    expect_same_after_reading(to_flow_text(node), node);
}

RC_GTEST_PROP(YamlParserLaws, what_is_written_below_each_other_is_read, ()) {
    const Node node = any_node(4);
    expect_same_after_reading(BlockWriter().write(node), node);
}

/// Whatever it is: it is refused with a place, or it can be written and read again.
void expect_no_harm(const std::string& bytes) {
    const Parsed parsed = parse(bytes, "f.yaml");
    for (const Diagnostic& problem : parsed.problems) RC_ASSERT(problem.severity == Severity::error && problem.at.file == "f.yaml");
    RC_ASSERT(parsed.root.has_value() || !parsed.problems.empty());
    if (parsed.problems.empty()) expect_same_after_reading(to_flow_text(*parsed.root), *parsed.root);
}

RC_GTEST_PROP(YamlParserLaws, any_bytes_do_no_harm, (const std::string& bytes)) {
    expect_no_harm(bytes);
}

RC_GTEST_PROP(YamlParserLaws, any_yaml_characters_do_no_harm, ()) {
    expect_no_harm(*any_text());
}

/// A file of the project with a few bytes deleted, repeated, exchanged or put in.
std::string mutated(std::string text) {
    const int changes = *rc::gen::inRange(1, 6);
    for (int i = 0; i < changes && !text.empty(); ++i) {
        const auto at = static_cast<std::size_t>(*rc::gen::inRange<std::uint64_t>(0, text.size()));
        const auto length = std::min(static_cast<std::size_t>(*rc::gen::inRange(1, 40)), text.size() - at);
        switch (*rc::gen::inRange(0, 4)) {
            case 0: text.erase(at, length); break;
            case 1: text.insert(at, text.substr(at, length)); break;
            case 2: text.insert(at, *rc::gen::elementOf(pieces)); break;
            default: text[at] = static_cast<char>(*rc::gen::inRange(0, 256)); break;
        }
    }
    return text;
}

RC_GTEST_PROP(YamlParserLaws, no_mutation_of_a_file_does_harm, ()) {
    static const std::vector<std::string> files{read_source_file("tests/formats/yaml/yaml-test-suite/deviations.yaml"),
                                                read_source_file("surveys/dcf-self/1.0/survey.yaml").substr(0, 6000),
                                                read_source_file("frameworks/unesco-dcf/2022/framework.yaml").substr(0, 6000)};
    expect_no_harm(mutated(*rc::gen::elementOf(files)));
}

}  // namespace
}  // namespace capgap::yaml
