#include "progress_bar.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <ostream>

namespace capgap::cli {

namespace {

using namespace std::chrono_literals;

constexpr auto before_the_first = 1s;
constexpr auto between_two = 100ms;

std::string line_of(Stage stage, double part) {
    static constexpr std::array words = {"reading", "scoring", "finding gaps", "protecting small groups", "writing"};
    constexpr std::size_t width = 20;
    std::string line = words.at(static_cast<std::size_t>(stage));
    if (part <= 0) return line;
    const auto done = static_cast<std::size_t>(std::clamp(part, 0.0, 1.0) * width);
    const std::string percent = std::to_string(static_cast<int>(std::floor(100 * std::clamp(part, 0.0, 1.0))));
    return line + " [" + std::string(done, '#') + std::string(width - done, '.') + "] " + std::string(3 - percent.size(), ' ') + percent + " %";
}

}  // namespace

bool shows_progress(DiagnosticsAs diagnostics) {
    return diagnostics == DiagnosticsAs::text && ::isatty(STDERR_FILENO) == 1;
}

void ProgressBar::show(Stage stage, double part) {
    if (!on_) return;
    const auto now = Clock::now();
    if (now - began_ < before_the_first || (!line_.empty() && part > 0 && now - drawn_ < between_two)) return;
    std::string line = line_of(stage, part);
    if (line == line_) return;
    const std::size_t longer = line_.size() > line.size() ? line_.size() - line.size() : 0;
    out_ << '\r' << line << std::string(longer, ' ') << std::flush;
    line_ = std::move(line);
    drawn_ = now;
}

void ProgressBar::clear() {
    if (line_.empty()) return;
    out_ << '\r' << std::string(line_.size(), ' ') << '\r' << std::flush;
    line_.clear();
}

}  // namespace capgap::cli
