#include <capgap/files/references.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace capgap {
namespace {

Places places() {
    return {CAPGAP_SOURCE_DIR, [](const std::string& name) -> std::optional<std::string> {
                if (name == "HERE") return "/data";
                return std::nullopt;
            }};
}

Result<std::filesystem::path> resolved(const std::string& text, ReferenceKind kind = ReferenceKind::framework) {
    return resolve({text, {"a.yaml", 3, 7}}, kind, "folder", places());
}

TEST(References, relative_builtin_and_from_the_environment) {
    EXPECT_EQ(resolved("x.yaml").value(), "folder/x.yaml");
    EXPECT_EQ(resolved("builtin:unesco-dcf/2022").value(), CAPGAP_SOURCE_DIR "/frameworks/unesco-dcf/2022/framework.yaml");
    EXPECT_EQ(resolved("builtin:unesco-dcf/2022", ReferenceKind::profiles).value(), CAPGAP_SOURCE_DIR "/frameworks/unesco-dcf/2022/profiles.yaml");
    EXPECT_EQ(resolved("builtin:dcf-self/1.0", ReferenceKind::survey).value(), CAPGAP_SOURCE_DIR "/surveys/dcf-self/1.0/survey.yaml");
    EXPECT_EQ(resolved("${HERE}/x.csv", ReferenceKind::other).value(), "/data/x.csv");
}

TEST(References, say_what_is_wrong_where_and_what_there_is) {
    const auto said = [](const std::string& text) {
        const auto result = resolved(text);
        return result.has_error() ? to_string(result.error().all.front()) : "";
    };
    EXPECT_THAT(said("builtin:unesco/2022"),
                testing::AllOf(testing::HasSubstr("a.yaml:3:7: error:"), testing::HasSubstr("did you mean 'builtin:unesco-dcf/2022'?"),
                               testing::HasSubstr("CG2004")));
    EXPECT_THAT(said("builtin:../../etc/passwd"), testing::HasSubstr("CG2006"));
    EXPECT_THAT(said("builtin:/etc"), testing::HasSubstr("CG2006"));
    EXPECT_THAT(said("${MISSING}/x.csv"), testing::AllOf(testing::HasSubstr("MISSING"), testing::HasSubstr("CG2005")));
    EXPECT_THAT(said("${MISSING"), testing::HasSubstr("CG2006"));
}

TEST(ReadFile, says_where_the_file_was_named) {
    const auto missing = read_file("/nonexistent/x.yaml", {"a.yaml", 3, 7});
    ASSERT_TRUE(missing.has_error());
    EXPECT_THAT(to_string(missing.error().all.front()), testing::HasSubstr("a.yaml:3:7: error: there is no file '/nonexistent/x.yaml'"));
    EXPECT_THAT(to_string(read_file("/tmp", {"a.yaml", 3, 7}).error().all.front()), testing::HasSubstr("it is a folder"));
    EXPECT_THAT(to_string(read_file("data\\x.yaml", {"a.yaml", 3, 7}).error().all.front()), testing::HasSubstr("folders are separated by '/'"));
    EXPECT_EQ(read_file("/dev/zero", {"a.yaml", 3, 7}).error().all.front().code, "CG2003");  // endless: bounded
}

}  // namespace
}  // namespace capgap
