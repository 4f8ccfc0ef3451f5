// The validator decides whether a file is as its schema wants it, explain() says why not: two programs that must agree about every tree.

#include <capgap/formats/yaml/explain.hpp>
#include <capgap/formats/yaml/load.hpp>
#include <capgap/formats/yaml/parser.hpp>
#include <capgap/formats/yaml/schema_check.hpp>

#include <formats/yaml/yaml_testing.hpp>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace capgap::yaml {
namespace {

const std::vector<std::pair<std::string, std::string>> files{
    {"framework", "frameworks/enabling-environment/1.0/framework.yaml"},
    {"profiles", "frameworks/unesco-dcf/2022/profiles.yaml"},
    {"survey", "surveys/dcf-self/1.0/survey.yaml"},
    {"catalogue", "examples/ministry/catalogue.yaml"},
    {"assessment", "examples/ministry/assessment.yaml"},
    {"mapping", "examples/research-software-2018/mapping.yaml"},
    {"texts", "reports/texts/en.yaml"},
    {"calibration", "tests/formats/yaml/calibration.yaml"},
};

const std::vector<std::string> values{"",
                                      " ",
                                      "x",
                                      "0",
                                      "1",
                                      "-1",
                                      "1.5",
                                      "1e3",
                                      "0x1f",
                                      "nan",
                                      "inf",
                                      " 7",
                                      "7 ",
                                      "+7",
                                      "99999999999999999999",
                                      "true",
                                      "false",
                                      "yes",
                                      "en",
                                      "pt-BR",
                                      "english",
                                      "a b",
                                      "é",
                                      "project",
                                      "raked",
                                      "2026-03-02",
                                      "none",
                                      "limesurvey",
                                      "approved",
                                      "person",
                                      std::string(64, 'a'),
                                      std::string(65, 'a'),
                                      std::string(5000, 'a'),
                                      "en" + std::string(400, '-')};

std::string any_value() {
    return *rc::gen::elementOf(values);
}

std::string any_key() {
    return *rc::gen::elementOf(std::vector<std::string>{"id",       "title",   "titel",  "en",      "fr",        "text",      "status", "source",
                                                        "name",     "version", "code",   "join",    "separator", "otherwise", "table",  "competency",
                                                        "attitude", "margins", "method", "mapping", "a.b",       "x y",       "",       "capgap"});
}

Node any_small_node() {
    Node node = scalar(any_value());
    switch (*rc::gen::inRange(0, 4)) {
        case 0:
            node.kind = Node::Kind::sequence;
            node.text.clear();
            if (*rc::gen::arbitrary<bool>()) node.items.push_back(scalar(any_value()));
            break;
        case 1:
            node.kind = Node::Kind::mapping;
            node.text.clear();
            if (*rc::gen::arbitrary<bool>()) node.members.push_back({any_key(), {}, scalar(any_value())});
            break;
        default: break;
    }
    return node;
}

void collect(Node& node, std::vector<Node*>& all) {
    all.push_back(&node);
    for (Node& item : node.items) collect(item, all);
    for (Node::Member& member : node.members) collect(member.value, all);
}

void mutate_list(Node& node) {
    auto& items = node.items;
    const int what = *rc::gen::inRange(0, 3);
    if (what == 0) {
        items.push_back(any_small_node());
    } else if (what == 1 && !items.empty()) {
        items.pop_back();
    } else {
        items.clear();
    }
}

void mutate_mapping(Node& node) {
    auto& members = node.members;
    const auto at = static_cast<std::ptrdiff_t>(*rc::gen::inRange<std::size_t>(0, members.size() + 1));
    const int what = *rc::gen::inRange(0, 3);
    if (what == 0 && static_cast<std::size_t>(at) < members.size()) {
        members.erase(members.begin() + at);
    } else if (const std::string key = any_key(); node.member(key) == nullptr) {
        if (what == 1 && static_cast<std::size_t>(at) < members.size()) {
            members[static_cast<std::size_t>(at)].key = key;
        } else {
            members.insert(members.begin() + at, Node::Member{key, {}, any_small_node()});
        }
    }
}

void mutate(Node& root) {
    std::vector<Node*> all;
    collect(root, all);
    Node& node = **rc::gen::elementOf(all);
    if (*rc::gen::inRange(0, 4) == 0) {
        node = any_small_node();
    } else if (node.is_scalar()) {
        node.text = any_value();
    } else if (node.is_sequence()) {
        mutate_list(node);
    } else {
        mutate_mapping(node);
    }
}

const Node& tree_of(const std::string& kind, const std::string& file) {
    static std::map<std::string, Node> trees;
    const auto [tree, is_new] = trees.try_emplace(kind);
    if (is_new) tree->second = *parse(read_source_file(file), file).root;
    return tree->second;
}

RC_GTEST_PROP(SchemaLaws, the_validator_and_the_words_agree, ()) {
    const auto& [kind, file] = *rc::gen::elementOf(files);
    Node root = tree_of(kind, file);
    const int changes = *rc::gen::inRange(0, 4);
    for (int i = 0; i < changes; ++i) mutate(root);
    Problems problems(1'000);
    explain(root, schema_tree(kind), problems);
    const bool valid = validates(root, kind);
    if (valid != problems.empty())
        RC_FAIL(kind + (valid ? " is valid, but: " : " is not valid: ") + to_flow_text(root) + '\n' + lines(problems.take()));
}

RC_GTEST_PROP(SchemaLaws, every_diagnostic_has_a_place_in_the_file_and_words, ()) {
    const auto& [kind, file] = *rc::gen::elementOf(files);
    Node root = tree_of(kind, file);
    const int changes = *rc::gen::inRange(0, 4);
    for (int i = 0; i < changes; ++i) mutate(root);
    for (const Diagnostic& said : problems_of(kind, to_flow_text(root))) {
        RC_ASSERT(said.at.file == "f.yaml");
        RC_ASSERT(said.at.line == 1U || said.code < "CG0210");
        RC_ASSERT(!said.message.empty() && said.message.size() < 600 && said.hint.size() < 600);
        RC_ASSERT(said.code != "CG0229");
    }
}

}  // namespace
}  // namespace capgap::yaml
