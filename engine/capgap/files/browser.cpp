#include <capgap/files/browser.hpp>

#include <capgap/files/other_program.hpp>

#include <unistd.h>

#include <string_view>

namespace capgap {

namespace fs = std::filesystem;

std::string address_of_file(const fs::path& file) {
    constexpr std::string_view plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out = "file://";
    for (const char c : fs::absolute(file).generic_string()) {
        const auto byte = static_cast<unsigned char>(c);
        if (plain.find(c) != std::string_view::npos) {
            out += c;
        } else {
            out += {'%', digits[byte / 16U], digits[byte % 16U]};
        }
    }
    return out;
}

PaperWritten run_browser(const std::vector<std::string>& words, const fs::path& made, const fs::path& scratch) {
    std::vector<std::string> command = {"", "--headless", "--disable-gpu", "--no-first-run", "--user-data-dir=" + (scratch / "profile").string()};
    // It refuses to work for the owner of a machine inside its cage; what it is given is our own and loads nothing.
    if (::geteuid() == 0) command.emplace_back("--no-sandbox");
    command.insert(command.end(), words.begin(), words.end());
    bool found = false;
    for (const char* name : {"chromium", "chromium-browser", "google-chrome"}) {
        command.front() = name;
        const std::optional<bool> ended_well = run_other_program(command);
        found = found || ended_well.has_value();
        if (ended_well.value_or(false) && fs::is_regular_file(made)) return PaperWritten::done;
    }
    return found ? PaperWritten::failed : PaperWritten::no_program;
}

}  // namespace capgap
