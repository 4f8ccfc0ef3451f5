#pragma once

#include <capgap/base/diagnostic.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

namespace capgap::csv {

/// What is wrong with one row. Texts are made only while they will be shown: a million wrong rows cost what right ones cost.
class RowProblems {
public:
    explicit RowProblems(const std::string& file) : file_(file) {}

    void begin(std::uint32_t line, bool shown) {
        line_ = line;
        shown_ = shown;
        count_ = 0;
        list_.clear();
    }

    struct Words {
        std::string message;
        std::string hint = {};
    };

    /// `words` returns Words.
    template <class MakeWords>
    void add(const char* code, std::size_t column, MakeWords&& words) {
        ++count_;
        if (!shown_) return;
        Words made = words();
        list_.push_back(error(code, {file_, line_, static_cast<std::uint32_t>(column)}, std::move(made.message), std::move(made.hint)));
    }

    std::uint32_t line() const noexcept { return line_; }
    std::size_t count() const noexcept { return count_; }
    /// By column.
    Diagnostics take() {
        sort_by_place(list_);
        return std::move(list_);
    }

private:
    const std::string& file_;
    std::uint32_t line_ = 0;
    bool shown_ = true;
    std::size_t count_ = 0;
    Diagnostics list_;
};

}  // namespace capgap::csv
