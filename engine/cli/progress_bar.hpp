#pragma once

#include "terminal.hpp"

#include <capgap/base/progress.hpp>

#include <chrono>
#include <iosfwd>
#include <string>

namespace capgap::cli {

/// Whether standard error is a terminal on which people read.
[[nodiscard]] bool shows_progress(DiagnosticsAs diagnostics);

/// A line on a terminal for whatever takes longer than a second: "scoring [#####...............]  25 %". It is taken away at the end, or
/// before anything else is said.
class ProgressBar {
public:
    using Clock = std::chrono::steady_clock;

    /// Says nothing where `on` is false: where `out` is no terminal.
    ProgressBar(std::ostream& out, bool on) : out_(out), on_(on), began_(Clock::now()) {}
    ~ProgressBar() { clear(); }
    ProgressBar(const ProgressBar&) = delete;
    ProgressBar& operator=(const ProgressBar&) = delete;
    ProgressBar(ProgressBar&&) = delete;
    ProgressBar& operator=(ProgressBar&&) = delete;

    void show(Stage stage, double part);
    void clear();

private:
    std::ostream& out_;
    bool on_;
    Clock::time_point began_;
    Clock::time_point drawn_;
    std::string line_;  ///< what stands there
};

}  // namespace capgap::cli
