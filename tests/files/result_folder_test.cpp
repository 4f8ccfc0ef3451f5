#include <capgap/files/result_folder.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sys/resource.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace capgap {
namespace {

namespace fs = std::filesystem;

class ResultFolders : public testing::Test {
protected:
    ResultFolders() : top_(fs::path(testing::TempDir()) / ("result-folder-" + std::to_string(::getpid()))) { fs::create_directories(top_); }
    ~ResultFolders() override { fs::remove_all(top_); }

    static std::string text_of(const fs::path& path) {
        std::ostringstream out;
        out << std::ifstream(path).rdbuf();
        return out.str();
    }
    std::vector<std::string> names() const {
        std::vector<std::string> out;
        for (const auto& entry : fs::directory_iterator(top_)) out.push_back(entry.path().filename().string());
        return out;
    }

    fs::path top_;
};

TEST_F(ResultFolders, appears_only_when_it_is_complete) {
    auto folder = ResultFolder::begin(top_ / "out");
    ASSERT_TRUE(folder.has_value());
    folder->write("a.csv", "1\n");
    EXPECT_FALSE(fs::exists(top_ / "out"));
    folder->write("manifest.json", "{}");
    folder->commit();
    EXPECT_EQ(text_of(top_ / "out" / "a.csv"), "1\n");
    EXPECT_THAT(names(), testing::ElementsAre("out"));
}

TEST_F(ResultFolders, leaves_nothing_behind_when_it_is_given_up) {
    {
        auto folder = ResultFolder::begin(top_ / "out");
        folder->write("a.csv", "1\n");
    }
    EXPECT_TRUE(names().empty());
}

TEST_F(ResultFolders, replaces_an_older_result_and_an_empty_folder_only) {
    for (const char* content : {"first", "second"}) {
        auto folder = ResultFolder::begin(top_ / "out");
        ASSERT_TRUE(folder.has_value());
        folder->write(std::string(content) + ".csv", content);
        folder->write("manifest.json", "{}");
        folder->commit();
    }
    EXPECT_FALSE(fs::exists(top_ / "out" / "first.csv"));
    EXPECT_TRUE(fs::exists(top_ / "out" / "second.csv"));

    fs::create_directory(top_ / "empty");
    EXPECT_TRUE(ResultFolder::begin(top_ / "empty").has_value());
    fs::create_directory(top_ / "foreign");
    std::ofstream(top_ / "foreign" / "letter.txt") << "keep";
    const auto refused = ResultFolder::begin(top_ / "foreign/");
    ASSERT_TRUE(refused.has_error());
    EXPECT_EQ(refused.error().all.front().code, "CG2010");
    std::ofstream(top_ / "file") << "keep";
    EXPECT_TRUE(ResultFolder::begin(top_ / "file").has_error());
}

TEST_F(ResultFolders, restricted_files_are_for_the_owner_alone) {
    auto folder = ResultFolder::begin(top_ / "out");
    folder->write("restricted/scores.csv", "x");
    folder->write("manifest.json", "{}");
    folder->commit();
    EXPECT_EQ(fs::status(top_ / "out" / "restricted").permissions(), fs::perms::owner_all);
}

TEST_F(ResultFolders, a_full_disk_is_an_exception_and_leaves_nothing) {
    rlimit before{};
    getrlimit(RLIMIT_FSIZE, &before);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    rlimit small = before;
    small.rlim_cur = 4096;
    setrlimit(RLIMIT_FSIZE, &small);
    EXPECT_THROW(
        {
            auto folder = ResultFolder::begin(top_ / "out");
            folder->write("a.csv", std::string(100'000, 'x'));
        },
        std::system_error);
    setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, handler);
    EXPECT_TRUE(names().empty());
}

}  // namespace
}  // namespace capgap
