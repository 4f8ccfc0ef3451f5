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

/// LibreOffice names its filters by what they write.
std::string office_format(const fs::path& document) {
    return document.extension() == ".odt" ? "odt:writer8" : "docx:Office Open XML Text";
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

namespace {

/// Makes a document of a word processor, by one program or the other.
class Converter {
public:
    Converter(const fs::path& document, const fs::path& scratch) : document_(document), scratch_(scratch) {}

    void by_pandoc(const std::string& format, const char* ending) {
        tried(run_other_program({"pandoc", "--standalone", "--from=" + format, "--to=" + document_.extension().string().substr(1),
                                 "--output=" + document_.string(), fs::path(document_).replace_extension(ending).string()}));
    }

    void by_office() {
        tried(run_other_program({"soffice", "--headless", "-env:UserInstallation=file://" + fs::absolute(scratch_ / "office-profile").string(),
                                 "--infilter=HTML (StarWriter)", "--convert-to", office_format(document_), "--outdir",
                                 document_.parent_path().string(), fs::path(document_).replace_extension(".html").string()}));
        std::error_code ignored;
        fs::remove_all(scratch_ / "office-profile", ignored);
    }

    bool is_written() const { return written_; }

    Conversion finish() const {
        if (written_) return Conversion::done;
        std::error_code ignored;
        fs::remove(document_, ignored);  // a half-written one is worse than none
        return found_ ? Conversion::failed : Conversion::no_program;
    }

private:
    void tried(const std::optional<bool>& ended_well) {
        std::error_code ignored;
        found_ = found_ || ended_well.has_value();
        written_ = ended_well.value_or(false) && fs::is_regular_file(document_, ignored) && fs::file_size(document_, ignored) > 0;
    }

    const fs::path& document_;
    const fs::path& scratch_;
    bool found_ = false;
    bool written_ = false;
};

}  // namespace

Conversion convert_to_docx(const fs::path& docx, const fs::path& scratch) {
    Converter converter(docx, scratch);
    converter.by_pandoc("commonmark", ".md");
    if (!converter.is_written()) converter.by_office();
    return converter.finish();
}

Conversion convert_page(const fs::path& document, const fs::path& scratch) {
    Converter converter(document, scratch);
    converter.by_office();
    if (!converter.is_written()) converter.by_pandoc("html", ".html");
    return converter.finish();
}

}  // namespace capgap
