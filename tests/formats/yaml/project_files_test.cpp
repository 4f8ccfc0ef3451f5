// Every file of the project that people wrote is read without a word.

#include <capgap/formats/yaml/load.hpp>

#include <formats/yaml/yaml_testing.hpp>

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

namespace capgap {
namespace {

using yaml::lines;
using yaml::problems_of;
using yaml::read_source_file;

TEST(FilesOfTheProject, are_all_read_without_a_word) {
    namespace fs = std::filesystem;
    std::size_t files = 0;
    for (const char* folder : {"frameworks", "surveys", "reports", "examples", "tests/reference"}) {
        const fs::path top = fs::path(CAPGAP_SOURCE_DIR) / folder;
        if (!fs::exists(top)) continue;
        for (const fs::directory_entry& entry : fs::recursive_directory_iterator(top)) {
            if (entry.path().extension() != ".yaml") continue;
            const std::string file = fs::relative(entry.path(), CAPGAP_SOURCE_DIR).generic_string();
            const std::string text = read_source_file(file);
            if (text.find("capgap: ") == std::string::npos) continue;
            const Result<std::string> kind = kind_of(text, file);
            ASSERT_TRUE(kind.has_value()) << lines(kind.error().all);
            EXPECT_EQ(lines(problems_of(*kind, text, file)), "");
            ++files;
        }
    }
    EXPECT_GE(files, 10U);
}

}  // namespace
}  // namespace capgap
