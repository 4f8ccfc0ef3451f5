#pragma once

#include <capgap/base/diagnostic.hpp>
#include <capgap/formats/yaml/codes.hpp>

#include <cstddef>
#include <string>
#include <utility>

namespace capgap::yaml {

/// The problems of one file, so many that a hostile file cannot fill the memory with them.
class Problems {
public:
    explicit Problems(std::size_t most) : most_(most) {}

    void add(Diagnostic problem) {
        if (found_.size() < most_) {
            found_.push_back(std::move(problem));
        } else if (found_.size() == most_) {
            Location file{problem.at.file, 0, 0};
            found_.push_back(
                error(codes::too_many_problems, std::move(file), "more than " + std::to_string(most_) + " problems; the rest is not listed"));
        }
    }

    [[nodiscard]] bool full() const noexcept { return found_.size() > most_; }
    [[nodiscard]] bool empty() const noexcept { return found_.empty(); }
    [[nodiscard]] std::size_t size() const noexcept { return found_.size(); }
    [[nodiscard]] Diagnostics take() { return std::move(found_); }

private:
    std::size_t most_;
    Diagnostics found_;
};

}  // namespace capgap::yaml
