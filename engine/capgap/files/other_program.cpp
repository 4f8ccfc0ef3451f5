#include <capgap/files/other_program.hpp>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <system_error>
#include <thread>

namespace capgap {

namespace fs = std::filesystem;

namespace {

/// Its input is empty, and what it says goes nowhere.
class Silence {
public:
    Silence() {
        posix_spawn_file_actions_init(&actions_);
        posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
        posix_spawn_file_actions_addopen(&actions_, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
        posix_spawn_file_actions_addopen(&actions_, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    }
    Silence(const Silence&) = delete;
    Silence& operator=(const Silence&) = delete;
    Silence(Silence&&) = delete;
    Silence& operator=(Silence&&) = delete;
    ~Silence() { posix_spawn_file_actions_destroy(&actions_); }

    const posix_spawn_file_actions_t* actions() const noexcept { return &actions_; }

private:
    posix_spawn_file_actions_t actions_{};
};

/// Its exit status; that of a process that was killed where it takes longer than two minutes.
int wait_for(pid_t child) {
    constexpr auto nap = std::chrono::milliseconds(20);
    constexpr int most_naps = 6000;
    int status = 0;
    for (int naps = 0;; ++naps) {
        const pid_t ended = ::waitpid(child, &status, naps < most_naps ? WNOHANG : 0);
        if (ended == child) return status;
        if (ended < 0 && errno != EINTR) throw std::system_error(errno, std::generic_category(), "cannot wait for another program");
        if (naps + 1 == most_naps) ::kill(child, SIGKILL);
        std::this_thread::sleep_for(nap);
    }
}

}  // namespace

std::optional<bool> run_other_program(const std::vector<std::string>& words) {
    std::vector<std::string> copies = words;
    std::vector<char*> arguments;
    for (std::string& word : copies) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    const Silence silence;
    pid_t child = 0;
    const int problem = ::posix_spawnp(&child, arguments.front(), silence.actions(), nullptr, arguments.data(), environ);
    if (problem == ENOENT || problem == EACCES) return std::nullopt;
    if (problem != 0) throw std::system_error(problem, std::generic_category(), "cannot start " + words.front());
    const int status = wait_for(child);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

std::optional<bool> run_office(std::vector<std::string> words, const fs::path& document, const fs::path& scratch) {
    const fs::path profile = fs::absolute(scratch / "office-profile");
    words.insert(words.begin(), {"soffice", "--headless", "-env:UserInstallation=file://" + profile.string()});
    words.insert(words.end(), {"--outdir", document.parent_path().string(), document.string()});
    const auto ended_well = run_other_program(words);
    std::error_code ignored;
    fs::remove_all(profile, ignored);
    return ended_well;
}

Conversion convert_to_docx(const fs::path& docx, const fs::path& scratch) {
    const auto is_written = [&docx](const std::optional<bool>& ended_well) {
        std::error_code ignored;
        return ended_well.value_or(false) && fs::is_regular_file(docx, ignored) && fs::file_size(docx, ignored) > 0;
    };
    const auto by_pandoc = run_other_program(
        {"pandoc", "--from=commonmark", "--to=docx", "--output=" + docx.string(), fs::path(docx).replace_extension(".md").string()});
    if (is_written(by_pandoc)) return Conversion::done;
    const auto by_office =
        run_office({"--infilter=HTML (StarWriter)", "--convert-to", "docx:Office Open XML Text"}, fs::path(docx).replace_extension(".html"), scratch);
    if (is_written(by_office)) return Conversion::done;
    std::error_code ignored;
    fs::remove(docx, ignored);  // a half-written one is worse than none
    return by_pandoc || by_office ? Conversion::failed : Conversion::no_program;
}

}  // namespace capgap
