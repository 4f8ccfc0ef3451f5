#pragma once

#include <capgap/base/result.hpp>

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

namespace capgap {

/// A folder of results that is either written in full or not at all. Files are written into a sibling folder, synced, and the folder is renamed into
/// place; an older result is replaced by an exchange of names, so that there is no moment without one. What is not committed is removed. Failures of
/// the file system throw std::system_error.
class ResultFolder {
public:
    /// Errors: the folder exists and is neither empty nor a result of capgap (it is never emptied); its parent cannot be written.
    static Result<ResultFolder> begin(const std::filesystem::path& wanted);

    ResultFolder(const ResultFolder&) = delete;
    ResultFolder& operator=(const ResultFolder&) = delete;
    ResultFolder(ResultFolder&&) noexcept = default;
    ResultFolder& operator=(ResultFolder&&) = delete;
    ~ResultFolder();

    /// Opens a file by its name within the folder ("restricted/scores.csv"); folders that begin with "restricted" are made for the owner alone. One
    /// file at a time is open.
    std::ostream& open(const std::string& name);
    void write(const std::string& name, const std::string& bytes);
    /// The path of a file that something else will write before the commit.
    std::filesystem::path reserve(const std::string& name);
    /// A folder for what is kept on disk meanwhile; what it holds at the commit is part of the results.
    const std::filesystem::path& staging() const noexcept { return staging_; }
    /// Closes the open file and checks that all of it was written.
    void close();
    /// The files written so far, in order, with their paths until the commit.
    const std::vector<std::string>& names() const noexcept { return names_; }
    std::filesystem::path path_of(const std::string& name) const { return staging_ / name; }

    void commit();

private:
    ResultFolder(std::filesystem::path folder, std::filesystem::path staging) : folder_(std::move(folder)), staging_(std::move(staging)) {}

    std::filesystem::path folder_;
    std::filesystem::path staging_;
    std::unique_ptr<std::ofstream> out_;
    std::vector<std::string> names_;
};

}  // namespace capgap
