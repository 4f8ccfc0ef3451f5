// Every case of the YAML test suite either does what the suite says, or stands in deviations.yaml with the reason why it does not.

#include <capgap/formats/yaml/node.hpp>
#include <capgap/formats/yaml/parser.hpp>

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include <fstream>
#include <iterator>
#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace capgap::yaml {
namespace {

const std::string folder = std::string(CAPGAP_SOURCE_DIR) + "/tests/formats/yaml/yaml-test-suite/";

std::string read_file(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    EXPECT_TRUE(in) << path;
    return {std::istreambuf_iterator<char>(in), {}};
}

struct Case {
    std::string id;
    std::string name;
    std::string yaml;
    std::string events;
    bool must_fail = false;
};

std::vector<Case> cases() {
    std::vector<Case> all;
    for (const auto& one : nlohmann::json::parse(read_file(folder + "cases.json"))) {
        all.push_back({one["id"], one["name"], one["yaml"], one["events"], one.value("fail", false)});
        // A further text of a case that means the same as the text before it has no events of its own.
        if (!all.back().must_fail && all.back().events.empty()) all.back().events = all.at(all.size() - 2).events;
    }
    return all;
}

/// What a case does instead of what the suite says: "accepted", "differs", or the code of the first problem.
std::map<std::string, std::string> deviations() {
    const Parsed parsed = parse(read_file(folder + "deviations.yaml"), "deviations.yaml");
    EXPECT_TRUE(parsed.problems.empty()) << to_string(parsed.problems.front());
    std::map<std::string, std::string> all;
    for (const Node& group : parsed.root->items) {
        EXPECT_FALSE(group.find("reason")->text.empty());
        for (const Node& id : group.find("cases")->items) {
            EXPECT_TRUE(all.emplace(id.text, group.find("outcome")->text).second) << id.text << " is listed twice";
        }
    }
    return all;
}

std::string escaped(const std::string& text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '\n': out += "\\n"; break;
            case '\t': out += "\\t"; break;
            case '\\': out += "\\\\"; break;
            default: out += c;
        }
    }
    return out;
}

void append_events(std::string& out, const Node& node) {
    switch (node.kind) {
        case Node::Kind::absent: out += "=VAL :\n"; break;
        case Node::Kind::scalar: out += "=VAL " + escaped(node.text) + '\n'; break;
        case Node::Kind::sequence:
            out += "+SEQ\n";
            for (const Node& item : node.items) append_events(out, item);
            out += "-SEQ\n";
            break;
        case Node::Kind::mapping:
            out += "+MAP\n";
            for (const Node::Member& member : node.members) {
                out += "=VAL " + escaped(member.key) + '\n';
                append_events(out, member.value);
            }
            out += "-MAP\n";
            break;
    }
}

/// The suite's events of the one document, without indentation and without how a value was written (quotes, brackets).
std::string plain_events(const std::string& events) {
    std::istringstream lines(events);
    std::string out;
    for (std::string line; std::getline(lines, line);) {
        line.erase(0, line.find_first_not_of(' '));
        if (line.substr(1, 3) == "STR" || line.substr(1, 3) == "DOC") continue;
        out += line.front() == '=' ? "=VAL " + line.substr(6) : line.substr(0, 4);
        out += '\n';
    }
    return out;
}

std::string outcome(const Case& one) {
    const Parsed parsed = parse(one.yaml, one.id);
    if (!parsed.problems.empty()) return one.must_fail ? "as the suite says" : parsed.problems.front().code;
    if (one.must_fail) return "accepted";
    std::string events;
    append_events(events, *parsed.root);
    return events == plain_events(one.events) ? "as the suite says" : "differs";
}

TEST(YamlTestSuite, every_case_does_what_the_suite_says_or_is_a_known_deviation) {
    const std::vector<Case> all = cases();
    ASSERT_EQ(all.size(), 402U);
    std::map<std::string, std::string> expected = deviations();
    for (const Case& one : all) {
        const auto found = expected.find(one.id);
        const std::string wanted = found == expected.end() ? "as the suite says" : found->second;
        EXPECT_EQ(outcome(one), wanted) << one.id << " (" << one.name << ")\n" << one.yaml;
        if (found != expected.end()) expected.erase(found);
    }
    for (const auto& [id, what] : expected) ADD_FAILURE() << "deviations.yaml lists " << id << ", which the suite does not have";
}

}  // namespace
}  // namespace capgap::yaml
