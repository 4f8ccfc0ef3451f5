// Files in any of the forms that people write, changed at random: what comes out says what was wanted, and every comment is still there.

#include <capgap/formats/yaml/parser.hpp>
#include <capgap/formats/yaml/rewrite.hpp>

#include <formats/yaml/yaml_testing.hpp>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace capgap::yaml {
namespace {

int up_to(int most) {
    return *rc::gen::inRange(0, most + 1);
}

const std::vector<std::string>& words() {
    static const std::vector<std::string> all{
        "a",    "Pensée systémique", "l'avenir", "中文 文本",   "x: y", "# no comment", "- dash", "{b}", "[c], d", "two\nlines",
        "1.10", "\"quoted\"",        "نص",       "back\\slash", "e #f", "true",         "end ",   "|",   "a, b",   "?"};
    return all;
}

Node any_word() {
    return scalar(*rc::gen::elementOf(words()));
}

/// A file as people write them, piece by piece. Comments are numbered.
class Writer {
public:
    std::string text;
    int comments = 0;

    void mapping(int depth, int indent) {
        const int size = 1 + up_to(3);
        for (int i = 0; i < size; ++i) {
            if (up_to(4) == 0) comment_line(indent);
            if (i > 0 || !after_dash_) text += std::string(static_cast<std::size_t>(indent), ' ');
            after_dash_ = false;
            text += "k" + std::to_string(i) + ':';
            value(depth, indent);
        }
    }

private:
    void comment() { text += " # c" + std::to_string(comments++) + ' '; }
    void comment_line(int indent) {
        if (after_dash_) return;
        text += std::string(static_cast<std::size_t>(indent), ' ') + '#';
        comment();
        text += '\n';
    }
    void end_line() {
        if (up_to(3) == 0) comment();
        text += '\n';
        if (up_to(5) == 0) text += '\n';
    }

    void value(int depth, int indent) {
        const int form = up_to(depth > 0 ? 6 : 3);
        if (form <= 2) {
            text += ' ' + one_line();
            end_line();
        } else if (form == 3) {
            text += " |-\n" + std::string(static_cast<std::size_t>(indent), ' ') + "   one\n\n" + std::string(static_cast<std::size_t>(indent), ' ') +
                    "   two # text\n";
        } else if (form == 4) {
            text += ' ' + flow(depth);
            end_line();
        } else if (form == 5) {
            end_line();
            mapping(depth - 1, indent + 2);
        } else {
            end_line();
            items(depth - 1, indent + up_to(1) * 2);
        }
    }

    void items(int depth, int indent) {
        const int size = 1 + up_to(2);
        for (int i = 0; i < size; ++i) {
            text += std::string(static_cast<std::size_t>(indent), ' ') + '-';
            if (depth > 0 && up_to(1) == 0) {
                text += ' ';
                after_dash_ = true;
                mapping(depth - 1, indent + 2);
            } else {
                text += ' ' + one_line();
                end_line();
            }
        }
    }

    std::string one_line() const {
        std::string word = *rc::gen::elementOf(words());
        std::replace(word.begin(), word.end(), '\n', ' ');
        switch (up_to(2)) {
            case 0: return "plain word's";
            case 1: {
                std::string out = "'";
                for (const char c : word) out += c == '\'' ? std::string("''") : std::string(1, c);
                return out + '\'';
            }
            default: return to_flow_text(scalar(word));
        }
    }

    std::string flow(int depth) {
        const bool list = up_to(1) == 0;
        const int size = up_to(3);
        std::string out;
        for (int i = 0; i < size; ++i) {
            if (i > 0) out += up_to(2) == 0 ? ",\n              " : ", ";
            if (!list) out += "f" + std::to_string(i) + ": ";
            out += depth > 1 && up_to(2) == 0 ? flow(depth - 1) : one_line();
        }
        return (list ? '[' : '{') + out + (up_to(3) == 0 ? " " : "") + (list ? ']' : '}');
    }

    bool after_dash_ = false;
};

/// New words, keys and items here and there.
void change(Node& node) {
    for (Node::Member& member : node.members) change(member.value);
    for (Node& item : node.items) change(item);
    const int what = up_to(5);
    if (node.is_scalar() && what == 0) node = any_word();
    if (node.is_scalar() && what == 1) node = Node{Node::Kind::mapping, {}, {}, {}, {{"text", {}, any_word()}, {"status", {}, any_word()}}};
    if (node.is_mapping() && what == 0) node.members.push_back({"new", {}, any_word()});
    if (node.is_mapping() && what == 1) node.members.push_back({"deep", {}, Node{Node::Kind::mapping, {}, {}, {}, {{"in", {}, any_word()}}}});
    if (node.is_sequence() && what == 0) node.items.push_back(any_word());
}

RC_GTEST_PROP(RewritingProperty, says_what_is_wanted_and_keeps_every_comment, ()) {
    Writer writer;
    writer.mapping(3, 0);
    const Parsed was = parse(writer.text, "f.yaml");
    RC_LOG() << writer.text << lines(was.problems);
    RC_ASSERT(was.root && was.problems.empty());
    Node is = *was.root;
    change(is);
    const auto out = rewritten(writer.text, "f.yaml", *was.root, is);
    RC_ASSERT(out.has_value());
    RC_LOG() << "----\n" << *out;
    for (int i = 0; i < writer.comments; ++i) RC_ASSERT(out->find("# c" + std::to_string(i) + ' ') != std::string::npos);
    const Parsed again = parse(*out, "f.yaml");
    RC_ASSERT(again.root && again.problems.empty() && same_values(*again.root, is));
}

}  // namespace
}  // namespace capgap::yaml
