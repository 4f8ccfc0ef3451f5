// The schemas themselves.

#include <capgap/formats/yaml/explain.hpp>
#include <capgap/formats/yaml/load.hpp>
#include <capgap/formats/yaml/schema_texts.hpp>

#include <formats/yaml/yaml_testing.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

namespace capgap::yaml {
namespace {

using Json = nlohmann::json;
using testing::HasSubstr;

const std::vector<std::string> kinds{"framework", "profiles", "survey", "catalogue", "assessment", "mapping", "texts", "calibration"};

Json schema_json(const std::string& kind) {
    return Json::parse(schema_text(kind));
}

/// Calls `check(schema, path)` for the schema and every schema inside it.
template <class Check>
void for_each_schema(const Json& schema, const std::string& path, Check check) {
    check(schema, path);
    for (const char* map : {"properties", "definitions"}) {
        if (!schema.contains(map)) continue;
        for (const auto& [name, inner] : schema[map].items()) for_each_schema(inner, path + '/' + name, check);
    }
    for (const char* one : {"items", "additionalProperties", "propertyNames"}) {
        if (schema.contains(one) && schema[one].is_object()) for_each_schema(schema[one], path + '/' + one, check);
    }
}

TEST(Schemas, are_in_the_library_as_they_are_in_the_folder) {
    for (const std::string& kind : kinds) {
        EXPECT_EQ(schema_text(kind), read_source_file("engine/capgap/formats/schemas/" + kind + ".schema.json"));
    }
    EXPECT_TRUE(schema_text("crosswalk").empty());
}

TEST(Schemas, use_only_keywords_that_are_explained) {
    const std::vector<std::string_view>& known = explained_keywords();
    for (const std::string& kind : kinds) {
        for_each_schema(schema_json(kind), kind, [&known](const Json& schema, const std::string& path) {
            for (const auto& [keyword, value] : schema.items()) {
                EXPECT_NE(std::find(known.begin(), known.end(), keyword), known.end()) << path << ": " << keyword;
            }
        });
    }
}

TEST(Schemas, describe_every_key_and_allow_no_other) {
    for (const std::string& kind : kinds) {
        const Json root = schema_json(kind);
        EXPECT_EQ(root["$schema"], "http://json-schema.org/draft-07/schema#");
        for_each_schema(root, kind, [&root](const Json& schema, const std::string& path) {
            if (schema.contains("$ref")) {
                const std::string name = schema["$ref"].get<std::string>().substr(std::string("#/definitions/").size());
                EXPECT_TRUE(root["definitions"].contains(name)) << path;
                return;
            }
            EXPECT_TRUE(schema.contains("description")) << path;
            EXPECT_TRUE(schema.contains("title") || schema.contains("const")) << path << ": messages need a title";
            const bool is_object = schema.contains("type") && (schema["type"] == "object" || schema.contains("properties"));
            EXPECT_TRUE(!is_object || schema.contains("additionalProperties")) << path;
            if (!schema.contains("required")) return;
            for (const auto& key : schema["required"]) EXPECT_TRUE(schema["properties"].contains(key.get<std::string>())) << path << ": " << key;
        });
    }
}

TEST(Schemas, define_only_what_they_use_and_the_same_thing_in_the_same_words) {
    std::map<std::string, Json> known;
    for (const std::string& kind : kinds) {
        const Json root = schema_json(kind);
        for (const auto& [name, definition] : root["definitions"].items()) {
            EXPECT_THAT(std::string(schema_text(kind)), HasSubstr("\"$ref\": \"#/definitions/" + name + '"')) << kind;
            // An assessment needs no sources, so its default names none.
            if (name == "text_default" && kind == "assessment") continue;
            EXPECT_EQ(known.try_emplace(name, definition).first->second, definition) << kind << ": " << name;
        }
    }
}

TEST(Schemas, know_the_version_that_the_program_reads) {
    for (const std::string& kind : kinds) {
        EXPECT_EQ(schema_json(kind)["properties"]["capgap"]["const"], kind + "/1");
        const Result<std::string> said = capgap::kind_of("capgap: " + kind + "/1\n", "f.yaml");
        ASSERT_TRUE(said.has_value());
        EXPECT_EQ(*said, kind);
    }
}

}  // namespace
}  // namespace capgap::yaml
