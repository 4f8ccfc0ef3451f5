#include <capgap/formats/book/codes.hpp>
#include <capgap/formats/book/round_book.hpp>
#include <capgap/formats/book/tree_path.hpp>
#include <capgap/formats/yaml/parser.hpp>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace capgap::book {
namespace {

using yaml::Node;

Node tree(const std::string& text) {
    auto parsed = yaml::parse(text, "t.yaml");
    EXPECT_TRUE(parsed.root && parsed.problems.empty()) << text;
    return std::move(*parsed.root);
}

std::string flat(const std::string& text) {
    std::vector<FlatValue> values;
    flatten(tree(text), "", values);
    std::string out;
    for (const FlatValue& value : values) out += value.path + '=' + value.text + '\n';
    return out;
}

Node rebuilt(const std::vector<FlatValue>& values, Diagnostics& found) {
    TreeBuilder builder({"b.xlsx!S", 1, 1});
    for (const FlatValue& value : values) {
        if (auto problem = builder.add(value.path, value.text, value.at, value.at)) found.push_back(std::move(*problem));
    }
    return std::move(builder).take(found);
}

std::string refused(const std::vector<FlatValue>& values) {
    Diagnostics found;
    rebuilt(values, found);
    return found.empty() ? "" : found.front().code;
}

TEST(TreePath, values_stand_under_their_paths) {
    EXPECT_EQ(flat("a: {b: 1, c: [en, fr]}"), "a.b=1\na.c[]=en; fr\n");
    EXPECT_EQ(flat("a: [{b: 1}, {b: [x]}]"), "a[1].b=1\na[2].b[]=x\n");
    EXPECT_EQ(flat("{a: [], b: {}, c: \"\", \"1.1\": x, \"q\\\"\": y, \"#\": z}"), "a[]=[]\nb{}={}\nc{\"\"}=\"\"\n\"1.1\"=x\n\"q\"\"\"=y\n\"#\"=z\n");
    EXPECT_EQ(flat("a: [\"x;y\", \" z\"]"), "a[1]=x;y\na[2]= z\n");
    EXPECT_EQ(flat("a: [\"[]\"]"), "a[1]=[]\n");
    EXPECT_EQ(flat("a: [[1, 2], []]"), "a[1][]=1; 2\na[2][]=[]\n");
}

TEST(TreePath, what_contradicts_itself_is_refused) {
    EXPECT_EQ(refused({{"a", "1", {}}, {"a", "1", {}}}), codes::book_said_twice);
    EXPECT_EQ(refused({{"a", "1", {}}, {"a.b", "1", {}}}), codes::book_said_twice);
    EXPECT_EQ(refused({{"a.b", "1", {}}, {"a[1]", "1", {}}}), codes::book_said_twice);
    EXPECT_EQ(refused({{"a[2]", "1", {}}}), codes::book_item_missing);
    EXPECT_EQ(refused({{"a[999999999]", "1", {}}}), codes::book_said_twice);
    for (const char* bad : {"", ".", "a.", "a..b", ".a", "a[0]", "a[x]", "a[1", "a[]b", "a{}.b", "\"a", "a\"b", "[99999999999999999999]"}) {
        EXPECT_EQ(refused({{bad, "1", {}}}), codes::book_bad_path) << bad;
    }
    EXPECT_EQ(refused({{"a[2]", "1", {}}, {"a[1]", "1", {}}}), "") << "rows in any order";
}

Node node(int depth, std::optional<int> wanted = {}) {
    Node out;
    const int kind = wanted ? *wanted : depth == 0 ? 0 : *rc::gen::inRange(0, 3);
    if (kind == 0) {
        out.kind = Node::Kind::scalar;
        out.text = *rc::gen::oneOf(rc::gen::string<std::string>(),
                                   rc::gen::elementOf(std::vector<std::string>{"", "[]", "{}", "a; b", " x", "TRUE", "\"\"", "1.1"}));
        return out;
    }
    const std::size_t size = static_cast<std::size_t>(*rc::gen::inRange(0, 4));
    out.kind = kind == 1 ? Node::Kind::sequence : Node::Kind::mapping;
    for (std::size_t i = 0; i < size; ++i) {
        if (kind == 1) {
            out.items.push_back(node(depth - 1));
        } else {
            std::string key = *rc::gen::string<std::string>() + std::to_string(i);
            if (i == 0 && *rc::gen::arbitrary<bool>()) key = *rc::gen::elementOf(std::vector<std::string>{"", "a.b", "[1]", "\"", "#", " s ", "{}"});
            if (out.find(key) == nullptr) out.members.push_back({key, {}, node(depth - 1)});
        }
    }
    return out;
}

RC_GTEST_PROP(TreePath, a_tree_is_the_same_from_its_values, ()) {
    Node root = node(4, 2);
    root.members.push_back({"last", {}, node(0)});  // a file is not empty
    std::vector<FlatValue> values;
    flatten(root, "", values);
    Diagnostics found;
    const Node again = rebuilt(values, found);
    RC_ASSERT(found.empty());
    RC_ASSERT(same_in_any_order(again, root));
    const auto parsed = yaml::parse(yaml::to_block_text(root), "t.yaml");
    // Texts of any bytes are no YAML; where they are, the file says the same.
    if (parsed.root && parsed.problems.empty()) RC_ASSERT(yaml::same_values(*parsed.root, root));
}

}  // namespace
}  // namespace capgap::book
